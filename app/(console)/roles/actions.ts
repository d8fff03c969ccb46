"use server"

import type { AccessMove } from "#lib/access/moves.ts"
import { action } from "#lib/action.ts"
import { deleteRole } from "#lib/roles/deletion.ts"
import { createRole, editRole, previewRoleEdit } from "#lib/roles/editing.ts"
import { createRoleInput, deleteRoleInput, editRoleInput } from "#lib/roles/input.ts"

export const createRoleAction = action(createRoleInput, createRole, {
  done: ({ id }) => `/roles/${id}?ok=role-created`,
})

/** Saves; by its second button it only says what saving would do. */
export const editRoleAction = action(
  editRoleInput,
  async (actor, input) =>
    input.step === "preview" ? previewRoleEdit(actor, input) : editRole(actor, input).then(() => null),
  {
    done: (moves, { roleId, permissions }) =>
      moves ? { answer: told(moves, permissions), keeps: true } : `/roles/${roleId}?ok=role-saved`,
  },
)

/** What saving would do, while somebody still chooses. */
export const previewRoleEditAction = action(editRoleInput, previewRoleEdit, {
  done: (moves, { permissions }) => ({ answer: told(moves, permissions) }),
})

/** `of`: the permissions that it was asked of; chosen otherwise since, it is not true any more. */
const told = (moves: AccessMove[], permissions: string[]) => ({
  moves: JSON.stringify(moves),
  of: permissions.toSorted().join(" "),
})

export const deleteRoleAction = action(deleteRoleInput, deleteRole, {
  done: () => "/roles?ok=role-deleted",
})

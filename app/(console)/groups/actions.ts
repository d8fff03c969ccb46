"use server"

import { action } from "#lib/action.ts"
import { addByAddresses, lookAtAddresses, Otherwise } from "#lib/groups/addresses.ts"
import { createGroup, deleteGroup, editGroup } from "#lib/groups/editing.ts"
import {
  addByAddressesInput,
  addMembersInput,
  createGroupInput,
  deleteGroupInput,
  editGroupInput,
  removeMembersInput,
  setGroupRolesInput,
} from "#lib/groups/input.ts"
import { addMembers, removeMembers } from "#lib/groups/members.ts"
import { previewGroupRoles, setGroupRoles } from "#lib/groups/roles.ts"

export const createGroupAction = action(createGroupInput, createGroup, {
  done: ({ id }) => `/groups/${id}?ok=group-created`,
})

export const editGroupAction = action(editGroupInput, editGroup, {
  done: (_, { groupId }) => `/groups/${groupId}?ok=group-saved`,
})

export const deleteGroupAction = action(deleteGroupInput, deleteGroup, {
  done: () => "/groups?ok=group-deleted",
})

export const setGroupRolesAction = action(
  setGroupRolesInput,
  async (actor, input) =>
    input.step === "preview" ? previewGroupRoles(actor, input) : setGroupRoles(actor, input),
  {
    done: (moves, { groupId }) =>
      moves
        ? { answer: { moves: JSON.stringify(moves) }, keeps: true }
        : `/groups/${groupId}?ok=group-roles-saved`,
  },
)

export const addMembersAction = action(addMembersInput, addMembers, {
  done: (_, { groupId, search }) =>
    `/groups/${groupId}/add?${new URLSearchParams({ ...(search && { search }), ok: "member-added" })}`,
})

export const removeMembersAction = action(removeMembersInput, removeMembers, {
  done: (_, { groupId }) => `/groups/${groupId}?ok=members-removed`,
})

export const addByAddressesAction = action(
  addByAddressesInput,
  async (actor, { expected, step, ...input }) => {
    if (step === "save" && expected !== "") {
      try {
        await addByAddresses(actor, { ...input, expected })
        return null
      } catch (error) {
        if (!(error instanceof Otherwise)) throw error
      }
    }
    return lookAtAddresses(actor, input)
  },
  {
    done: (looked, { groupId }) =>
      looked
        ? { answer: { looked: JSON.stringify(looked) }, keeps: true }
        : `/groups/${groupId}?ok=members-added`,
  },
)

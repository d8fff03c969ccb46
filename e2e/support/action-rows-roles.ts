/** Actions on roles. */
import { randomUUID } from "node:crypto"
import { insertRole } from "../../db/seed/groups.ts"
import type { ActionRow } from "./action-rows.ts"
import { addPerson, addRole, latest } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"

const edited = async (workspace: Workspace) => ({
  roleId: await addRole(workspace),
  seen: latest,
  name: `Edited ${randomUUID()}`,
  permissions: ["roles:manage"],
})

/** A role that gives somebody a permission, about to lose it. */
const heldBySomebody = async (workspace: Workspace) => {
  const name = `Held ${randomUUID()}`
  const roleId = await insertRole(workspace.owner, workspace.id, { name, permissions: ["users:suspend"] })
  await addPerson(workspace, { roles: [name] })
  return { roleId, seen: latest, name, permissions: ["roles:manage"] }
}

export const roleRows: Record<string, ActionRow> = {
  "roles/createRoleAction": {
    needs: "roles:manage",
    leaves: "role.created",
    outranks: "A role that nobody holds yet gives nobody anything.",
    bad: { name: "\u202eRole" },
    // It names nothing of the workspace: another's admin makes one of their own.
    foreign: /^\/roles\/[\w-]+\?ok=role-created/,
    give: async () => ({ name: `Made ${randomUUID()}`, permissions: ["roles:manage"] }),
  },
  "roles/editRoleAction": {
    needs: "roles:manage",
    leaves: "role.edited",
    outranks: heldBySomebody,
    bad: { permissions: ["everything"] },
    give: edited,
  },
  "roles/previewRoleEditAction": {
    form: "Only a script asks, while somebody still chooses.",
    needs: "roles:manage",
    leaves: "A look at what saving would do.",
    outranks: heldBySomebody,
    bad: { permissions: ["everything"] },
    give: edited,
    reads: true,
  },
  "roles/deleteRoleAction": {
    needs: "roles:manage",
    leaves: "role.deleted",
    outranks: heldBySomebody,
    bad: { roleId: "none" },
    give: async (workspace) => ({ roleId: await addRole(workspace) }),
  },
}

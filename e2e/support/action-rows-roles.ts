/** Actions on roles. */
import { randomUUID } from "node:crypto"
import type { ActionRow } from "./action-rows.ts"
import { addRole, latest } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"

const edited = async (workspace: Workspace) => ({
  roleId: await addRole(workspace),
  seen: latest,
  name: `Edited ${randomUUID()}`,
  permissions: ["roles:manage"],
})

export const roleRows: Record<string, ActionRow> = {
  "roles/createRoleAction": {
    needs: "roles:manage",
    // It names nothing of the workspace: another's admin makes one of their own.
    foreign: /^\/roles\/[\w-]+\?ok=role-created/,
    give: async () => ({ name: `Made ${randomUUID()}`, permissions: ["roles:manage"] }),
  },
  "roles/editRoleAction": { needs: "roles:manage", give: edited },
  "roles/previewRoleEditAction": { needs: "roles:manage", give: edited, reads: true },
  "roles/deleteRoleAction": {
    needs: "roles:manage",
    give: async (workspace) => ({ roleId: await addRole(workspace) }),
  },
}

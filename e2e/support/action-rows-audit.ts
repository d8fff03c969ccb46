/** Actions on what was done. */
import type { ActionRow } from "./action-rows.ts"
import { addRole, editRole } from "./action-things.ts"

export const auditRows: Record<string, ActionRow> = {
  "audit/undoChangeAction": {
    // The original action's permission: here that of editing a role.
    needs: "roles:manage",
    also: ["audit:read"],
    give: async (workspace) => ({ changeId: await editRole(workspace, await addRole(workspace)) }),
  },
}

/** Undoing, which takes the permission of what is undone, and the log to find it in. */
import type { ActionRow } from "./action-rows.ts"
import { addAdmins, addGroup, latestChange } from "./action-things.ts"

export const auditRows: Record<string, ActionRow> = {
  "audit/undoChangeAction": {
    needs: "groups:manage",
    leaves: "change.undone",
    outranks: async (workspace) => {
      await addAdmins(workspace, "group.created")
      return { changeId: await latestChange(workspace) }
    },
    bad: { changeId: "none" },
    also: ["audit:read"],
    give: async (workspace) => {
      await addGroup(workspace, [], "group.created")
      return { changeId: await latestChange(workspace) }
    },
  },
}

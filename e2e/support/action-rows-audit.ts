/** Undoing, which takes the permission of what is undone, and the log to find it in. */
import type { ActionRow } from "./action-rows.ts"
import { addGroup, latestChange } from "./action-things.ts"

export const auditRows: Record<string, ActionRow> = {
  "audit/undoChangeAction": {
    needs: "groups:manage",
    also: ["audit:read"],
    give: async (workspace) => {
      await addGroup(workspace, [], "group.created")
      return { changeId: await latestChange(workspace) }
    },
  },
}

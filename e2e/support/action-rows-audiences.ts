/** Actions on back ends. */
import { randomUUID } from "node:crypto"
import type { ActionRow } from "./action-rows.ts"
import { addAudience } from "./action-things.ts"

export const audienceRows: Record<string, ActionRow> = {
  "settings/back-ends/addAudienceAction": {
    needs: "settings:manage",
    leaves: "audience.added",
    outranks: "A back end is nobody.",
    bad: { name: "\u202eBots" },
    // It names nothing of the workspace: another's admin adds one of their own.
    foreign: "/settings/back-ends?ok=audience-added",
    give: async () => ({ name: "Bots", audience: `bots-${randomUUID()}` }),
  },
  "settings/back-ends/renameAudienceAction": {
    form: "/settings/back-ends?confirm=rename&id={audienceId}",
    needs: "settings:manage",
    leaves: "audience.renamed",
    outranks: "A back end is nobody.",
    bad: { name: "" },
    give: async (workspace) => ({ audienceId: await addAudience(workspace), name: "Other" }),
  },
  "settings/back-ends/removeAudienceAction": {
    form: "/settings/back-ends?confirm=remove&id={audienceId}",
    needs: "settings:manage",
    leaves: "audience.removed",
    outranks: "A back end is nobody.",
    bad: { audienceId: "none" },
    give: async (workspace) => ({ audienceId: await addAudience(workspace) }),
  },
}

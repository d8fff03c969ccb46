/** Actions on access tokens: one's own, and those of others. */
import { insertToken } from "../../db/seed/access-tokens.ts"
import type { ActionRow } from "./action-rows.ts"
import { addPerson } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"

const somebodys = async (workspace: Workspace) => {
  const userId = await addPerson(workspace)
  const { id: tokenId } = await insertToken(workspace.owner, workspace.id, { userId })
  return { userId, tokenId }
}

export const tokenRows: Record<string, ActionRow> = {
  "account/tokens/createTokenAction": {
    own: "One's own tokens.",
    give: async (workspace) => ({
      ...(await somebodys(workspace)),
      name: "Report",
      days: "90",
      scopes: ["users:read"],
    }),
  },
  "account/tokens/regenerateTokenAction": {
    own: "One's own tokens.",
    give: async (workspace) => ({ ...(await somebodys(workspace)), days: "90" }),
  },
  "account/tokens/revokeTokenAction": { own: "One's own tokens.", give: somebodys },
  "users/[userId]/tokens/revokeTokenOfAction": { needs: "tokens:manage", give: somebodys },
}

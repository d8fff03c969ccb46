/** Actions on access tokens: one's own, and those of others. */
import { insertToken } from "../../db/seed/access-tokens.ts"
import type { ActionRow, Give } from "./action-rows.ts"
import { addPerson } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"

const addToken = async ({ owner, id }: Workspace, userId: string) => ({
  tokenId: (await insertToken(owner, id, { userId })).id,
})

const somebodys: Give = async (workspace, whom) => {
  const userId = await addPerson(workspace, whom)
  return { userId, ...(await addToken(workspace, userId)) }
}

const made = { name: "Report", days: "90", scopes: ["users:read"] }

export const tokenRows: Record<string, ActionRow> = {
  "account/tokens/createTokenAction": {
    own: "One's own tokens.",
    leaves: "access_token.created",
    mine: async () => made,
    bad: { days: "0" },
    give: async (workspace) => ({ ...(await somebodys(workspace)), ...made }),
  },
  "account/tokens/regenerateTokenAction": {
    form: "/account/tokens?confirm=regenerate&id={tokenId}",
    own: "One's own tokens.",
    leaves: "access_token.regenerated",
    mine: async (workspace, callerId) => ({ ...(await addToken(workspace, callerId)), days: "90" }),
    bad: { days: "0" },
    give: async (workspace) => ({ ...(await somebodys(workspace)), days: "90" }),
  },
  "account/tokens/revokeTokenAction": {
    form: "/account/tokens?confirm=revoke&id={tokenId}",
    own: "One's own tokens.",
    leaves: "access_token.revoked",
    mine: addToken,
    bad: { tokenId: "none" },
    give: somebodys,
  },
  "users/[userId]/tokens/revokeTokenOfAction": {
    form: "/users/{userId}/tokens?confirm=revoke&id={tokenId}",
    needs: "tokens:manage",
    leaves: "access_token.revoked",
    outranks: true,
    bad: { tokenId: "none" },
    give: somebodys,
  },
}

/** Actions on service accounts. */
import { insertToken } from "../../db/seed/access-tokens.ts"
import { insertRole } from "../../db/seed/groups.ts"
import type { ActionRow } from "./action-rows.ts"
import { latest } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"
import { addServiceAccount } from "./service-accounts.ts"

const accountOf = async (workspace: Workspace) => ({ accountId: await addServiceAccount(workspace) })

const detailsOf = async (workspace: Workspace) => ({
  name: "Reports",
  description: "",
  owner: (await workspace.add()).email,
})

const newRole = ({ owner, id }: Workspace) =>
  insertRole(owner, id, { name: "Talks", permissions: ["chat:use"] })

const proved = { currentPassword: "" }

/** A service account that may chat, with a token that says so. */
async function tokenOf(workspace: Workspace) {
  const { owner, id } = workspace
  await newRole(workspace)
  const accountId = await addServiceAccount(workspace, { roles: ["Talks"] })
  const of = { userId: accountId, kind: "service", scopes: ["chat:use"] } as const
  const { id: tokenId } = await insertToken(owner, id, { ...of, scopes: [...of.scopes] })
  return { accountId, tokenId, ...proved }
}

export const serviceAccountRows: Record<string, ActionRow> = {
  "settings/service-accounts/createServiceAccountAction": {
    needs: "settings:manage",
    also: ["users:write"],
    // Another's admin names an owner whom they don't have.
    foreign: /Nobody in this workspace has this address/,
    give: async (workspace) => ({
      ...(await detailsOf(workspace)),
      roles: [await newRole(workspace)],
    }),
  },
  "settings/service-accounts/editServiceAccountAction": {
    needs: "settings:manage",
    give: async (workspace) => ({
      ...(await accountOf(workspace)),
      ...(await detailsOf(workspace)),
      seen: latest,
    }),
  },
  "settings/service-accounts/setServiceAccountRolesAction": {
    needs: "settings:manage",
    also: ["users:write"],
    give: async (workspace) => ({
      ...(await accountOf(workspace)),
      seen: latest,
      roles: [await newRole(workspace)],
    }),
  },
  "settings/service-accounts/disableServiceAccountAction": { needs: "settings:manage", give: accountOf },
  "settings/service-accounts/enableServiceAccountAction": {
    needs: "settings:manage",
    give: async (workspace) => ({
      accountId: await addServiceAccount(workspace, { disabledAt: new Date() }),
    }),
  },
  "settings/service-accounts/createServiceTokenAction": {
    needs: "settings:manage",
    also: ["users:write", "chat:use"],
    give: async (workspace) => {
      const { accountId } = await tokenOf(workspace)
      return { accountId, name: "CI", days: "90", scopes: ["chat:use"], ...proved }
    },
  },
  "settings/service-accounts/regenerateServiceTokenAction": {
    needs: "settings:manage",
    also: ["users:write", "chat:use"],
    give: async (workspace) => ({ ...(await tokenOf(workspace)), days: "90" }),
  },
  "settings/service-accounts/revokeServiceTokenAction": { needs: "settings:manage", give: tokenOf },
  "settings/service-accounts/archiveServiceAccountAction": { needs: "settings:manage", give: accountOf },
}

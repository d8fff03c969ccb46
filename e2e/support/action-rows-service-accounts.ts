/** Actions on service accounts. */
import { randomUUID } from "node:crypto"
import { insertToken } from "../../db/seed/access-tokens.ts"
import { insertRole } from "../../db/seed/groups.ts"
import type { ActionRow } from "./action-rows.ts"
import { latest, roleCalled } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"
import { addServiceAccount } from "./service-accounts.ts"

const accountOf = async (workspace: Workspace) => ({ accountId: await addServiceAccount(workspace) })

const detailsOf = async (workspace: Workspace) => ({
  name: `Reports ${randomUUID()}`,
  description: "",
  owner: (await workspace.add()).email,
})

const newRole = ({ owner, id }: Workspace) =>
  insertRole(owner, id, { name: `Talks ${randomUUID()}`, permissions: ["chat:use"] })

const proved = { currentPassword: "" }

/** A service account that may chat, with a token that says so. */
async function tokenOf(workspace: Workspace) {
  const { owner, id } = workspace
  const name = `Talks ${randomUUID()}`
  await insertRole(owner, id, { name, permissions: ["chat:use"] })
  const accountId = await addServiceAccount(workspace, { roles: [name] })
  const of = { userId: accountId, kind: "service", scopes: ["chat:use"] } as const
  const { id: tokenId } = await insertToken(owner, id, { ...of, scopes: [...of.scopes] })
  return { accountId, tokenId, ...proved }
}

const adminAccount = async (workspace: Workspace, account: { disabledAt?: Date } = {}) => ({
  accountId: await addServiceAccount(workspace, { ...account, roles: ["Admin"] }),
})

async function adminToken(workspace: Workspace) {
  const { accountId } = await adminAccount(workspace)
  const { id: tokenId } = await insertToken(workspace.owner, workspace.id, {
    userId: accountId,
    kind: "service",
  })
  return { accountId, tokenId, ...proved }
}

export const serviceAccountRows: Record<string, ActionRow> = {
  "settings/service-accounts/createServiceAccountAction": {
    leaves: "service_account.created",
    outranks: async (workspace) => ({
      ...(await detailsOf(workspace)),
      roles: [await roleCalled(workspace, "Admin")],
    }),
    bad: { name: "\u202eReports" },
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
    leaves: "service_account.edited",
    outranks: async (workspace) => ({
      ...(await adminAccount(workspace)),
      ...(await detailsOf(workspace)),
      seen: latest,
    }),
    bad: { name: "" },
    needs: "settings:manage",
    give: async (workspace) => ({
      ...(await accountOf(workspace)),
      ...(await detailsOf(workspace)),
      seen: latest,
    }),
  },
  "settings/service-accounts/setServiceAccountRolesAction": {
    leaves: "service_account.roles_set",
    outranks: async (workspace) => ({ ...(await adminAccount(workspace)), seen: latest, roles: [] }),
    bad: { roles: ["none"] },
    needs: "settings:manage",
    also: ["users:write"],
    give: async (workspace) => ({
      ...(await accountOf(workspace)),
      seen: latest,
      roles: [await newRole(workspace)],
    }),
  },
  "settings/service-accounts/disableServiceAccountAction": {
    leaves: "service_account.disabled",
    outranks: (workspace) => adminAccount(workspace),
    bad: { reason: "\u0007" },
    needs: "settings:manage",
    give: accountOf,
  },
  "settings/service-accounts/enableServiceAccountAction": {
    leaves: "service_account.enabled",
    outranks: (workspace) => adminAccount(workspace, { disabledAt: new Date() }),
    bad: { reason: "\u0007" },
    needs: "settings:manage",
    give: async (workspace) => ({
      accountId: await addServiceAccount(workspace, { disabledAt: new Date() }),
    }),
  },
  "settings/service-accounts/createServiceTokenAction": {
    leaves: "access_token.created",
    outranks: async (workspace) => ({
      ...(await adminAccount(workspace)),
      name: "CI",
      days: "90",
      scopes: ["chat:use"],
      ...proved,
    }),
    bad: { days: "0" },
    needs: "settings:manage",
    also: ["users:write", "chat:use"],
    give: async (workspace) => {
      const { accountId } = await tokenOf(workspace)
      return { accountId, name: "CI", days: "90", scopes: ["chat:use"], ...proved }
    },
  },
  "settings/service-accounts/regenerateServiceTokenAction": {
    form: "/settings/service-accounts/{accountId}?confirm=regenerate&id={tokenId}",
    leaves: "access_token.regenerated",
    outranks: async (workspace) => ({ ...(await adminToken(workspace)), days: "90" }),
    bad: { days: "0" },
    needs: "settings:manage",
    also: ["users:write", "chat:use"],
    give: async (workspace) => ({ ...(await tokenOf(workspace)), days: "90" }),
  },
  "settings/service-accounts/revokeServiceTokenAction": {
    form: "/settings/service-accounts/{accountId}?confirm=revoke&id={tokenId}",
    leaves: "access_token.revoked",
    outranks: adminToken,
    bad: { tokenId: "none" },
    needs: "settings:manage",
    give: tokenOf,
  },
  "settings/service-accounts/archiveServiceAccountAction": {
    leaves: "service_account.archived",
    outranks: (workspace) => adminAccount(workspace),
    bad: { reason: "\u0007" },
    needs: "settings:manage",
    give: accountOf,
  },
}

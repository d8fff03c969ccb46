/** Actions on service accounts. */
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
  "settings/service-accounts/archiveServiceAccountAction": { needs: "settings:manage", give: accountOf },
}

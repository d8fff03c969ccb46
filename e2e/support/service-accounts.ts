/** Service accounts, arranged straight in the tables. */
import { insertServiceAccount, type SeedServiceAccount } from "../../db/seed/service-accounts.ts"
import type { Workspace } from "./fixtures.ts"

/** The id of a new service account; somebody new answers for it unless told otherwise. */
export async function addServiceAccount(
  workspace: Workspace,
  account: Partial<SeedServiceAccount> = {},
): Promise<string> {
  return insertServiceAccount(workspace.owner, workspace.id, {
    name: "Nightly import",
    ...account,
    ownerId: account.ownerId ?? (await workspace.add()).id,
  })
}

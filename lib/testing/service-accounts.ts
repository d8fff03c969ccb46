/** A workspace with its Admin, somebody who answers for programs, one with the role Settings, and a service account. */
import { insertServiceAccount, type SeedServiceAccount } from "#db/seed/service-accounts.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "./fixtures.ts"

export const newServiceAccount = (
  { id }: TestWorkspace,
  ownerId: string,
  account: Partial<SeedServiceAccount> = {},
): Promise<string> => insertServiceAccount(owner, id, { name: "Nightly import", ownerId, ...account })

export async function arrangeServiceAccount(account: Partial<SeedServiceAccount> = {}) {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const answering = await newPerson(workspace, {
    firstName: "Omar",
    lastName: "Haddad",
    email: `omar-${workspace.slug}@acme.example`,
  })
  const settings = await newActor(workspace, { roles: ["Settings"] })
  const viewer = await newActor(workspace, { type: "viewer" })
  return {
    workspace,
    admin,
    settings,
    viewer,
    answering,
    ownerAddress: `omar-${workspace.slug}@acme.example`,
    account: await newServiceAccount(workspace, answering, account),
  }
}

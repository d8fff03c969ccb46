/** What the tests of setting up providers arrange: an admin, a provider as a row, people linked to it, and inputs that would do. */
import { uuidv7 } from "uuidv7"
import { openChange } from "#db/seed/workspace.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { sealedFor } from "#lib/identity-providers/provider.ts"
import { seal } from "#lib/sealing.ts"
import { exampleProvider } from "./filled-workspace.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "./fixtures.ts"

export const clientSecret = "a-secret-that-must-not-be-seen"

/** A workspace with two admins, one of whom acts. */
export async function arrange() {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  await newPerson(workspace, { type: "tenant_admin" })
  return { workspace, admin }
}

/** Somebody with `sso:manage` and everything else but one of the Admin permissions. */
export async function almostAdmin(workspace: TestWorkspace, all: readonly Permission[]) {
  const name = `All but one ${uuidv7()}`
  const permissions = all.filter((permission) => permission !== "bots:manage")
  await insertRole(owner, workspace.id, { name, permissions })
  return newActor(workspace, { roles: [name] })
}

type Columns = Record<string, string | string[] | boolean | Date | null>

export async function insertProvider(workspace: TestWorkspace, columns: Columns = {}): Promise<string> {
  const workspace_id = workspace.id
  const id = uuidv7()
  await write(workspace, async (tx) => {
    await tx`insert into identity_providers ${tx({ ...exampleProvider, workspace_id, id, ...columns })}`
    if (columns["kind"] !== "saml")
      await tx`insert into identity_provider_secrets ${tx({ workspace_id, provider_id: id, sealed: seal(clientSecret, sealedFor(id)) })}`
  })
  return id
}

/** A person who is linked, with the groups that the provider named last. */
export async function insertLinked(
  workspace: TestWorkspace,
  providerId: string,
  groups: string[],
  person: Parameters<typeof newPerson>[1] = {},
): Promise<string> {
  const userId = await newPerson(workspace, person)
  await link(workspace, providerId, userId, groups)
  return userId
}

export async function link(
  workspace: TestWorkspace,
  providerId: string,
  userId: string,
  groups: string[],
): Promise<void> {
  const at = { workspace_id: workspace.id, provider_id: providerId, issuer: "x", subject: userId }
  await write(
    workspace,
    (tx) => tx`insert into identity_links ${tx({ ...at, id: uuidv7(), user_id: userId, groups })}`,
  )
}

type Transaction = Parameters<Parameters<typeof owner.begin>[1]>[0]

/** Writes as the owner, within a change. */
export const write = ({ id }: TestWorkspace, work: (tx: Transaction) => Promise<unknown>) =>
  owner.begin(async (tx) => {
    await openChange(tx, id, "test.arranged")
    await work(tx)
  })

export const enforce = (workspace: TestWorkspace) =>
  write(workspace, (tx) => tx`update workspaces set sso_enforced_at = now() where id = ${workspace.id}`)

/** The present session's proof is over ten minutes old. */
export const forgetProof = (sessionId: string | null) =>
  owner`update sessions set proved_at = now() - interval '11 minutes' where id = ${sessionId}`

export const groupWith = (
  workspace: TestWorkspace,
  name: string,
  roles: string[] = [],
  members: string[] = [],
) => insertGroup(owner, workspace.id, { name, roles, members })

/** What the tests of setting up providers arrange: an admin, a provider as a row, people linked to it, and inputs that would do. */
import { uuidv7 } from "uuidv7"
import {
  type Columns,
  insertLink,
  insertProvider as insertRow,
  insertSecret,
} from "#db/seed/identity-providers.ts"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { sealedFor } from "#lib/identity-providers/provider.ts"
import { seal } from "#lib/sealing.ts"
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

/** Adds one, not enabled unless told otherwise, and answers its id. One by OIDC has `clientSecret`. */
export async function insertProvider({ id }: TestWorkspace, columns: Columns = {}): Promise<string> {
  const provider = await insertRow(owner, id, { enabled_at: null, ...columns })
  if (columns["kind"] !== "saml")
    await insertSecret(owner, id, provider, seal(clientSecret, sealedFor(provider)))
  return provider
}

/** A person who is linked, with the groups that the provider named last. */
export async function insertLinked(
  workspace: TestWorkspace,
  providerId: string,
  groups: string[],
  person: Parameters<typeof newPerson>[1] = {},
): Promise<string> {
  const userId = await newPerson(workspace, person)
  await insertLink(owner, workspace.id, userId, providerId, { groups })
  return userId
}

/** The present session's proof is over ten minutes old. */
export const forgetProof = (sessionId: string | null) =>
  owner`update sessions set proved_at = now() - interval '11 minutes' where id = ${sessionId}`

export const groupWith = (
  workspace: TestWorkspace,
  name: string,
  roles: string[] = [],
  members: string[] = [],
) => insertGroup(owner, workspace.id, { name, roles, members })

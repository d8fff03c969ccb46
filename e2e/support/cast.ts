/** Who knocks at a write's doors: whoever may, and everybody who must not. */
import type { Sql } from "postgres"
import { insertToken } from "../../db/seed/access-tokens.ts"
import { type Permission, permissions } from "../../lib/access/permissions.ts"
import { type Caller, callerWith, signedIn } from "./callers.ts"
import { newWorkspace, type Workspace } from "./fixtures.ts"

type Cast = {
  /** Holds just what the write needs. */
  permitted: Caller
  /** Holds everything else. */
  without: Caller
  /** An admin of another company, who may do everything there. */
  stranger: Caller
  /** An admin of the workspace, who sees its pages. */
  reader: Caller
}

const everything = { type: "tenant_admin", roles: ["Privacy officer"] } as const
/** What a clerk holds besides. */
export const looking = ["users:read", "audit:read", "bots:read", "conversations:monitor"] as const
const addAdmin = async (workspace: Workspace) =>
  signedIn(workspace, await workspace.add({ ...everything, roles: [...everything.roles] }))

/** An admin of another company, who may do everything there. */
export const strangerOf = async (owner: Sql) => addAdmin(await newWorkspace(owner, "Globex"))

let shared: Promise<Caller> | undefined

/** The same one for every test of a process: for where they can write nothing. */
const sharedStranger = (owner: Sql) => (shared ??= strangerOf(owner))

/** Holds these permissions and may look at most pages, but is no admin. */
export const clerkOf = (workspace: Workspace, holds: readonly Permission[]) =>
  callerWith(workspace, [...new Set([...holds, ...looking])])

/** The cast for a write that needs this permission, and `also` these. */
export async function castFor(
  workspace: Workspace,
  owner: Sql,
  needs: Permission,
  also: readonly Permission[] = [],
  stranger = sharedStranger(owner),
): Promise<Cast> {
  return {
    permitted: await callerWith(workspace, [needs, ...also]),
    without: await callerWith(
      workspace,
      permissions.filter((permission) => permission !== needs),
    ),
    stranger: await stranger,
    reader: await addAdmin(workspace),
  }
}

/** A new access token of theirs, with these scopes. */
export const tokenOf = async (
  { owner }: Workspace,
  { id }: Caller,
  scopes: readonly Permission[] = permissions,
): Promise<string> => {
  const [found] = await owner<
    { workspace: string }[]
  >`select workspace_id as workspace from users where id = ${id}`
  return (await insertToken(owner, found!.workspace, { userId: id, scopes: [...scopes] })).token
}

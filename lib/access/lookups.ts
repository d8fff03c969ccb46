/** The pinned look-ups before a workspace is known: one secret or name in, ids out (PostgreSQL's definer functions). */
import { type SQL, sql } from "drizzle-orm"
import { database } from "#db/client.ts"
import type { Actor, Origin, Stage } from "./actor.ts"
import type { AccountType, Permission } from "./permissions.ts"

export type Workspace = { id: string; slug: string; name: string }

type FoundPrincipal = InWorkspace & {
  user_id: string
  first_name: string
  last_name: string
  email: string
  type: AccountType
  timezone: string | null
  permissions: Permission[]
  /** What their parts in bots permit, each on some bot at least. */
  bot_permissions: Permission[]
  picture_id: string | null
  workspace_logo_id: string | null
  workspace_timezone: string | null
}

export type FoundSession = FoundPrincipal & { session_id: string; stage: Stage; expires_at: Date | string }

/** `permissions` and `bot_permissions`: what its scopes leave of what its owner has. */
type FoundToken = FoundPrincipal & {
  token_id: string
  expires_at: Date | string
  scopes: Permission[]
}

/** Who was found, and where: all of the actor but the way they came. */
export const principalOf = (
  found: FoundPrincipal,
  origin: Origin,
): Omit<Actor, "via" | "sessionId" | "tokenId" | "stage"> => ({
  workspace: {
    ...workspaceIn(found),
    logoId: found.workspace_logo_id,
    timezone: found.workspace_timezone,
  },
  user: {
    id: found.user_id,
    firstName: found.first_name,
    lastName: found.last_name,
    email: found.email,
    type: found.type,
    timezone: found.timezone,
    pictureId: found.picture_id,
  },
  permissions: new Set(found.permissions),
  botPermissions: new Set(found.bot_permissions),
  origin,
})

type InWorkspace = { workspace_id: string; workspace_slug: string; workspace_name: string }

const workspaceIn = (found: InWorkspace): Workspace => ({
  id: found.workspace_id,
  slug: found.workspace_slug,
  name: found.workspace_name,
})

const all = async <T>(query: SQL) => (await database().db.execute(query)) as unknown as T[]
const first = async <T>(query: SQL) => (await all<T>(query))[0] ?? null

/** The workspace with this slug, or null. */
export const findWorkspace = (slug: string) => first<Workspace>(sql`select * from find_workspace(${slug})`)

/**
 * The live session with this token's SHA-256, with its person and what they may do; null if it ended, timed out or is unknown. Counts as
 * use of it unless `seen` is false.
 */
export const findSession = (tokenHash: Buffer, { seen } = { seen: true }) =>
  first<FoundSession>(
    sql`select f.*, l.* from find_session(${tokenHash}, ${seen}) f cross join lateral looks_of(f.workspace_id, f.user_id) l`,
  )

/** The live access token with this SHA-256; null if it was revoked, has expired, its owner may do nothing any more, or it is unknown. */
export const findToken = (tokenHash: Buffer, ip: string | undefined) =>
  first<FoundToken>(
    sql`select f.*, l.* from find_token(${tokenHash}, ${ip ?? null}) f cross join lateral looks_of(f.workspace_id, f.user_id) l`,
  )

/** Whom a link is for. Says nothing about whether it still holds. */
export type FoundLink = { workspace: Workspace; linkId: string; userId: string }

type LinkRow = InWorkspace & { link_id: string; user_id: string }

async function findLink(query: SQL): Promise<FoundLink | null> {
  const found = await first<LinkRow>(query)
  return (
    found && {
      workspace: workspaceIn(found),
      linkId: found.link_id,
      userId: found.user_id,
    }
  )
}

/** Whose invitation has this token's SHA-256. */
export const findInvitation = (tokenHash: Buffer) =>
  findLink(sql`select *, invitation_id as link_id from find_invitation(${tokenHash})`)

/** Whose reset link has this token's SHA-256. */
export const findPasswordReset = (tokenHash: Buffer) =>
  findLink(sql`select *, reset_id as link_id from find_password_reset(${tokenHash})`)

/** Whose change of address this token's SHA-256 confirms or stops. */
export async function findEmailChange(
  tokenHash: Buffer,
): Promise<(FoundLink & { side: "confirm" | "stop" }) | null> {
  const query = sql`select *, email_change_id as link_id from find_email_change(${tokenHash})`
  const [link, found] = [await findLink(query), await first<{ side: "confirm" | "stop" }>(query)]
  return link && found && { ...link, side: found.side }
}

/** Whose identity provider this is; whether it lets anybody in is for the workspace to say. */
export async function findIdentityProvider(id: string): Promise<Workspace | null> {
  const found = await first<InWorkspace>(sql`select * from find_identity_provider(${id})`)
  return found && workspaceIn(found)
}

/**
 * Which mail Resend knows by this id, and to whom it went, if to somebody of the workspace. While the id is not noted yet, the mail that
 * was `tagged` so.
 */
export async function findMail(
  providerId: string,
  tagged: { workspaceId: string; mailId: string } | null = null,
): Promise<{ workspace: Workspace; mailId: string; userId: string | null } | null> {
  const found = await first<InWorkspace & { mail_id: string; user_id: string | null }>(
    sql`select * from find_mail(${providerId}, ${tagged?.workspaceId ?? null}, ${tagged?.mailId ?? null})`,
  )
  return (
    found && {
      workspace: workspaceIn(found),
      mailId: found.mail_id,
      userId: found.user_id,
    }
  )
}

/** The workspace that proved to have this domain. */
export async function findEmailDomain(domain: string): Promise<Workspace | null> {
  const found = await first<InWorkspace>(sql`select * from find_email_domain(${domain})`)
  return found && workspaceIn(found)
}

/** The installation's only workspace, or null if there are several. */
export const onlyWorkspace = () => first<Workspace>(sql`select * from only_workspace()`)

/** The workspaces in which this address has an account. Only for what is mailed to that very address. */
export async function findWorkspacesOf(
  emailNorm: string,
): Promise<{ workspace: Workspace; userId: string }[]> {
  const found = await all<Omit<LinkRow, "link_id">>(sql`select * from find_workspaces_of(${emailNorm})`)
  return found.map((row) => ({ workspace: workspaceIn(row), userId: row.user_id }))
}

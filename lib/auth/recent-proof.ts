/**
 * Asking who acts to have shown recently that it is them, before what would let somebody become anyone or take what is another's (ASVS 5.0
 * 7.5.1).
 */
import { and, eq, isNotNull, sql } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import { identityProviders } from "#db/schema/identity-providers.ts"
import { sessions } from "#db/schema/sessions.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { provePassword } from "./own-proof.ts"
import { passwordRefusalSql } from "./password-ways.ts"
import { noteProof } from "./session-store.ts"

const recentMinutes = 10

export type Proof = "recent" | "password" | "provider"

/** What a form asks for as proof: `again` is where the actor can sign in again, if not with a password. */
export type ProofAsked = { needed: Proof; again: { name: string; href: string } | null }

/** What the actor must do first: nothing, type their password, or, having none to use, sign in by their provider again. */
export async function neededProof(actor: Actor): Promise<Proof> {
  return read(actor, "self", (tx) => selectNeeded(tx, actor))
}

/** The same for a form on the page `to`, and by which provider the actor can sign in again. */
export async function askedProof(actor: Actor, to: string): Promise<ProofAsked> {
  return read(actor, "self", async (tx) => {
    const [provider] = await tx
      .select({ id: identityProviders.id, name: identityProviders.name })
      .from(sessions)
      .innerJoin(users, and(eq(users.workspaceId, sessions.workspaceId), eq(users.id, sessions.userId)))
      .innerJoin(
        identityProviders,
        and(
          eq(identityProviders.workspaceId, users.workspaceId),
          eq(
            identityProviders.id,
            sql`coalesce(${sessions.identityProviderId}, ${users.identityProviderId})`,
          ),
        ),
      )
      .where(and(eq(sessions.id, actor.sessionId ?? ""), isNotNull(identityProviders.enabledAt)))
    const again = provider && {
      name: provider.name,
      href: `/api/auth/sso/${provider.id}/start?again=1&to=${encodeURIComponent(to)}`,
    }
    return { needed: await selectNeeded(tx, actor), again: again ?? null }
  })
}

/**
 * Refuses `prove-again` beside `currentPassword` if it is over 10 minutes since the actor showed who they are and no password came,
 * `prove-by-provider` if they have none; `password-wrong`, `throttled`. A right password counts for the next 10 minutes.
 */
export async function requireRecentProof(actor: Actor, currentPassword: string): Promise<void> {
  const needed = await neededProof(actor)
  if (needed === "recent") return
  refuse(needed === "provider", "prove-by-provider")
  refuse(currentPassword === "", "prove-again", "currentPassword")
  await provePassword(actor, currentPassword)
  await noteProof(actor)
}

/** Whether the actor shows who they are by a password; else by signing in again. */
export const provesByPassword = (actor: Actor): Promise<boolean> =>
  read(actor, "self", async (tx) => (await selectSession(tx, actor))?.hasPassword ?? false)

/**
 * For what asks each time, however recent the last proof is. Refuses `password-missing` beside `currentPassword`, `password-wrong`,
 * `throttled`; of who has no password to use, what requireRecentProof() does.
 */
export async function proveAnew(actor: Actor, currentPassword: string): Promise<void> {
  if (!(await provesByPassword(actor))) return requireRecentProof(actor, "")
  refuse(currentPassword === "", "password-missing", "currentPassword")
  return provePassword(actor, currentPassword)
}

async function selectNeeded(tx: Tx, actor: Actor): Promise<Proof> {
  const session = await selectSession(tx, actor)
  if (session?.recent) return "recent"
  return session?.hasPassword ? "password" : "provider"
}

async function selectSession(tx: Tx, actor: Actor) {
  // By a token nobody shows who they are.
  if (!actor.sessionId) return undefined
  const [session] = await tx
    .select({
      recent: sql<boolean>`${sessions.provedAt} > now() - make_interval(mins => ${recentMinutes})`,
      hasPassword: sql<boolean>`(${passwordRefusalSql}) is null and exists (
        select from ${credentials} where ${credentials.userId} = ${sessions.userId} and ${credentials.temporaryUntil} is null)`,
    })
    .from(sessions)
    .innerJoin(users, and(eq(users.workspaceId, sessions.workspaceId), eq(users.id, sessions.userId)))
    .where(eq(sessions.id, actor.sessionId))
  return session
}

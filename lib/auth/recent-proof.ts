/** Asking who acts to have shown recently that it is them, before what would let somebody become anyone (ASVS 5.0 7.5.1). */
import { eq, sql } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import { sessions } from "#db/schema/sessions.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { refuse } from "#lib/errors.ts"
import { provePassword } from "./own-proof.ts"
import { noteProof } from "./session-store.ts"

const recentMinutes = 10

export type Proof = "recent" | "password" | "provider"

/** What the actor must do first: nothing, type their password, or, having none, sign in by their provider again. */
export async function neededProof(actor: Actor): Promise<Proof> {
  const [session] = await read(actor, "self", (tx) =>
    tx
      .select({
        recent: sql<boolean>`${sessions.provedAt} > now() - make_interval(mins => ${recentMinutes})`,
        hasPassword: sql<boolean>`exists (select from ${credentials} where ${credentials.userId} = ${sessions.userId} and ${credentials.temporaryUntil} is null)`,
      })
      .from(sessions)
      .where(eq(sessions.id, actor.sessionId ?? "")),
  )
  if (session?.recent) return "recent"
  return session?.hasPassword ? "password" : "provider"
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

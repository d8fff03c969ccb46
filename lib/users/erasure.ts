/** Erasing for good: what is known of an archived person goes from every table, mail and image (PRODUCT §3, ARCHITECTURE Idea 2). */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { type RefusalCode, refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import type { EraseUserInput } from "./input.ts"
import { lockUser, type Person } from "./lock.ts"
import type { Facts } from "./status.ts"

/**
 * Erases the archived person whose address was typed to confirm it; that somebody with this id was erased stays. Refuses
 * `not-archived-yet`, `erased`, `erase-confirm`; NotFound. Needs `users:erase`.
 */
export async function eraseUser(actor: Actor, { userId, confirm, reason }: EraseUserInput): Promise<void> {
  await change(
    actor,
    "users:erase",
    "user.erased",
    async (tx) => {
      const person = await lockUser(tx, userId)
      const refusal = eraseRefusal(person)
      if (refusal) refuse(true, refusal)
      refuse(normaliseEmail(confirm) !== normaliseEmail(person.email), "erase-confirm", "confirm")
      await forgetAttempts(tx, person)
      await tx.execute(sql`select erase_user(${userId})`)
    },
    { reason },
  )
}

/** Sign-ins by a provider that were refused before it was clear whose they are: by their address, or an identity of theirs. */
async function forgetAttempts(tx: Tx, { id, email }: Person): Promise<void> {
  await tx.execute(sql`
    delete from sso_sign_ins s
     where s.user_id is null and (lower(s.email) = ${normaliseEmail(email)} or exists (
       select from identity_links l where l.user_id = ${id} and l.provider_id = s.provider_id and l.subject = s.subject))`)
}

/** Why this person can't be erased, or null. */
export function eraseRefusal(person: Pick<Facts, "archivedAt" | "erasedAt">): RefusalCode | null {
  if (person.erasedAt) return "erased"
  return person.archivedAt ? null : "not-archived-yet"
}

/** Erasing for good: what is known of an archived person goes from every table, mail and image (PRODUCT §3, ARCHITECTURE Idea 2). */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { type RefusalCode, refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import type { EraseUserInput } from "./input.ts"
import { lockUser } from "./lock.ts"
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
      await tx.execute(sql`select erase_user(${userId})`)
    },
    { reason },
  )
}

/** Why this person can't be erased, or null. */
export function eraseRefusal(person: Pick<Facts, "archivedAt" | "erasedAt">): RefusalCode | null {
  if (person.erasedAt) return "erased"
  return person.archivedAt ? null : "not-archived-yet"
}

/** The connection of the signing keys: their table has no workspace, and no other may be reached through this. */
import { asc, notInArray } from "drizzle-orm"
import { database } from "#db/client.ts"
import { signingKeys } from "#db/schema/signing-keys.ts"

export type SigningKey = typeof signingKeys.$inferSelect

// Any number will do, as long as it stays: processes that want to change the keys at once meet here.
const lock = 7_201_848

const ordered = asc(signingKeys.activeFrom)

/** Every key there is, in the order in which they sign. */
export const readSigningKeys = (): Promise<SigningKey[]> =>
  database().db.select().from(signingKeys).orderBy(ordered)

/**
 * Puts in place of the keys what `next` makes of them, and answers that; one process after another. Of a key that is there already,
 * only when it retires and how it is sealed can change.
 */
export async function changeSigningKeys(
  next: (keys: SigningKey[]) => Promise<SigningKey[]>,
): Promise<SigningKey[]> {
  return database().db.transaction(async (tx) => {
    await tx.execute(`select pg_advisory_xact_lock(${lock})`)
    const keys = await next(await tx.select().from(signingKeys).orderBy(ordered))
    for (const key of keys) {
      const { sealedPrivate, retiresAt } = key
      await tx
        .insert(signingKeys)
        .values(key)
        .onConflictDoUpdate({ target: signingKeys.kid, set: { sealedPrivate, retiresAt } })
    }
    const kids = keys.map(({ kid }) => kid)
    await tx.delete(signingKeys).where(notInArray(signingKeys.kid, kids))
    return keys
  })
}

/** The group that a change is about, held until it commits. */
import { eq } from "drizzle-orm"
import { groups } from "#db/schema/groups.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"

/** Locks and answers the group. Throws NotFound, also for another workspace's. */
export async function lockGroup(tx: Tx, groupId: string) {
  const [group] = await tx
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(eq(groups.id, groupId))
    .for("no key update")
  if (!group) throw new NotFound()
  return group
}

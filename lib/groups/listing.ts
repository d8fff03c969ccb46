/** The groups of a workspace. */
import { groups } from "#db/schema/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"

/** Every group by name. Needs `users:read`. */
export async function listGroups(actor: Actor) {
  return read(actor, "users:read", (tx) =>
    tx.select({ id: groups.id, name: groups.name }).from(groups).orderBy(groups.nameNorm),
  )
}

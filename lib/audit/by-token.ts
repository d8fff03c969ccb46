/** By which access tokens changes were made, and where the reader can see them. */
import { sql } from "drizzle-orm"
import { type Actor, can } from "#lib/access/actor.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"

/** `owner`: null where the token went with somebody who was erased. */
type ByToken = { id: string; name: string; owner: { id: string; service: boolean } | null }

/** These tokens by their ids. */
export async function tokensBy(tx: Tx, ids: (string | null)[]): Promise<Map<string, ByToken>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const found = await rows<{ id: string; name: string; owner: string; service: boolean }>(
    tx,
    sql`
      select t.id, t.name, t.user_id as owner, u.type = 'service' as service
        from access_tokens t join users u on u.workspace_id = t.workspace_id and u.id = t.user_id
       where t.id = any (${sql.param(wanted)}::uuid[])`,
  )
  const known = new Map(found.map((one) => [one.id, one]))
  return new Map(
    wanted.map((id) => {
      const one = known.get(id)
      const owner = one ? { id: one.owner, service: one.service } : null
      return [id, { id, name: one?.name ?? "one that no longer exists", owner }]
    }),
  )
}

/** Among whose tokens the actor can see it: their own, a person's, a service account's; null where they may not. */
export function seenAmong(actor: Actor, { owner }: ByToken): "own" | "person" | "service" | null {
  if (!owner) return null
  if (owner.id === actor.user.id) return "own"
  if (owner.service) return can(actor, "settings:manage") ? "service" : null
  return can(actor, "tokens:manage") && can(actor, "users:read") ? "person" : null
}

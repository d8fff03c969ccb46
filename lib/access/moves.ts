/** What the open change means for people's access: who gains and who loses what. For previews; the change's own rows know it. */
import { sql } from "drizzle-orm"
import { type Permission, permissions } from "./permissions.ts"
import { rows, type Tx } from "./transaction.ts"

/** `service`: a service account. */
export type MovedPerson = {
  id: string
  firstName: string
  lastName: string
  pictureId: string | null
  service: boolean
}

/**
 * `first`: up to as many as were asked for, by name, out of `people` in all, of whom `services` are service accounts; `actor`: whoever
 * makes the change is among them.
 */
export type Movers = { people: number; services: number; first: MovedPerson[]; actor: boolean }

/** One permission that the change moves. `keeps`: how many it could have touched who hold it before and after, by some other path. */
export type AccessMove = { permission: Permission; gains: Movers; loses: Movers; keeps: number }

const nobody: Movers = { people: 0, services: 0, first: [], actor: false }

/**
 * What the change has done so far, permission by permission in the product's order; nothing is in it that nobody gains or loses.
 * People in the archive are left aside. `named`: of how many people the names are wanted. Only within a change or a preview of one.
 */
export async function accessMoves(tx: Tx, named = 20): Promise<AccessMove[]> {
  const found = await rows<{ permission: Permission; move: "gains" | "loses" | "keeps" } & Movers>(
    tx,
    sql`
      select m.permission, m.move, count(*)::int as people, (count(*) filter (where u.type = 'service'))::int as services,
             coalesce(bool_or(m.user_id = (select c.actor_id from changes c where c.id = current_setting('app.change_id')::uuid)), false) as actor,
             (array_agg(jsonb_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name, 'pictureId', u.picture_id, 'service', u.type = 'service')
                order by u.sort_name, u.id) filter (where m.move <> 'keeps'))[1:${sql.raw(String(named))}] as first
        from access_moves() m join users u on u.id = m.user_id
       group by m.permission, m.move`,
  )
  const of = (permission: Permission, move: string) =>
    found.find((each) => each.permission === permission && each.move === move)
  return permissions.flatMap((permission) => {
    const gains = of(permission, "gains") ?? nobody
    const loses = of(permission, "loses") ?? nobody
    if (gains.people === 0 && loses.people === 0) return []
    return [
      {
        permission,
        gains: moversOf(gains),
        loses: moversOf(loses),
        keeps: of(permission, "keeps")?.people ?? 0,
      },
    ]
  })
}

const moversOf = ({ people, services, first, actor }: Movers): Movers => ({ people, services, first, actor })

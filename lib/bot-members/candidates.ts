/** Whom one could give a part in a bot, or the bot itself: found by name, or the likely ones to choose from. */
import { inArray, sql } from "drizzle-orm"
import { botMembers } from "#db/schema/bots.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { pageOf } from "#lib/users/listing.ts"

export type Candidate = { id: string; firstName: string; lastName: string; email: string }

/** People that match, by name, with the part that they have in the bot; `more`: there are others. Needs `users:read`. */
export async function findCandidates(actor: Actor, botId: string, search: string, most = 20) {
  if (search === "") return { people: [], more: false }
  return read(actor, "users:read", async (tx) => {
    const { found, refine, next } = await pageOf(tx, { ...listUsersInput.parse({}), search }, most)
    const parts = await rows<{ user_id: string; role: string }>(
      tx,
      sql`select user_id, role from bot_roles where bot_id = ${botId} and user_id = any (${sql.param(found.map(({ id }) => id))}::uuid[])`,
    )
    const byPerson = new Map(parts.map(({ user_id, role }) => [user_id, role]))
    return {
      people: found.map(({ person }) => ({
        ...toCandidate(person),
        pictureId: person.pictureId,
        role: byPerson.get(person.id) ?? null,
      })),
      more: refine || next !== null,
    }
  })
}

const mostSuggested = 30
const mostOthers = 20

/**
 * Active people to choose a new owner from: first who builds these bots or may build any, then the first others by name; some dozens,
 * without `leaving`. Whoever is not among them is named by address. Needs `users:read`.
 */
export async function ownersToChoose(
  actor: Actor,
  { botIds, leaving }: { botIds: string[]; leaving: string[] },
): Promise<{ builders: Candidate[]; others: Candidate[] }> {
  return read(actor, "users:read", async (tx) => {
    const gone = new Set(leaving)
    const members = await membersOf(tx, botIds)
    const builders = await activePeople(tx, mostSuggested + leaving.length, "bots:build")
    const first = distinct([...members, ...builders])
      .filter(({ id }) => !gone.has(id))
      .slice(0, mostSuggested)
    const taken = new Set(first.map(({ id }) => id))
    const rest = await activePeople(tx, mostSuggested + mostOthers + leaving.length)
    const others = rest.filter(({ id }) => !gone.has(id) && !taken.has(id)).slice(0, mostOthers)
    return { builders: first, others }
  })
}

async function activePeople(tx: Tx, most: number, permission?: Permission): Promise<Candidate[]> {
  const query = { ...listUsersInput.parse({ status: "active" }), ...(permission && { permission }) }
  const { found } = await pageOf(tx, query, most)
  return found.map(({ person }) => toCandidate(person))
}

async function membersOf(tx: Tx, botIds: string[]): Promise<Candidate[]> {
  const developers = tx
    .select({ id: botMembers.userId })
    .from(botMembers)
    .where(inArray(botMembers.botId, botIds))
  return rows<Candidate>(
    tx,
    sql`
      select u.id, u.first_name as "firstName", u.last_name as "lastName", u.email from users u
       where u.id in (${developers}) and u.status = 'active' order by u.sort_name, u.id limit ${mostSuggested}`,
  )
}

const toCandidate = ({ id, firstName, lastName, email }: Candidate): Candidate => ({
  id,
  firstName,
  lastName,
  email,
})

const distinct = (people: Candidate[]) => [...new Map(people.map((person) => [person.id, person])).values()]

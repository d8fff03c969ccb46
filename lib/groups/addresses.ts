/** Members by a pasted list of addresses: who they are, said first and then done. */
import { createHash } from "node:crypto"
import { and, eq, inArray, isNull, sql } from "drizzle-orm"
import { groupMembers } from "#db/schema/groups.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import { lackingRank } from "#lib/access/rank.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { type Directory, directoryOf, owns } from "#lib/identity-providers/ownership.ts"
import { holdsAnyOf } from "#lib/users/columns.ts"
import type { AddByAddressesInput } from "./input.ts"
import { lockGroup } from "./lock.ts"
import { putIn } from "./members.ts"
import { readAddresses, type Typed } from "./typed-addresses.ts"

export type Found = { id: string; firstName: string; lastName: string; email: string }

/** What became of each line: who can be added, is in the group already, is beyond the actor, is their directory's to add, is nobody here, is no address. */
export type Looked = {
  able: Found[]
  members: Found[]
  outranked: Found[]
  /** Their directory owns their groups. */
  owned: Found[]
  unknown: string[]
  wrong: string[]
}

/** `expected`: for addByAddresses(), that it adds these and no others. */
export type Told = Looked & { expected: string; moves: AccessMove[] }

type Listed = Pick<AddByAddressesInput, "groupId" | "addresses">

/**
 * What adding them would do, and who would gain what. Refuses `no-addresses`, `too-many-addresses`, and what change() would; NotFound.
 * Needs `groups:manage`.
 */
export async function lookAtAddresses(actor: Actor, { groupId, addresses }: Listed): Promise<Told> {
  const typed = readAddresses(addresses)
  return preview(actor, "groups:manage", "group.members_added", async (tx) => {
    const looked = await lookUp(tx, actor, groupId, typed)
    await putIn(tx, actor, groupId, idsOf(looked.able))
    return { ...looked, expected: markOf(looked.able), moves: await accessMoves(tx) }
  })
}

/** Others could be added by now than the actor was told: nothing is done, and they are told anew. */
export class Otherwise extends Error {}

/**
 * Adds whom the list names, as far as they can be, in one change, and answers how many that were. Refuses `no-addresses`,
 * `too-many-addresses`, `nobody-chosen` if that is nobody; NotFound. Throws Otherwise if they are others than was `expected`.
 * Needs `groups:manage`.
 */
export async function addByAddresses(
  actor: Actor,
  { groupId, addresses, expected }: Listed & { expected: string | null },
): Promise<number> {
  // Before the change, which holds up every other one of the workspace.
  const typed = readAddresses(addresses)
  return change(actor, "groups:manage", "group.members_added", async (tx) => {
    const { able } = await lookUp(tx, actor, groupId, typed)
    if (expected !== null && expected !== markOf(able)) throw new Otherwise()
    refuse(able.length === 0, "nobody-chosen")
    return putIn(tx, actor, groupId, idsOf(able))
  })
}

const idsOf = (people: Found[]) => people.map(({ id }) => id)

/** Short, and another one for other people. */
const markOf = (people: Found[]) =>
  createHash("sha256").update(idsOf(people).toSorted().join()).digest("base64url").slice(0, 16)

async function lookUp(tx: Tx, actor: Actor, groupId: string, typed: Typed[]): Promise<Looked> {
  await lockGroup(tx, groupId)
  const lacking = lackingRank(actor.permissions)
  const people = await tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      emailNorm: users.emailNorm,
      member: sql<boolean>`exists (select from ${groupMembers} where ${and(
        eq(groupMembers.workspaceId, users.workspaceId),
        eq(groupMembers.userId, users.id),
        eq(groupMembers.groupId, groupId),
      )})`,
      outranked: lacking.length > 0 ? holdsAnyOf(lacking) : sql<boolean>`false`,
      directory: directoryOf,
    })
    .from(users)
    .where(
      and(
        inArray(
          users.emailNorm,
          typed.flatMap(({ address }) => address ?? []),
        ),
        isNull(users.archivedAt),
      ),
    )
  const byAddress = new Map(people.map((person) => [person.emailNorm, person]))
  const looked: Looked = { able: [], members: [], outranked: [], owned: [], unknown: [], wrong: [] }
  for (const { text, address } of typed) {
    const person = address === null ? undefined : byAddress.get(address)
    if (address === null) looked.wrong.push(text)
    else if (!person) looked.unknown.push(text)
    else {
      const { id, firstName, lastName, email } = person
      const place = placeOf(person)
      looked[place].push({ id, firstName, lastName, email })
    }
  }
  return looked
}

type Judged = { member: boolean; outranked: boolean; directory: Directory | null }

function placeOf(person: Judged): "members" | "outranked" | "owned" | "able" {
  if (person.member) return "members"
  if (person.outranked) return "outranked"
  return owns(person, "groups") ? "owned" : "able"
}

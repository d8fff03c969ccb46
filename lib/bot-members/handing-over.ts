/** The bots of people who are deleted: without a new owner for each, nobody is (A, K). */
import { and, asc, eq, inArray, isNull } from "drizzle-orm"
import { bots } from "#db/schema/bots.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { Refused, refuse } from "#lib/errors.ts"
import type { NewOwners } from "./input.ts"
import { lockByAddress } from "#lib/users/by-address.ts"
import { handTo, refuseUnfit } from "./ownership.ts"

/** A bot that needs an owner. */
export type OwnedBot = {
  id: string
  name: string
  publishedVersion: number | null
  owner: { id: string; firstName: string; lastName: string }
}

/** The bots that these people own, those in the archive apart, by name. */
export async function botsOwnedBy(tx: Tx, userIds: string[], most?: number): Promise<OwnedBot[]> {
  if (userIds.length === 0) return []
  const owned = tx
    .select({
      id: bots.id,
      name: bots.name,
      publishedVersion: bots.publishedVersion,
      owner: { id: users.id, firstName: users.firstName, lastName: users.lastName },
    })
    .from(bots)
    .innerJoin(users, and(eq(users.workspaceId, bots.workspaceId), eq(users.id, bots.ownerId)))
    .where(and(inArray(bots.ownerId, userIds), isNull(bots.archivedAt)))
    .orderBy(asc(bots.nameNorm), asc(bots.id))
  return most === undefined ? owned : owned.limit(most)
}

/** New owners by bot, as one answers them: those named one by one, and whoever gets the rest. */
export type Heirs = {
  byBot: ReadonlyMap<string, string>
  rest: string | null
  /** How they were named. */
  restField: "newOwner" | "newOwnerEmail"
}

export const noHeirs: Heirs = { byBot: new Map(), rest: null, restField: "newOwner" }

/** Who was meant. Refuses `nobody-with-address` beside `newOwnerEmail`. */
export async function heirsOf(
  tx: Tx,
  { newOwners = [], newOwner = "", newOwnerEmail = "" }: NewOwners,
): Promise<Heirs> {
  const named = newOwners.filter((pair) => pair !== "").map((pair) => pair.split(":") as [string, string])
  return {
    byBot: new Map(named),
    rest: newOwnerEmail ? await lockByAddress(tx, newOwnerEmail, "newOwnerEmail") : newOwner || null,
    restField: newOwnerEmail ? "newOwnerEmail" : "newOwner",
  }
}

/**
 * Whoever names new owners shows first who they are: refuses what requireRecentProof() does. Without new owners no bot changes hands.
 * Outside the change, which must not wait for a password.
 */
export async function proveToHandOver(actor: Actor, input: NewOwners): Promise<void> {
  const { newOwners = [], newOwner, newOwnerEmail, currentPassword = "" } = input
  if (newOwner || newOwnerEmail || newOwners.some((pair) => pair !== ""))
    await requireRecentProof(actor, currentPassword)
}

/** Who gets the bot; undefined: nobody was chosen. */
export const heirOf = ({ byBot, rest }: Pick<Heirs, "byBot" | "rest">, botId: string): string | undefined =>
  byBot.get(botId) ?? rest ?? undefined

/**
 * Hands every bot of these people to who was chosen for it, within the change that deletes them. Refuses `owner-missing`, naming the bots;
 * `owner-leaves` if somebody was chosen who is deleted too; `owner-unfit`: each beside its field.
 */
export async function handOverBots(tx: Tx, userIds: string[], heirs: Heirs): Promise<void> {
  const owned = await botsOwnedBy(tx, userIds)
  refuseWithoutHeir(owned, heirs, new Set(userIds))
  if (owned.length === 0) return
  await refuseUnfitHeirs(tx, owned, heirs)
  const byHeir = Map.groupBy(owned, ({ id }) => heirOf(heirs, id)!)
  for (const [heir, bequest] of byHeir)
    await handTo(
      tx,
      heir,
      bequest.map(({ id }) => id),
    )
}

/** Who of these people owns a bot for which nobody was chosen. */
export async function ownersWithoutHeir(tx: Tx, userIds: string[], heirs: Heirs): Promise<Set<string>> {
  const owned = await botsOwnedBy(tx, userIds)
  return new Set(owned.filter(({ id }) => heirOf(heirs, id) === undefined).map(({ owner }) => owner.id))
}

/** Refuses `owner-missing` and `owner-leaves`. */
export function refuseWithoutHeir(owned: OwnedBot[], heirs: Heirs, leaving: ReadonlySet<string>): void {
  const missing = owned.filter(({ id }) => heirOf(heirs, id) === undefined).map(({ name }) => name)
  if (missing.length > 0) throw new Refused("owner-missing", "newOwners", { detail: namesOf(missing) })
  for (const { id } of owned)
    refuse(
      leaving.has(heirOf(heirs, id)!),
      "owner-leaves",
      heirs.byBot.has(id) ? "newOwners" : heirs.restField,
    )
}

/** Refuses `owner-unfit`. Each bot has an heir. */
export async function refuseUnfitHeirs(tx: Tx, owned: OwnedBot[], heirs: Heirs): Promise<void> {
  const named = owned.flatMap(({ id }) => heirs.byBot.get(id) ?? [])
  await refuseUnfit(tx, named, "newOwners")
  if (named.length < owned.length) await refuseUnfit(tx, [heirs.rest!], heirs.restField)
}

const mostNamed = 3

function namesOf(missing: string[]): string {
  const shown = missing.length > mostNamed ? missing.slice(0, mostNamed - 1) : missing
  const rest = missing.length - shown.length
  const all = rest > 0 ? [...shown, `${rest} more`] : shown
  return `${all.length > 1 ? `${all.slice(0, -1).join(", ")} and ` : ""}${all.at(-1)}`
}

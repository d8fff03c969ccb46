/** Arriving from an identity provider: the account is found, linked or made, brought in line, and its session begins. One transaction each. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Origin } from "#lib/access/actor.ts"
import { asSystem, changeAsSystem } from "#lib/access/as-system.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { startSession } from "#lib/auth/session-store.ts"
import { refuse, Refused } from "#lib/errors.ts"
import type { Identity } from "#lib/identity.ts"
import { log } from "#lib/log.ts"
import { type Account, decide, type Decision, isSameDecision } from "./decision.ts"
import { holdProvider, isSameConnection, loadProvider, type ProviderRow } from "./provider.ts"
import { belongTo, insertLink, provision } from "./provisioning.ts"
import { noteSignIn, type SignInOutcome } from "./sign-ins.ts"
import { shutOutOthers } from "./shutting-out.ts"
import { bringInLine, type Due, dueOf, isDue } from "./syncing.ts"

export type Arrived = {
  outcome: Exclude<SignInOutcome, "refused">
  userId: string
  /** Of the session that has begun. */
  token: string
}

type Arriving = { provider: ProviderRow; identity: Identity; origin: Origin; forced: boolean }
/** `rules: false`: what they would take is left undone. */
type Plan = { provider: ProviderRow; decision: Decision; due: Due | null; rules: boolean }

/** What was decided no longer holds, because somebody else changed the workspace meanwhile. */
class MovedOn extends Error {}

const mostTries = 3

/**
 * Signs in whom the provider named, and begins their session. `forced`: they showed anew there who they are. Refuses what `decide` refuses,
 * `edited-meanwhile` if the provider is another one by now than answered, `busy`. If a rule would take the last Admin away, they sign in all the same and that is left undone.
 */
export async function arrive(
  provider: ProviderRow,
  identity: Identity,
  origin: Origin,
  forced = false,
): Promise<Arrived> {
  const arriving = { provider, identity, origin, forced }
  let rules = true
  for (let tries = 1; tries <= mostTries; tries += 1) {
    try {
      const plan = await asSystem("sign-in", provider.workspaceId, (tx) =>
        planFor(tx, provider.id, identity, rules),
      )
      return await carryOut(arriving, plan)
    } catch (error) {
      if (error instanceof MovedOn) continue
      if (!rules || !(error instanceof Refused && error.code === "last-admin")) throw error
      rules = false
      log.warn({ provider: provider.id }, "a rule of an identity provider would have taken the last Admin")
    }
  }
  throw new Refused("busy")
}

/** What is to be done for whom the provider named. Refuses what `decide` refuses. */
export async function planFor(tx: Tx, providerId: string, identity: Identity, rules: boolean): Promise<Plan> {
  const provider = await loadProvider(tx, providerId)
  const decision = await decide(tx, provider, identity)
  if (decision.kind !== "known") return { provider, decision, due: null, rules }
  const due = await dueOf(tx, provider, identity, decision)
  return { provider, decision, due: rules ? due : { ...due, rules }, rules }
}

async function carryOut(arriving: Arriving, plan: Plan): Promise<Arrived> {
  const { workspaceId } = arriving.provider
  const { decision, due } = plan
  if (decision.kind === "create")
    // Without an origin: it would stay in the log of an erased person, whom this change can't name as its actor.
    return changeAsSystem("sign-in", workspaceId, "user.provisioned", (tx) => enter(tx, arriving, plan))
  const by = { actorId: decision.account.id, origin: arriving.origin }
  if (decision.kind === "link")
    return changeAsSystem("sign-in", workspaceId, "user.linked", (tx) => enter(tx, arriving, plan), by)
  if (isDue(due!))
    return changeAsSystem("sign-in", workspaceId, "user.synced", (tx) => enter(tx, arriving, plan), by)
  return asSystem("sign-in", workspaceId, (tx) => enter(tx, arriving, plan))
}

const outcomes = { create: "created", link: "linked", known: "signed-in" } as const

async function enter(tx: Tx, arriving: Arriving, before: Plan): Promise<Arrived> {
  const { provider, identity, origin, forced } = arriving
  // Provider and person are held, then all is looked at again, under the lock of a change if there is one: of two who arrive at once the second finds
  // what the first has made.
  await holdProvider(tx, provider.id)
  if (before.decision.kind !== "create") await hold(tx, before.decision.account.id)
  const plan = await planFor(tx, provider.id, identity, before.rules)
  refuse(!isSameConnection(plan.provider, provider), "edited-meanwhile")
  const needsChange = plan.due !== null && isDue(plan.due) && !isDue(before.due!)
  if (!isSameDecision(plan.decision, before.decision) || needsChange) throw new MovedOn()
  const userId = await settle(tx, identity, plan)
  const outcome = outcomes[plan.decision.kind]
  const undone = plan.rules ? {} : { reason: "last-admin" as const, detail: "The rules were not applied." }
  await noteSignIn(tx, provider, { outcome, userId, identity, origin, ...undone })
  const token = await startSession(tx, {
    workspaceId: provider.workspaceId,
    userId,
    stage: "full",
    origin,
    providerId: provider.id,
    until: identity.sessionUntil,
    provedAt: provedAt(identity, forced),
  })
  return { outcome, userId, token }
}

/** Makes, links and changes what is to be; answers whose account it is. Within a change. */
export async function settle(tx: Tx, identity: Identity, plan: Plan): Promise<string> {
  const { provider, decision, due, rules } = plan
  if (decision.kind === "create") {
    const id = await provision(tx, provider, identity, decision)
    const link = await insertLink(tx, provider, identity, id)
    await bringInLine(tx, provider, { id } as Account, link, nothingDue, { rules })
    return id
  }
  const { account } = decision
  if (decision.kind === "known") {
    if (isDue(due!)) await bringInLine(tx, provider, account, decision.link, due!, { rules })
    return account.id
  }
  const link = await insertLink(tx, provider, identity, account.id)
  await belongTo(tx, provider, account.id)
  await shutOutOthers(tx, account)
  const theirs = { ...account, identityProviderId: account.identityProviderId ?? provider.id }
  const first = await dueOf(tx, provider, identity, { account: theirs, link })
  await bringInLine(tx, provider, theirs, link, first, { rules })
  return account.id
}

const nothingDue: Due = { joins: false, names: null, address: null, groups: null, rules: false }

/** Keeps the person from being suspended, deleted or unlinked before their session has begun. */
async function hold(tx: Tx, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("share")
}

/**
 * When they showed who they are: at the provider, if it says when. One that does not say may have asked nothing at all of whoever sits at this
 * browser, which proves nothing.
 */
function provedAt({ authenticatedAt }: Identity, forced: boolean): Date {
  const now = new Date()
  if (forced) return now
  if (!authenticatedAt) return new Date(0)
  return authenticatedAt > now ? now : authenticatedAt
}

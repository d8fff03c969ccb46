/** What a sign-in that was rehearsed would do here: it is really done, read, and taken back. */
import { eq, sql } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import { preview } from "#lib/access/change.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { type RefusalCode, Refused } from "#lib/errors.ts"
import type { Identity } from "#lib/identity.ts"
import { movedThings } from "./moved.ts"
import { planFor, settle } from "./arrival.ts"
import { requireAdmin } from "./setup-right.ts"

export type Would = {
  /** `known`: it is linked to this account already; `link`: it is found by its address and linked; `create`: it is made. */
  kind: "known" | "link" | "create"
  /** As it would stand afterwards. */
  person: { id: string; firstName: string; lastName: string; email: string; type: string }
  /** Roles and groups that it gives and takes. */
  gains: string[]
  loses: string[]
  /** They would be active from then on, and were not before. */
  joins: boolean
  /** False: they would take the last Admin away, so they are left undone. */
  rules: boolean
}

/**
 * What signing in as this identity would do now, or why it would be refused (as a provider that is enabled would). Refuses what requireAdmin
 * does; NotFound. Needs `sso:manage`.
 */
export async function wouldDo(
  actor: Actor,
  providerId: string,
  identity: Identity,
): Promise<Would | { refused: RefusalCode }> {
  requireAdmin(actor)
  try {
    return await tryOut(actor, providerId, identity, true)
  } catch (error) {
    if (!(error instanceof Refused) || error.code === "not-permitted") throw error
    // As arrive(): whoever comes is not kept out by a rule that can't be applied.
    if (error.code === "last-admin") return tryOut(actor, providerId, identity, false)
    return { refused: error.code }
  }
}

const tryOut = (actor: Actor, providerId: string, identity: Identity, rules: boolean): Promise<Would> =>
  preview(actor, "sso:manage", "identity_provider.rehearsed", async (tx) => {
    await tx
      .update(identityProviders)
      .set({ enabledAt: sql`coalesce(${identityProviders.enabledAt}, now())` })
      .where(eq(identityProviders.id, providerId))
    const plan = await planFor(tx, providerId, identity, rules)
    const { kind } = plan.decision
    const joins = plan.decision.kind === "create" || !plan.decision.account.joinedAt
    const userId = await settle(tx, identity, plan)
    return { kind, joins, rules, ...(await afterwards(tx, userId)) }
  })

type Afterwards = Pick<Would, "person" | "gains" | "loses">

async function afterwards(tx: Tx, userId: string): Promise<Afterwards> {
  const [found] = await rows<Afterwards>(
    tx,
    sql`
      with moved as (${movedThings})
      select jsonb_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email, 'type', u.type) as person,
             array(select name from moved where given order by name) as gains,
             array(select name from moved where not given order by name) as loses
        from users u where u.id = ${userId}`,
  )
  return found!
}

/** A service account disabled, enabled and deleted. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, type ChangeName } from "#lib/access/change.ts"
import { refuse } from "#lib/errors.ts"
import type { ServiceAccountInput } from "./input.ts"
import { type HeldAccount, inItsWords, lockServiceAccount } from "./lock.ts"

/** Its tokens rest: none of them opens anything until it is enabled. Refuses `already-disabled`, `service-account-outranks`; NotFound. Needs `settings:manage`. */
export const disableServiceAccount = (actor: Actor, input: ServiceAccountInput) =>
  move(actor, input, "service_account.disabled", { suspendedAt: new Date() }, ({ suspendedAt }) =>
    refuse(suspendedAt, "already-disabled"),
  )

/** Its tokens open again what they did. Refuses `not-disabled`, `service-account-outranks`; NotFound. Needs `settings:manage`. */
export const enableServiceAccount = (actor: Actor, input: ServiceAccountInput) =>
  move(actor, input, "service_account.enabled", { suspendedAt: null }, ({ suspendedAt }) =>
    refuse(!suspendedAt, "not-disabled"),
  )

/** It leaves the list, and its tokens end for good. Refuses `service-account-outranks`; NotFound. Needs `settings:manage`. */
export const archiveServiceAccount = (actor: Actor, input: ServiceAccountInput) =>
  move(actor, input, "service_account.archived", { archivedAt: new Date() })

async function move(
  actor: Actor,
  { accountId, reason }: ServiceAccountInput,
  action: ChangeName,
  facts: { suspendedAt: Date | null } | { archivedAt: Date },
  refuseUnless: (account: HeldAccount) => void = () => {},
): Promise<void> {
  await change(
    actor,
    "settings:manage",
    action,
    async (tx) => {
      refuseUnless(await lockServiceAccount(tx, accountId))
      await tx.update(users).set(facts).where(eq(users.id, accountId))
    },
    { reason },
  ).catch(inItsWords)
}

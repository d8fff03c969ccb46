/** A service account edited: its name, what it is for, who answers for it, and its roles. */
import { eq } from "drizzle-orm"
import { serviceAccounts } from "#db/schema/service-accounts.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { refuse } from "#lib/errors.ts"
import { makeDirectRoles } from "#lib/users/roles-given.ts"
import { namesOf, refuseNameTaken } from "./creation.ts"
import { refuseIfEdited } from "./edited-meanwhile.ts"
import type { EditServiceAccountInput, SetServiceAccountRolesInput } from "./input.ts"
import { givingAccess, inItsWords, lockServiceAccount } from "./lock.ts"
import { lockOwner, wouldChangeHands } from "./owner.ts"

/**
 * Saves its name, description and owner. Refuses `edited-meanwhile`, `service-account-name-taken`, `nobody-with-address`, `owner-unfit`
 * for another owner who is not active, for one who is what requireRecentProof() does, `service-account-outranks`; NotFound. Needs
 * `settings:manage`.
 */
export async function editServiceAccount(actor: Actor, input: EditServiceAccountInput): Promise<void> {
  const { accountId, name, description, seen = "0", currentPassword = "" } = input
  const handsOver = await read(actor, "settings:manage", (tx) => wouldChangeHands(tx, accountId, input.owner))
  if (handsOver) await requireRecentProof(actor, currentPassword)
  await change(actor, "settings:manage", "service_account.edited", async (tx) => {
    const { ownerId: present } = await lockServiceAccount(tx, accountId)
    await refuseIfEdited(tx, accountId, seen, ["users", "service_accounts"])
    await refuseNameTaken(tx, name, accountId)
    const ownerId = await lockOwner(tx, input.owner, present)
    // It was theirs a moment ago: nothing was asked.
    refuse(ownerId !== present && !handsOver, "prove-again", "currentPassword")
    await tx.update(users).set(namesOf(name)).where(eq(users.id, accountId))
    await tx
      .update(serviceAccounts)
      .set({ ownerId, description: description || null })
      .where(eq(serviceAccounts.userId, accountId))
  }).catch(inItsWords)
}

/**
 * Makes these its roles. Refuses `edited-meanwhile`, `unknown-role`, `service-account-outranks`, `beyond-own-access`; NotFound. Needs
 * `settings:manage` and `users:write`.
 */
export async function setServiceAccountRoles(
  actor: Actor,
  { accountId, seen, roles }: SetServiceAccountRolesInput,
): Promise<void> {
  await change(actor, givingAccess, "service_account.roles_set", async (tx) => {
    await lockServiceAccount(tx, accountId)
    await refuseIfEdited(tx, accountId, seen, ["user_roles"])
    await makeDirectRoles(tx, actor, accountId, roles)
  }).catch(inItsWords)
}

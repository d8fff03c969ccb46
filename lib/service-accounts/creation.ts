/** Making a service account: an account for a program, which a person answers for. */
import { and, count, eq, isNull, ne } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { serviceAccounts } from "#db/schema/service-accounts.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { giveRoles } from "#lib/users/roles-given.ts"
import type { CreateServiceAccountInput } from "./input.ts"
import { givingAccess } from "./lock.ts"
import { lockOwner } from "./owner.ts"

/** As many as fit on one page. */
export const mostServiceAccounts = 200

/**
 * Makes a service account and answers its id. Refuses `service-account-name-taken`, `nobody-with-address`, `owner-unfit`, `unknown-role`,
 * `too-many-service-accounts`, `form-spent` when the form was posted before. Needs `settings:manage`, with roles `users:write` too.
 */
export async function createServiceAccount(
  actor: Actor,
  input: CreateServiceAccountInput,
): Promise<{ id: string }> {
  const id = input.id ?? uuidv7()
  const need = input.roles.length > 0 ? givingAccess : "settings:manage"
  await change(actor, need, "service_account.created", async (tx) => {
    const [made] = await tx.select({ id: users.id }).from(users).where(eq(users.id, id))
    refuse(made, "form-spent")
    refuse(await tooMany(tx), "too-many-service-accounts")
    await refuseNameTaken(tx, input.name)
    const ownerId = await lockOwner(tx, input.owner)
    const workspaceId = actor.workspace.id
    await tx.insert(users).values({
      workspaceId,
      id,
      type: "service",
      ...namesOf(input.name),
      email: "",
      createdBy: actor.user.id,
      joinedAt: new Date(),
    })
    await tx
      .insert(serviceAccounts)
      .values({ workspaceId, userId: id, ownerId, description: input.description || null })
    await giveRoles(tx, actor, [id], input.roles)
  })
  return { id }
}

/** The columns that its name is kept in. */
export const namesOf = (name: string) => ({
  firstName: name,
  lastName: "",
  sortName: sortNameOf(name, ""),
  search: searchTextOf(name, "", ""),
})

/** Refuses `service-account-name-taken` beside `name`: in the log and among who holds a role, the name is all there is to tell them by. */
export async function refuseNameTaken(tx: Tx, name: string, but = ""): Promise<void> {
  refuse(await isNameTaken(tx, name, but), "service-account-name-taken", "name")
}

/** Whether a service account that is not deleted has this name; `but` one. */
export async function isNameTaken(tx: Tx, name: string, but = ""): Promise<boolean> {
  const others = and(
    eq(users.type, "service"),
    isNull(users.archivedAt),
    eq(users.sortName, sortNameOf(name, "")),
  )
  const [other] = await tx
    .select({ id: users.id })
    .from(users)
    .where(but ? and(others, ne(users.id, but)) : others)
  return other !== undefined
}

/** Whether there are as many as there may be; `already`: of these. */
export async function tooMany(tx: Tx, already = 0): Promise<boolean> {
  const [there] = await tx
    .select({ accounts: count() })
    .from(users)
    .where(and(eq(users.type, "service"), isNull(users.archivedAt)))
  return there!.accounts - already >= mostServiceAccounts
}

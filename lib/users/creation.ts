/** Adding a person: the account, its roles, and the first way in. */
import { inArray } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { credentials } from "#db/schema/credentials.ts"
import { roles, userRoles } from "#db/schema/roles.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { landingOf, type Permission } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { hashPassword, newTemporaryPassword } from "#lib/auth/password.ts"
import { inDays, temporaryPasswordDays } from "#lib/auth/policy.ts"
import { queueMail } from "#lib/email/queue.ts"
import { refuse } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { sql } from "drizzle-orm"
import type { CreateUserInput } from "./input.ts"
import { searchTextOf, sortNameOf } from "./name.ts"

/**
 * Creates the person, gives the roles, and mails a temporary password. Answers the new id. Refuses `email-taken` (among
 * accounts not archived), `unknown-role`, and by rank `beyond-own-access`. Needs `users:write`.
 */
export async function createUser(actor: Actor, input: CreateUserInput): Promise<{ id: string }> {
  const temporaryPassword = newTemporaryPassword()
  const passwordHash = await hashPassword(temporaryPassword)
  const temporaryUntil = inDays(temporaryPasswordDays)

  return change(actor, "users:write", "user.created", async (tx) => {
    const id = await insertUser(tx, actor, input)
    await giveRoles(tx, actor, id, input.roles)
    await tx.insert(credentials).values({ workspaceId: actor.workspace.id, userId: id, passwordHash, temporaryUntil })
    const landing = landingOf(await permissionsOf(tx, id)).label
    await queueMail(tx, {
      workspace: actor.workspace,
      userId: id,
      to: input.email,
      sentBy: actor.user,
      message: {
        template: "temporary-password",
        props: { firstName: input.firstName, temporaryPassword, expiresAt: temporaryUntil.toISOString(), landing },
      },
    })
    return { id }
  })
}

async function insertUser(tx: Tx, actor: Actor, { firstName, lastName, email, type }: CreateUserInput): Promise<string> {
  const id = uuidv7()
  await tx.insert(users).values({
    workspaceId: actor.workspace.id,
    id,
    type,
    firstName,
    lastName,
    email,
    emailNorm: normaliseEmail(email),
    sortName: sortNameOf(firstName, lastName),
    search: searchTextOf(firstName, lastName, email),
    createdBy: actor.user.id,
  })
  return id
}

async function giveRoles(tx: Tx, actor: Actor, userId: string, roleIds: string[]): Promise<void> {
  const wanted = [...new Set(roleIds)]
  if (wanted.length === 0) return
  const known = await tx.select({ id: roles.id }).from(roles).where(inArray(roles.id, wanted))
  refuse(known.length < wanted.length, "unknown-role", "roles")
  await tx.insert(userRoles).values(wanted.map((roleId) => ({ workspaceId: actor.workspace.id, userId, roleId })))
}

async function permissionsOf(tx: Tx, userId: string): Promise<Set<Permission>> {
  const held = await rows<{ permission: Permission }>(
    tx,
    sql`select distinct permission from user_permissions where user_id = ${userId}`,
  )
  return new Set(held.map(({ permission }) => permission))
}

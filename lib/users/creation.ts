/** Adding a person: the account, its roles, and the first way in. */
import { and, eq, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { credentials } from "#db/schema/credentials.ts"
import { users } from "#db/schema/users.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { landingOf, type Permission } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { refuseWithoutPassword } from "#lib/auth/password-ways.ts"
import { newTemporaryCredential, type TemporaryCredential } from "#lib/auth/temporary-password.ts"
import { refuse } from "#lib/errors.ts"
import { refuseUnknownProvider } from "#lib/identity-providers/choices.ts"
import { refuseDirectoryManaged } from "#lib/identity-providers/ownership.ts"
import { queueMail } from "#lib/email/queue.ts"
import { normaliseEmail } from "#lib/input.ts"
import { giveRoles } from "./roles-given.ts"
import type { CreateUserInput, InviteUserInput } from "./input.ts"
import { sendInvitation } from "./invitation.ts"
import { nameFromEmail, searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { refuseUnknownPhone } from "#lib/phone.ts"

/** `temporaryPassword`: only for the answer to this very request, when it is to be shown once. */
export type Created = { id: string; temporaryPassword: string | null }

class AlreadyCreated extends Error {}

/**
 * Creates the person, gives the roles, and opens the way in that was chosen. The same `id` again, from the same actor for the
 * same address, is the same person: nothing is done twice. Refuses `email-taken` (among accounts not archived),
 * `unknown-role`, `phone-unknown`, `directory-managed`, `unknown-provider`, `invitation-only`, `sso-enforced` and `password-at-provider` (a
 * temporary password for who may use none), and by rank `beyond-own-access`. Needs `users:write`.
 */
export async function createUser(actor: Actor, input: CreateUserInput): Promise<Created> {
  refuseUnknownPhone(input.phone)
  refuse(input.identityProvider !== "" && input.wayIn !== "invitation-link", "invitation-only", "wayIn")
  const id = input.id ?? uuidv7()
  const temporary = input.wayIn === "invitation-link" ? null : await newTemporaryCredential()
  try {
    await change(actor, "users:write", "user.created", async (tx) => {
      if (input.id && (await isOurs(tx, actor, id, input.email))) throw new AlreadyCreated()
      await refuseDirectoryManaged(tx)
      await refuseUnknownProvider(tx, input.identityProvider)
      await insertUser(tx, actor, id, input)
      await giveRoles(tx, actor, [id], input.roles)
      if (temporary) await refuseWithoutPassword(tx, id, "wayIn")
      if (temporary)
        await tx
          .insert(credentials)
          .values({ workspaceId: actor.workspace.id, userId: id, ...temporary.stored })
      const person = { id, email: input.email, firstName: input.firstName }
      if (!temporary) await sendInvitation(tx, actor, person)
      else if (input.wayIn === "temporary-password-email")
        await mailTemporaryPassword(tx, actor, person, temporary)
    })
  } catch (error) {
    if (error instanceof AlreadyCreated) return { id, temporaryPassword: null }
    throw error
  }
  return { id, temporaryPassword: input.wayIn === "temporary-password-shown" ? temporary!.password : null }
}

/** Quick invite: an address and a role, by invitation link; the name is a guess that the person corrects. As createUser. */
export const inviteUser = (actor: Actor, { id, email, role }: InviteUserInput): Promise<Created> =>
  createUser(actor, {
    id,
    email,
    ...nameFromEmail(email),
    phone: "",
    externalId: "",
    timezone: "",
    identityProvider: "",
    type: "member",
    roles: role === "" ? [] : [role],
    wayIn: "invitation-link",
  })

async function isOurs(tx: Tx, actor: Actor, id: string, email: string): Promise<boolean> {
  const [there] = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(eq(users.id, id), eq(users.createdBy, actor.user.id), eq(users.emailNorm, normaliseEmail(email))),
    )
  return there !== undefined
}

async function insertUser(tx: Tx, actor: Actor, id: string, input: CreateUserInput): Promise<void> {
  const { firstName, lastName, email, type } = input
  await tx.insert(users).values({
    workspaceId: actor.workspace.id,
    id,
    type,
    firstName,
    lastName,
    email,
    emailNorm: normaliseEmail(email),
    phone: input.phone || null,
    externalId: input.externalId || null,
    timezone: input.timezone || null,
    sortName: sortNameOf(firstName, lastName),
    search: searchTextOf(firstName, lastName, email),
    createdBy: actor.user.id,
    identityProviderId: input.identityProvider || null,
  })
}

async function mailTemporaryPassword(
  tx: Tx,
  actor: Actor,
  person: { id: string; email: string; firstName: string },
  { password, stored }: TemporaryCredential,
): Promise<void> {
  const held = await rows<{ permission: Permission }>(
    tx,
    sql`select permission from user_permissions where user_id = ${person.id}`,
  )
  const landing = landingOf(new Set(held.map(({ permission }) => permission))).label
  const [workspace] = await tx.select({ enforcedAt: workspaces.ssoEnforcedAt }).from(workspaces)
  await queueMail(tx, {
    workspace: actor.workspace,
    userId: person.id,
    to: person.email,
    sentBy: actor.user,
    message: {
      template: "temporary-password",
      props: {
        firstName: person.firstName,
        temporaryPassword: password,
        expiresAt: stored.temporaryUntil.toISOString(),
        landing,
        bypass: workspace?.enforcedAt != null,
      },
    },
  })
}

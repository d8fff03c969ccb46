/** One person, as their page shows them. */
import { and, desc, eq, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { credentials } from "#db/schema/credentials.ts"
import { groupMembers, groups } from "#db/schema/groups.ts"
import { mails } from "#db/schema/mails.ts"
import { userActivity, users } from "#db/schema/users.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import type { Permission, UserType } from "#lib/access/permissions.ts"
import { type PasswordRefusal, passwordRefusalSql } from "#lib/auth/password-ways.ts"
import { lackingRank } from "#lib/access/rank.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, type RefusalCode } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { linksOf } from "#lib/identity-providers/linked.ts"
import { directoryOf, owns, ruleOf } from "#lib/identity-providers/ownership.ts"
import { holdsAnyOf, invitedAt, statusNow } from "./columns.ts"
import { emailChangeAllowed, pendingEmail } from "./email-address.ts"
import { versionOf } from "./edited-meanwhile.ts"
import { eraseRefusal } from "./erasure.ts"
import { inviteRefusal } from "./invitation.ts"
import { resetRefusal } from "./password-reset.ts"
import type { Person } from "./lock.ts"
import { replaceRefusal } from "./replacement.ts"
import { botBuilderAccess, isAdmin, rolesHeldBy } from "./roles-held.ts"
import { transitionNames, type TransitionName, transitionOf, transitionRefusal } from "./transitions.ts"

/** A person with everything that their page says; `may`: null where the action is open to the actor, else why not. */
export type UserDetail = Awaited<ReturnType<typeof getUser>>

/** The person with this id. Throws NotFound, also for another workspace's. Needs `users:read`. */
export async function getUser(actor: Actor, userId: string) {
  return read(actor, "users:read", async (tx) => {
    if (!isUuid(userId)) throw new NotFound()
    const person = await findUser(tx, actor, userId)
    const roles = (await rolesHeldBy(tx, [userId])).get(userId) ?? []
    const memberOf = await tx
      .select({ id: groups.id, name: groups.name, rule: ruleOf(groupMembers) })
      .from(groupMembers)
      .innerJoin(
        groups,
        and(eq(groups.workspaceId, groupMembers.workspaceId), eq(groups.id, groupMembers.groupId)),
      )
      .where(eq(groupMembers.userId, userId))
      .orderBy(groups.nameNorm)
    const [mail] = await tx
      .select({ state: mails.state, template: mails.template, at: mails.queuedAt, error: mails.lastError })
      .from(mails)
      .where(eq(mails.userId, userId))
      .orderBy(desc(mails.queuedAt))
      .limit(1)
    return {
      ...person,
      roles,
      admin: isAdmin(person.type, roles),
      botBuilder: botBuilderAccess(person.type, roles),
      groups: memberOf,
      links: await linksOf(tx, userId),
      mail: mail ?? null,
      pendingEmail: await pendingEmail(tx, userId),
      version: await versionOf(tx, userId),
      emailLocked: !(await emailChangeAllowed(tx)),
      addressMoved: person.emailNorm === null,
      may: allowed(actor, person),
    }
  })
}

/** What the actor may do with the person: null where it is open, else why not. change() decides all the same. */
function allowed(
  actor: Actor,
  person: Pick<
    Person,
    "id" | "emailNorm" | "joinedAt" | "lockedUntil" | "suspendedAt" | "archivedAt" | "erasedAt" | "directory"
  > & { outranked: boolean; passwordRefusal: PasswordRefusal | null },
) {
  const unless = (permission: Permission, refusal: RefusalCode | null): RefusalCode | null => {
    if (!can(actor, permission)) return "not-permitted"
    return person.outranked ? "outranked" : refusal
  }
  return {
    ...(Object.fromEntries(
      transitionNames.map((name) => [
        name,
        unless(transitionOf(name).permission, transitionRefusal(name, actor, person)),
      ]),
    ) as Record<TransitionName, RefusalCode | null>),
    resetPassword: unless("users:reset", resetRefusal(person) ?? person.passwordRefusal),
    invite: unless("users:write", inviteRefusal(person)),
    edit: unless("users:write", person.erasedAt ? "erased" : person.archivedAt ? "archived" : null),
    group: unless(
      "groups:manage",
      person.erasedAt
        ? "erased"
        : person.archivedAt
          ? "archived"
          : owns(person, "groups")
            ? "directory-owned"
            : null,
    ),
    replace: can(actor, "users:suspend")
      ? unless("users:write", replaceRefusal(actor, person))
      : "not-permitted",
    erase: unless("users:erase", eraseRefusal(person)),
    identityProvider: unless("sso:manage", person.erasedAt ? "erased" : null),
    revokeToken: unless("tokens:manage", person.erasedAt ? "erased" : null),
    signOut: unless("sessions:revoke", person.erasedAt ? "erased" : null),
  }
}

async function findUser(tx: Tx, actor: Actor, userId: string) {
  const creator = alias(users, "creator")
  const successor = alias(users, "successor")
  const [person] = await tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      emailNorm: users.emailNorm,
      type: sql<UserType>`${users.type}`,
      phone: users.phone,
      externalId: users.externalId,
      timezone: users.timezone,
      status: statusNow,
      outranked: holdsAnyOf(lackingRank(actor.permissions)),
      lastSignInAt: userActivity.lastSignInAt,
      invitedAt: sql<Date | null>`${invitedAt}`.mapWith(users.createdAt),
      createdAt: users.createdAt,
      createdBy: { id: creator.id, firstName: creator.firstName, lastName: creator.lastName },
      emailConfirmedAt: users.emailConfirmedAt,
      joinedAt: users.joinedAt,
      suspendedAt: users.suspendedAt,
      archivedAt: users.archivedAt,
      erasedAt: users.erasedAt,
      replacedBy: { id: successor.id, firstName: successor.firstName, lastName: successor.lastName },
      lockedUntil: users.lockedUntil,
      directory: directoryOf,
      identityProvider: sql<{ id: string; name: string; enabled: boolean } | null>`(
        select json_build_object('id', p.id, 'name', p.name, 'enabled', p.enabled_at is not null) from identity_providers p
         where p.workspace_id = ${users.workspaceId} and p.id = ${users.identityProviderId})`,
      passwordSetAt: credentials.setAt,
      temporaryPasswordUntil: credentials.temporaryUntil,
      passwordRefusal: passwordRefusalSql,
    })
    .from(users)
    .leftJoin(
      userActivity,
      and(eq(userActivity.workspaceId, users.workspaceId), eq(userActivity.userId, users.id)),
    )
    .leftJoin(
      credentials,
      and(eq(credentials.workspaceId, users.workspaceId), eq(credentials.userId, users.id)),
    )
    .leftJoin(creator, and(eq(creator.workspaceId, users.workspaceId), eq(creator.id, users.createdBy)))
    .leftJoin(
      successor,
      and(eq(successor.workspaceId, users.workspaceId), eq(successor.id, users.replacedBy)),
    )
    .where(eq(users.id, userId))
  if (!person) throw new NotFound()
  return person
}

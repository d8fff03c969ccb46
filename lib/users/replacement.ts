/** A person with the wrong user type: one of the right type takes their place, in one step (P). */
import { eq, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { botMembers, bots } from "#db/schema/bots.ts"
import { identityLinks } from "#db/schema/identity-providers.ts"
import { users } from "#db/schema/users.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { botsOwnedBy } from "#lib/bot-members/handing-over.ts"
import { type RefusalCode, refuse } from "#lib/errors.ts"
import { owns, refuseOwned } from "#lib/identity-providers/ownership.ts"
import { copyProfile } from "#lib/profile-fields/values.ts"
import type { ReplaceUserInput } from "./input.ts"
import { sendInvitation } from "./invitation.ts"
import { move } from "./life.ts"
import { lockUser, type Person } from "./lock.ts"
import { refuseForeignDomain } from "#lib/workspaces/allowed-domains.ts"
import { statusOf } from "./status.ts"

/**
 * Makes a person of the other type with the same details, roles, groups and bots, invites them, and suspends the old one, whose address
 * becomes record only. Password and sessions don't move; who they are at an identity provider does. Answers the new person's id. Refuses `same-type`, `oneself`,
 * `archived`, `replaced`, `directory-owned`, `domain-not-allowed`; of an owner of bots what requireRecentProof() refuses; NotFound. Needs `users:write` and, because it suspends and may bring back who was suspended,
 * `users:suspend`.
 */
export async function replaceUser(
  actor: Actor,
  { userId, type, reason, currentPassword = "" }: ReplaceUserInput,
): Promise<{ id: string }> {
  refuse(!can(actor, "users:suspend"), "not-permitted")
  const owner = await ownsBots(actor, userId)
  if (owner) await requireRecentProof(actor, currentPassword)
  return change(
    actor,
    "users:write",
    "user.replaced",
    async (tx) => {
      const old = await lockUser(tx, userId)
      const refusal = replaceRefusal(actor, old)
      if (refusal === "directory-owned") refuseOwned(old, "status")
      if (refusal) refuse(true, refusal)
      refuse(old.type === type, "same-type", "type")
      await refuseForeignDomain(tx, old.email)
      const id = uuidv7()
      if (statusOf(old) !== "suspended") await move(tx, actor, "suspend", [old])
      await tx.update(users).set({ emailNorm: null }).where(eq(users.id, userId))
      await copyPerson(tx, actor, old, { id, type })
      await copyPicture(tx, userId, id)
      await moveIdentity(tx, userId, id)
      // Somebody who came by a bot since the question was put.
      refuse((await moveBots(tx, userId, id)) > 0 && !owner, "prove-again", "currentPassword")
      await tx.update(users).set({ replacedBy: id }).where(eq(users.id, userId))
      await sendInvitation(tx, actor, { id, email: old.email, firstName: old.firstName })
      return { id }
    },
    { reason },
  )
}

/** Whether bots in use would change hands with the person: then it asks who acts. Needs `users:write`. */
export const ownsBots = (actor: Actor, userId: string): Promise<boolean> =>
  read(actor, "users:write", async (tx) => (await botsOwnedBy(tx, [userId], 1)).length > 0)

/** Why nobody can take this person's place, or null. */
export function replaceRefusal(
  actor: Pick<Actor, "user">,
  person: Pick<Person, "id" | "emailNorm" | "archivedAt" | "directory">,
): RefusalCode | null {
  if (person.archivedAt) return "archived"
  if (person.emailNorm === null) return "replaced"
  // It suspends the one and invites the other.
  if (owns(person, "status")) return "directory-owned"
  return person.id === actor.user.id ? "oneself" : null
}

async function copyPicture(tx: Tx, from: string, to: string): Promise<void> {
  const picture = uuidv7()
  await tx.execute(sql`
    insert into user_pictures (workspace_id, user_id, id, webp) select workspace_id, ${to}, ${picture}, webp from user_pictures where user_id = ${from}`)
  await tx.execute(
    sql`update users set picture_id = p.id from user_pictures p where p.user_id = users.id and users.id = ${to}`,
  )
}

async function copyPerson(
  tx: Tx,
  actor: Actor,
  old: Person,
  { id, type }: { id: string; type: string },
): Promise<void> {
  await tx.execute(sql`
    insert into users (workspace_id, id, type, first_name, last_name, email, email_norm, phone, external_id, timezone, sort_name, search, created_by)
    select workspace_id, ${id}, ${type}, first_name, last_name, email, ${old.emailNorm}, phone, external_id, timezone, sort_name, search, ${actor.user.id}
      from users where id = ${old.id}`)
  await copyProfile(tx, old.id, id)
  await tx.execute(
    sql`insert into user_roles (workspace_id, user_id, role_id, identity_provider_id) select workspace_id, ${id}, role_id, identity_provider_id from user_roles where user_id = ${old.id}`,
  )
  await tx.execute(
    sql`insert into group_members (workspace_id, user_id, group_id, identity_provider_id) select workspace_id, ${id}, group_id, identity_provider_id from group_members where user_id = ${old.id}`,
  )
}

/** Their bots and their parts in others', and how many of the bots are in use; who has not joined yet may own one here: it is the same person. */
async function moveBots(tx: Tx, from: string, to: string): Promise<number> {
  const owned = await tx
    .update(bots)
    .set({ ownerId: to })
    .where(eq(bots.ownerId, from))
    .returning({ archivedAt: bots.archivedAt })
  const parts = await tx.delete(botMembers).where(eq(botMembers.userId, from)).returning()
  if (parts.length > 0) await tx.insert(botMembers).values(parts.map((part) => ({ ...part, userId: to })))
  return owned.filter(({ archivedAt }) => archivedAt === null).length
}

/**
 * An identity that stayed with the old account would lead there, to be refused, and nobody could link it again: it is the same person at the
 * provider. What its rules gave goes along too: nobody could take it by hand. The old account is a record, so that no directory owns it, and it can be given another address.
 */
async function moveIdentity(tx: Tx, from: string, to: string): Promise<void> {
  const links = await tx.delete(identityLinks).where(eq(identityLinks.userId, from)).returning()
  if (links.length > 0)
    await tx.insert(identityLinks).values(links.map((link) => ({ ...link, id: uuidv7(), userId: to })))
  await tx.execute(sql`delete from user_roles where user_id = ${from} and identity_provider_id is not null`)
  await tx.execute(
    sql`delete from group_members where user_id = ${from} and identity_provider_id is not null`,
  )
  // After the memberships, which are a directory's to give from here on.
  await tx.execute(sql`
    update users set identity_provider_id = (select identity_provider_id from users where id = ${from}) where id = ${to}`)
  await tx.update(users).set({ identityProviderId: null }).where(eq(users.id, from))
}

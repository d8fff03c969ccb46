/** The two links of a change of address: the new address confirms, the old one stops it, also for a while afterwards. */
import { and, eq, gt, gte, isNull, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { emailChanges } from "#db/schema/email-changes.ts"
import { users } from "#db/schema/users.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor, Origin } from "#lib/access/actor.ts"
import { asSystem, changeAsSystem } from "#lib/access/as-system.ts"
import { revokeAllOf } from "#lib/access-tokens/revocation.ts"
import { findEmailChange, type Workspace } from "#lib/access/lookups.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { queueMails } from "#lib/email/queue.ts"
import { refuse, Refused } from "#lib/errors.ts"
import { ownedOf, refuseOwnedOf } from "#lib/identity-providers/ownership.ts"
import { normaliseEmail } from "#lib/input.ts"
import { searchTextOf } from "#lib/person-name.ts"
import { mayGiveStill, writerOf } from "./given-by.ts"
import type { EmailChangeInput } from "./input.ts"
import { hashToken, newToken } from "./keys.ts"
import { emailChangeLink } from "./links.ts"
import { withdrawResetLinks } from "./password-reset.ts"
import { emailChange as limits, inDays } from "./policy.ts"
import { endSessionsOf } from "./session-store.ts"

type Asked = {
  workspace: Workspace
  person: { id: string; email: string; firstName: string }
  newEmail: string
  sentBy: Actor["user"]
}

/** Mails both links; an earlier change that waits is stopped. Within a change. */
export async function insertEmailChange(tx: Tx, { workspace, person, newEmail, sentBy }: Asked) {
  await stopOpenEmailChanges(tx, person.id)
  const [confirm, stop] = [newToken(), newToken()]
  const [expiresAt, stoppableUntil] = [inDays(limits.days), inDays(limits.stoppableDays)]
  await tx.insert(emailChanges).values({
    workspaceId: workspace.id,
    id: uuidv7(),
    userId: person.id,
    oldEmail: person.email,
    newEmail,
    confirmHash: hashToken(confirm),
    stopHash: hashToken(stop),
    expiresAt,
    stoppableUntil,
  })
  const { firstName } = person
  // Who changes their own address is told as the person they are, not as an admin who did it to them.
  const of = { workspace, userId: person.id, sentBy: sentBy.id === person.id ? null : sentBy }
  await queueMails(tx, [
    {
      ...of,
      to: newEmail,
      message: {
        template: "email-change",
        props: { firstName, link: emailChangeLink(confirm), expiresAt: expiresAt.toISOString() },
      },
    },
    {
      ...of,
      to: person.email,
      message: {
        template: "email-change-notice",
        props: { firstName, newEmail, link: emailChangeLink(stop), expiresAt: stoppableUntil.toISOString() },
      },
    },
  ])
}

/** Stops changes that nobody has confirmed yet, and answers how many there were. Within a change. */
export async function stopOpenEmailChanges(tx: Tx, userId: string): Promise<number> {
  const stopped = await tx
    .update(emailChanges)
    .set({ stoppedAt: new Date() })
    .where(
      and(
        eq(emailChanges.userId, userId),
        isNull(emailChanges.confirmedAt),
        isNull(emailChanges.stoppedAt),
        gt(emailChanges.expiresAt, sql`now()`),
      ),
    )
    .returning({ id: emailChanges.id })
  return stopped.length
}

/** Stops every change of theirs, confirmed ones too, so that no link of one moves the address again. `since`: it and later ones only. */
export async function stopAllEmailChanges(tx: Tx, userId: string, since?: string): Promise<void> {
  await tx
    .update(emailChanges)
    .set({ stoppedAt: new Date() })
    .where(
      and(
        eq(emailChanges.userId, userId),
        isNull(emailChanges.stoppedAt),
        since ? gte(emailChanges.id, since) : undefined,
      ),
    )
}

/** How many changes were asked for within the hour. */
export async function emailChangesLately(tx: Tx, userId: string): Promise<number> {
  const [lately] = await tx
    .select({ made: sql<number>`count(*)::int` })
    .from(emailChanges)
    .where(and(eq(emailChanges.userId, userId), gt(emailChanges.createdAt, sql`now() - interval '1 hour'`)))
  return lately?.made ?? 0
}

/** What a link opens: `confirm` or `stop`, and whether it still does; null if there never was such a link. */
export async function readEmailChange(token: string) {
  const found = await findEmailChange(hashToken(token))
  if (!found) return null
  const [asked] = await asSystem("change-email", found.workspace.id, (tx) => select(tx, found.linkId))
  return asked
    ? { ...asked, workspace: found.workspace, side: found.side, open: isOpen(found.side, asked) }
    : null
}

/**
 * The new address is confirmed and takes the old one's place. Refuses `link-invalid`, `email-locked`,
 * `directory-owned`, `email-taken`.
 */
export async function confirmEmailChange(
  { token }: EmailChangeInput,
  origin: Origin,
): Promise<{ slug: string }> {
  return follow(token, "confirm", "user.email_changed", origin, async (tx, asked) => {
    const [workspace] = await tx.select({ allowed: workspaces.emailChangeAllowed }).from(workspaces)
    refuse(!workspace?.allowed, "email-locked")
    // No actor asks for this one, so the database would let it pass.
    await refuseOwnedOf(tx, [asked.userId], "email")
    await setAddress(tx, asked, asked.newEmail)
    await tx.update(emailChanges).set({ confirmedAt: new Date() }).where(eq(emailChanges.id, asked.id))
    await withdrawResetLinks(tx, asked.userId)
  })
}

/**
 * The old address stays, or comes back unless a directory owns it, and every session ends, with the access tokens that were made since:
 * whoever asked for the change may have been somebody else. Refuses `link-invalid`, `email-taken`.
 */
export async function stopEmailChange(
  { token }: EmailChangeInput,
  origin: Origin,
): Promise<{ slug: string }> {
  return follow(token, "stop", "user.email_change_stopped", origin, async (tx, asked) => {
    // What a directory owns by now is its to say; the rest holds all the same.
    const owned = (await ownedOf(tx, [asked.userId], "email")).size > 0
    if (asked.confirmedAt && !owned) await setAddress(tx, asked, asked.oldEmail)
    // Those asked for since as well: else whoever holds the stolen address would take it on to a third, or back by their own link.
    await stopAllEmailChanges(tx, asked.userId, asked.id)
    await withdrawResetLinks(tx, asked.userId)
    await endSessionsOf(tx, asked.userId, "e-mail change stopped")
    await revokeAllOf(tx, asked.userId, "owner", asked.createdAt)
  })
}

type Row = Awaited<ReturnType<typeof select>>[number]

async function follow(
  token: string,
  side: "confirm" | "stop",
  action: `user.${string}`,
  origin: Origin,
  work: (tx: Tx, asked: Row) => Promise<void>,
): Promise<{ slug: string }> {
  const found = await findEmailChange(hashToken(token))
  if (found?.side !== side) throw new Refused("link-invalid")
  await changeAsSystem(
    "change-email",
    found.workspace.id,
    action,
    async (tx) => {
      const [asked] = await select(tx, found.linkId)
      if (!asked || !isOpen(side, asked)) throw new Refused("link-invalid")
      await work(tx, asked)
    },
    { actorId: found.userId, origin },
  )
  return { slug: found.workspace.slug }
}

function isOpen(side: "confirm" | "stop", asked: Row): boolean {
  if (asked.stoppedAt || asked.archivedAt || asked.suspendedAt) return false
  const now = new Date()
  if (side === "stop") return asked.stoppableUntil > now
  return !asked.confirmedAt && asked.expiresAt > now && asked.askerMay
}

async function setAddress(tx: Tx, asked: Row, email: string): Promise<void> {
  await tx
    .update(users)
    .set({
      email,
      emailNorm: normaliseEmail(email),
      emailConfirmedAt: new Date(),
      search: searchTextOf(asked.firstName, asked.lastName, email),
    })
    .where(eq(users.id, asked.userId))
}

const asker = writerOf("email_changes", sql`${emailChanges.userId} || '/' || ${emailChanges.id}`, {
  first: true,
})

// Who asked for it for somebody else would by their own mailbox become that person: their rights are looked at when it counts.
const askerMay = sql<boolean>`coalesce(${asker} = ${users.id}, true) or ${mayGiveStill(asker, ["users:write"])}`

const select = (tx: Tx, id: string) =>
  tx
    .select({
      askerMay,
      id: emailChanges.id,
      userId: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      oldEmail: emailChanges.oldEmail,
      newEmail: emailChanges.newEmail,
      createdAt: emailChanges.createdAt,
      expiresAt: emailChanges.expiresAt,
      stoppableUntil: emailChanges.stoppableUntil,
      confirmedAt: emailChanges.confirmedAt,
      stoppedAt: emailChanges.stoppedAt,
      suspendedAt: users.suspendedAt,
      archivedAt: users.archivedAt,
    })
    .from(emailChanges)
    .innerJoin(users, and(eq(users.workspaceId, emailChanges.workspaceId), eq(users.id, emailChanges.userId)))
    .where(eq(emailChanges.id, id))

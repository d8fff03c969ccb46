/** Invitation links: made by an admin or at set-up, used once by whoever has the link. */
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { credentials } from "#db/schema/credentials.ts"
import { invitations } from "#db/schema/invitations.ts"
import { users } from "#db/schema/users.ts"
import type { Origin } from "#lib/access/actor.ts"
import { asSystem, changeAsSystem } from "#lib/access/as-system.ts"
import { findInvitation } from "#lib/access/lookups.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { ownedOf } from "#lib/identity-providers/ownership.ts"
import { Refused } from "#lib/errors.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { policyOf } from "#lib/workspaces/policy.ts"
import { mayGiveStill } from "./given-by.ts"
import type { AcceptInvitationInput } from "./input.ts"
import { hashToken, newToken } from "./keys.ts"
import { hashPassword } from "./password.ts"
import { refusePassword } from "./password-rules.ts"
import { passwordRefusalSql, refuseWithoutPassword } from "./password-ways.ts"
import { inDays } from "./policy.ts"
import { endSessionsOf, startSession } from "./session-store.ts"

/** Ends the open invitations of these people. Within a change. */
export async function withdrawInvitations(tx: Tx, userIds: string | string[]): Promise<number> {
  const withdrawn = await tx
    .update(invitations)
    .set({ withdrawnAt: new Date() })
    .where(
      and(
        inArray(invitations.userId, [userIds].flat()),
        isNull(invitations.usedAt),
        isNull(invitations.withdrawnAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    )
    .returning({ id: invitations.id })
  return withdrawn.length
}

type Inviting = { workspaceId: string; createdBy: string | null }

/** Makes an invitation and answers its token and end; the person's earlier ones stop working. Within a change. */
export async function insertInvitation(tx: Tx, { userId, ...inviting }: Inviting & { userId: string }) {
  const [made] = await insertInvitations(tx, { ...inviting, userIds: [userId] })
  return made!
}

/** The same for many at once, in their order. */
export async function insertInvitations(
  tx: Tx,
  { workspaceId, userIds, createdBy }: Inviting & { userIds: string[] },
) {
  await withdrawInvitations(tx, userIds)
  const { invitationDays } = await policyOf(tx)
  const expiresAt = inDays(invitationDays)
  const made = userIds.map((userId) => ({ userId, token: newToken(), expiresAt }))
  await tx.insert(invitations).values(
    made.map(({ userId, token }) => ({
      workspaceId,
      id: uuidv7(),
      userId,
      tokenHash: hashToken(token),
      createdBy,
      expiresAt,
    })),
  )
  return made
}

/** `open`, or why the link opens nothing any more. */
export type InvitationState = "open" | "used" | "withdrawn" | "expired" | "closed"

/**
 * Whom and where the link invites, and whether it still holds; null if there never was such a link. `closed`: the person was
 * suspended or archived meanwhile, or who invited them may no longer do so, by what they or the person hold now. `refusal`: why they
 * sign in by a provider instead of setting a password.
 */
export async function readInvitation(token: string) {
  const found = await findInvitation(hashToken(token))
  if (!found) return null
  return asSystem("accept-invitation", found.workspace.id, async (tx) => {
    const [invited] = await selectInvited(tx, found.linkId)
    const policy = await policyOf(tx)
    return invited ? { workspace: found.workspace, policy, ...invited } : null
  })
}

/**
 * Accepts: name and password are set, the address counts as confirmed, the person has joined; answers the token of their
 * session. Refuses `link-invalid`, `password-too-short`, `password-too-common`, `password-personal`, `password-breached`, `sso-enforced`,
 * `password-at-provider`.
 */
export async function acceptInvitation(input: AcceptInvitationInput, origin: Origin): Promise<string> {
  const { token, firstName, lastName, newPassword } = input
  const found = await readInvitation(token)
  if (found?.state !== "open") throw new Refused("link-invalid")
  const { workspace, invitationId, userId, email, policy } = found
  await refusePassword(newPassword, [workspace.name, workspace.slug, firstName, lastName, email], policy)
  const passwordHash = await hashPassword(newPassword)

  return changeAsSystem(
    "accept-invitation",
    workspace.id,
    "user.joined",
    async (tx) => {
      // Read again under the change's lock: of two who use the link at once, one finds it used.
      const [invited] = await selectInvited(tx, invitationId)
      if (invited?.state !== "open") throw new Refused("link-invalid")
      await refuseWithoutPassword(tx, userId)
      const now = new Date()
      await tx.update(invitations).set({ usedAt: now }).where(eq(invitations.id, invitationId))
      await endSessionsOf(tx, userId, "joined by invitation")
      await tx
        .insert(credentials)
        .values({ workspaceId: workspace.id, userId, passwordHash })
        .onConflictDoUpdate({
          target: [credentials.workspaceId, credentials.userId],
          set: { passwordHash, setAt: now, temporaryUntil: null },
        })
      await tx
        .update(users)
        .set({
          ...((await ownedOf(tx, [userId], "names")).size === 0 && {
            firstName,
            lastName,
            sortName: sortNameOf(firstName, lastName),
            search: searchTextOf(firstName, lastName, invited.email),
          }),
          emailConfirmedAt: now,
          joinedAt: now,
        })
        .where(eq(users.id, userId))
      return startSession(tx, { workspaceId: workspace.id, userId, stage: "full", origin })
    },
    { actorId: userId, origin },
  )
}

// The inviter's rights are looked at now: a link that somebody made before they lost them lets nobody in.
const inviterMay = sql`(${invitations.createdBy} is null or ${mayGiveStill(sql`${invitations.createdBy}`, ["users:write"])})`

const state = sql<InvitationState>`case
  when ${invitations.usedAt} is not null then 'used'
  when ${invitations.withdrawnAt} is not null then 'withdrawn'
  when ${invitations.expiresAt} <= now() then 'expired'
  when ${users.joinedAt} is not null then 'closed'
  when ${users.suspendedAt} is not null or ${users.archivedAt} is not null or not ${inviterMay} then 'closed'
  else 'open' end`

const selectInvited = (tx: Tx, invitationId: string) =>
  tx
    .select({
      state,
      refusal: passwordRefusalSql,
      invitationId: invitations.id,
      userId: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, and(eq(users.workspaceId, invitations.workspaceId), eq(users.id, invitations.userId)))
    .where(eq(invitations.id, invitationId))

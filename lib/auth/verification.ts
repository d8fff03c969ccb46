/** Confirming an e-mail address by a six-digit code (ASVS 5.0 6.5; address verification, not a second factor). */
import { and, desc, eq, gt, isNull, sql } from "drizzle-orm"
import { randomInt, timingSafeEqual } from "node:crypto"
import { uuidv7 } from "uuidv7"
import { codes } from "#db/schema/codes.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { queueMail } from "#lib/email/queue.ts"
import { NotFound, refuse, Refused } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { policyOf } from "#lib/workspaces/policy.ts"
import type { VerifyCodeInput } from "./input.ts"
import { withdrawInvitations } from "./invitation.ts"
import { keyedHash } from "./keys.ts"
import { refuseWithoutPassword } from "./password-ways.ts"
import { code as limits, inMinutes } from "./policy.ts"
import { moveSession } from "./session-store.ts"

const purpose = "verify-email"

type Recipient = {
  workspace: Pick<Actor["workspace"], "id" | "slug" | "name">
  user: Pick<Actor["user"], "id" | "email" | "firstName">
}

/** Sends a fresh code to the person's address; the earlier ones stop working. Refuses `code-too-soon`. */
export async function sendCode(tx: Tx, { workspace, user }: Recipient): Promise<void> {
  // One sender at a time for a person, or two requests at once would both find that none was sent lately.
  await holdPerson(tx, user.id)
  const [lately] = await tx
    .select({
      hour: sql<number>`count(*)::int`,
      pause: sql<boolean>`coalesce(max(${codes.createdAt}) > now() - make_interval(secs => ${limits.pauseSeconds}), false)`,
    })
    .from(codes)
    .where(
      and(
        eq(codes.userId, user.id),
        eq(codes.purpose, purpose),
        gt(codes.createdAt, sql`now() - interval '1 hour'`),
      ),
    )
  refuse(!lately || lately.pause || lately.hour >= limits.perHour, "code-too-soon")
  await tx
    .update(codes)
    .set({ triesLeft: 0 })
    .where(and(eq(codes.userId, user.id), eq(codes.purpose, purpose), isNull(codes.usedAt)))
  const id = uuidv7()
  const { codeMinutes } = await policyOf(tx)
  const digits = randomInt(1_000_000).toString().padStart(6, "0")
  await tx.insert(codes).values({
    workspaceId: workspace.id,
    id,
    userId: user.id,
    purpose,
    emailNorm: normaliseEmail(user.email),
    codeHash: hashCode(id, digits),
    expiresAt: inMinutes(codeMinutes),
    triesLeft: limits.tries,
  })
  await queueMail(tx, {
    workspace,
    userId: user.id,
    to: user.email,
    sentBy: null,
    message: {
      template: "verification-code",
      props: { firstName: user.firstName, code: digits, minutes: codeMinutes },
    },
  })
}

/** Sends a new code to whoever stands at this step. Refuses `code-too-soon`. */
export async function resendCode(actor: Actor): Promise<void> {
  if (actor.stage !== "verify_email") throw new Refused("not-permitted")
  await asSystem("sign-in", actor.workspace.id, (tx) => sendCode(tx, actor))
}

/**
 * Checks the code; right, it confirms the address, the person has joined, and the session's new token is answered.
 * Refuses `code-expired`, `code-exhausted`, `code-wrong`; `sso-enforced`, `password-at-provider`, since only a password leads here. Each call costs a try before anything is compared.
 */
export async function verifyCode(actor: Actor, { code }: VerifyCodeInput): Promise<string> {
  const codeId = await takeTry(actor, code)
  return change(actor, { stage: "verify_email" }, "user.joined", async (tx) => {
    await refuseWithoutPassword(tx, actor.user.id)
    // First the person, then the code: the order in which sendCode() takes them.
    await holdPerson(tx, actor.user.id)
    const [used] = await tx
      .update(codes)
      .set({ usedAt: new Date() })
      .where(and(eq(codes.id, codeId), isNull(codes.usedAt)))
      .returning({ emailNorm: codes.emailNorm })
    refuse(!used, "code-expired", "code")
    const [person] = await tx
      .update(users)
      .set({ emailConfirmedAt: new Date(), joinedAt: sql`coalesce(${users.joinedAt}, now())` })
      .where(and(eq(users.id, actor.user.id), eq(users.emailNorm, used!.emailNorm)))
      .returning({ id: users.id })
    refuse(!person, "code-expired", "code")
    await withdrawInvitations(tx, actor.user.id)
    return moveSession(tx, actor, "full")
  })
}

/** How many tries the newest code has left, for how many minutes it was given, and when it and the pause before the next end; null if none was sent. */
export async function codeState(actor: Actor) {
  const [state] = await read(actor, { stage: "verify_email" }, (tx) =>
    tx
      .select({ triesLeft: codes.triesLeft, expiresAt: codes.expiresAt, createdAt: codes.createdAt })
      .from(codes)
      .where(and(eq(codes.userId, actor.user.id), eq(codes.purpose, purpose)))
      .orderBy(desc(codes.createdAt))
      .limit(1),
  )
  if (!state) return null
  const { triesLeft, expiresAt, createdAt } = state
  const minutes = Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)
  return {
    triesLeft,
    minutes,
    expiresAt,
    resendAt: new Date(createdAt.getTime() + limits.pauseSeconds * 1000),
  }
}

const holdPerson = (tx: Tx, userId: string) =>
  tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update")

async function takeTry(actor: Actor, digits: string): Promise<string> {
  if (actor.stage !== "verify_email") throw new Refused("not-permitted")
  return asSystem("sign-in", actor.workspace.id, async (tx) => {
    const [newest] = await tx
      .select({ id: codes.id, usable: sql<boolean>`${codes.expiresAt} > now() and ${codes.usedAt} is null` })
      .from(codes)
      .where(and(eq(codes.userId, actor.user.id), eq(codes.purpose, purpose)))
      .orderBy(desc(codes.createdAt))
      .limit(1)
    if (!newest) throw new NotFound()
    if (!newest.usable) return { refusal: "code-expired" as const }
    const [tried] = await tx
      .update(codes)
      .set({ triesLeft: sql`${codes.triesLeft} - 1` })
      .where(and(eq(codes.id, newest.id), gt(codes.triesLeft, 0)))
      .returning({ id: codes.id, codeHash: codes.codeHash })
    if (!tried) return { refusal: "code-exhausted" as const }
    return timingSafeEqual(tried.codeHash, hashCode(tried.id, digits))
      ? { codeId: tried.id }
      : { refusal: "code-wrong" as const }
  }).then((outcome) => {
    // Only now, outside the transaction: a refusal thrown inside would give the try back.
    if (outcome.refusal) throw new Refused(outcome.refusal, "code")
    return outcome.codeId
  })
}

// Keyed, because a million codes are quickly tried against a plain hash; with the row's id, so that it fits no other row.
const hashCode = (codeId: string, digits: string) => keyedHash("e-mail code", `${codeId} ${digits}`)

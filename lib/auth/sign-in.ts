/** Signing in with a password: who it is and at which step they stand. Says the same whether or not an account is there. */
import { and, eq, isNull, sql } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import { users } from "#db/schema/users.ts"
import type { Origin, Stage } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { findWorkspace, type Workspace } from "#lib/access/lookups.ts"
import { refuse, Refused } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { policyOf } from "#lib/workspaces/policy.ts"
import { knownDevice } from "./device.ts"
import { nowhere, queueFrontDoorJob } from "./front-door-jobs.ts"
import { passwordGiverMay } from "./given-by.ts"
import type { SignInInput } from "./input.ts"
import { verifyPassword } from "./password.ts"
import { lengthOf } from "./password-rules.ts"
import { holdEnforcement, mayUsePassword, passwordRefusalSql } from "./password-ways.ts"
import { startSession } from "./session-store.ts"
import { countSignIn, forgiveSignIn, giveBackToNetwork } from "./throttle.ts"
import { sendCode } from "./verification.ts"

export type SignedIn = {
  workspace: Workspace
  user: { id: string; email: string; firstName: string }
  stage: Stage
  /** Of the password that was checked. */
  passwordSetAt: Date
}

/**
 * Checks the password and answers who it is. Refuses `sign-in-failed` for every reason alike: unknown workspace or address, wrong
 * password, suspended, archived, locked, temporary password expired or of somebody who may give none any more, no password allowed, too
 * many tries (ASVS 5.0 6.3.8). The last failure in a row that the workspace allows locks the account, but not for a browser
 * (`deviceCookie`) that signed in to it before.
 */
export async function checkPassword(
  { slug, email, password }: SignInInput,
  origin: Origin,
  deviceCookie?: string,
): Promise<SignedIn> {
  const workspace = (await findWorkspace(slug)) ?? nowhere
  const emailNorm = normaliseEmail(email)
  const device = knownDevice(deviceCookie, workspace.id, emailNorm)
  const policy = await asSystem("sign-in", workspace.id, policyOf)
  const limits = { tries: policy.lockTries, minutes: policy.lockWindowMinutes }
  const counted = await countSignIn({ workspaceId: workspace.id, emailNorm, ip: origin.ip, device, limits })
  if (!counted.open) throw new Refused("sign-in-failed")
  const account = await findAccount(workspace.id, emailNorm)
  const matches = await verifyPassword(account?.passwordHash, password)
  if (!account || !matches || !mayEnter(account, device !== null)) {
    if (counted.last) await queueFrontDoorJob("lock-account", { workspaceId: workspace.id, emailNorm })
    throw new Refused("sign-in-failed")
  }
  await forgiveSignIn(workspace.id, emailNorm, device)
  await giveBackToNetwork(origin.ip)
  const { id, email: address, firstName } = account
  return {
    workspace,
    user: { id, email: address, firstName },
    stage: lengthOf(password) < policy.passwordLeast ? "password_change" : stageOf(account),
    passwordSetAt: account.passwordSetAt,
  }
}

/**
 * Begins the session of somebody whose password was right and answers its token; at the step of the code, it sends one. Refuses
 * `sign-in-failed` if the password was replaced, the person suspended or single sign-on enforced since it was checked: what ends every
 * session ends also one that was just about to begin.
 */
export async function beginSession(
  { workspace, user, stage, passwordSetAt }: SignedIn,
  origin: Origin,
): Promise<string> {
  return asSystem("sign-in", workspace.id, async (tx) => {
    await holdEnforcement(tx)
    refuse(!(await mayUsePassword(tx, user.id)), "sign-in-failed")
    const [still] = await tx
      .select({ id: users.id })
      .from(users)
      .innerJoin(
        credentials,
        and(eq(credentials.workspaceId, users.workspaceId), eq(credentials.userId, users.id)),
      )
      .where(
        and(
          eq(users.id, user.id),
          isNull(users.suspendedAt),
          isNull(users.archivedAt),
          sql`date_trunc('milliseconds', ${credentials.setAt}) = ${passwordSetAt.toISOString()}`,
        ),
      )
      .for("share")
    refuse(!still, "sign-in-failed")
    if (stage === "verify_email") await sendCode(tx, { workspace, user }).catch(unlessJustSent)
    return startSession(tx, { workspaceId: workspace.id, userId: user.id, stage, origin })
  })
}

function unlessJustSent(error: unknown): void {
  if (!(error instanceof Refused && error.code === "code-too-soon")) throw error
}

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>

async function findAccount(workspaceId: string, emailNorm: string) {
  const [account] = await asSystem("sign-in", workspaceId, (tx) =>
    tx
      .select({
        id: users.id,
        email: users.email,
        firstName: users.firstName,
        passwordHash: credentials.passwordHash,
        passwordSetAt: credentials.setAt,
        temporaryUntil: credentials.temporaryUntil,
        emailConfirmedAt: users.emailConfirmedAt,
        joinedAt: users.joinedAt,
        suspendedAt: users.suspendedAt,
        lockedUntil: users.lockedUntil,
        passwordRefusal: passwordRefusalSql,
        giverMay: sql<boolean>`(${credentials.temporaryUntil} is null or ${passwordGiverMay})`,
      })
      .from(users)
      .innerJoin(
        credentials,
        and(eq(credentials.workspaceId, users.workspaceId), eq(credentials.userId, users.id)),
      )
      .where(and(eq(users.emailNorm, emailNorm), isNull(users.archivedAt))),
  )
  return account
}

function mayEnter(account: Account, knownHere: boolean): boolean {
  const { suspendedAt, lockedUntil, temporaryUntil, passwordRefusal, giverMay } = account
  const now = new Date()
  if (suspendedAt) return false
  if (passwordRefusal) return false
  if (!giverMay) return false
  if (lockedUntil && lockedUntil > now && !knownHere) return false
  return !(temporaryUntil && temporaryUntil <= now)
}

function stageOf({ temporaryUntil, emailConfirmedAt, joinedAt }: Account): Stage {
  if (temporaryUntil) return "password_change"
  return emailConfirmedAt && joinedAt ? "full" : "verify_email"
}

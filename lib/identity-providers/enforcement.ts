/** Enforcing single sign-on: from then on only holders of `sso:bypass` sign in with a password (K); and lifting that again. */
import { and, eq, isNotNull, isNull, notExists, sql } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import { sessions } from "#db/schema/sessions.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { passwordRefusalSql } from "#lib/auth/password-ways.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { Refused, refuse } from "#lib/errors.ts"
import type { EnforceInput, LiftEnforcementInput } from "#lib/workspaces/input.ts"
import { bypassHolders } from "./bypass.ts"

/**
 * Enforces it in the actor's workspace. Sessions that stand at a step of a password sign-in end, and with `signOut` all that began with a
 * password, but for those of holders of `sso:bypass`. Refuses `sso-enforced-already`,
 * `no-enabled-provider`, `enforce-by-provider` (the actor's session did not begin with an enabled provider: nobody shuts themselves out),
 * `nobody-bypasses` until they are `sure`, and what requireRecentProof() refuses. Needs `sso:manage`, which only Admins have.
 */
export async function enforceSso(actor: Actor, input: EnforceInput): Promise<void> {
  refuse(!can(actor, "sso:manage"), "not-permitted")
  await requireRecentProof(actor, input.currentPassword)
  await change(actor, "sso:manage", "workspace.sso_enforced", async (tx) => {
    const [enforced] = await tx
      .update(workspaces)
      .set({ ssoEnforcedAt: sql`now()` })
      .where(and(eq(workspaces.id, actor.workspace.id), isNull(workspaces.ssoEnforcedAt)))
      .returning({ id: workspaces.id })
    refuse(!enforced, "sso-enforced-already")
    await refuseShuttingOut(tx, actor)
    if (!(await bypassHolders(tx)).some(({ hasPassword }) => hasPassword)) refuseUnlessSure(input.sure)
    await endPasswordSessions(tx, input.signOut.length > 0)
  })
}

/**
 * Lets everybody use passwords again who may by their own provider; those that are stored still hold. Refuses `sso-not-enforced`, and what
 * requireRecentProof() refuses. Needs `sso:manage`.
 */
export async function liftEnforcement(
  actor: Actor,
  { currentPassword }: LiftEnforcementInput,
): Promise<void> {
  refuse(!can(actor, "sso:manage"), "not-permitted")
  await requireRecentProof(actor, currentPassword)
  await change(actor, "sso:manage", "workspace.sso_enforcement_lifted", async (tx) => {
    const [lifted] = await tx
      .update(workspaces)
      .set({ ssoEnforcedAt: null })
      .where(and(eq(workspaces.id, actor.workspace.id), isNotNull(workspaces.ssoEnforcedAt)))
      .returning({ id: workspaces.id })
    refuse(!lifted, "sso-not-enforced")
  })
}

/**
 * For what switches a provider off or takes it away, after it has: refuses `last-provider` if single sign-on is enforced and none is left
 * that is on. Within a change.
 */
export async function refuseLastProvider(tx: Tx): Promise<void> {
  const [stranded] = await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(
      and(
        isNotNull(workspaces.ssoEnforcedAt),
        notExists(
          tx
            .select({ id: identityProviders.id })
            .from(identityProviders)
            .where(isNotNull(identityProviders.enabledAt)),
        ),
      ),
    )
  refuse(stranded, "last-provider")
}

async function refuseShuttingOut(tx: Tx, actor: Actor): Promise<void> {
  // Held, so that none is switched off while this is on its way.
  const enabled = await tx
    .select({ id: identityProviders.id })
    .from(identityProviders)
    .where(isNotNull(identityProviders.enabledAt))
    .for("share")
  refuse(enabled.length === 0, "no-enabled-provider")
  const [own] = await tx
    .select({ id: sessions.identityProviderId })
    .from(sessions)
    .where(eq(sessions.id, actor.sessionId ?? ""))
  refuse(!enabled.some(({ id }) => id === own?.id), "enforce-by-provider")
}

function refuseUnlessSure(sure: string): void {
  if (sure !== "nobody-bypasses")
    throw new Refused("nobody-bypasses", undefined, { values: { sure: "nobody-bypasses" } })
}

async function endPasswordSessions(tx: Tx, all: boolean): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: new Date(), endedReason: "single sign-on enforced" })
    .where(
      and(
        isNull(sessions.identityProviderId),
        isNull(sessions.endedAt),
        all ? undefined : sql`${sessions.stage} <> 'full'`,
        // Session by session: among a million people few are signed in.
        sql`exists (
          select from users where users.workspace_id = ${sessions.workspaceId} and users.id = ${sessions.userId}
           and (${passwordRefusalSql}) is not null offset 0)`,
      ),
    )
}

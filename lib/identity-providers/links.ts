/** A person's links to identity providers: seen, made by who is signed in on both sides, and cut. */
import { and, asc, eq, isNotNull, ne, sql } from "drizzle-orm"
import { credentials } from "#db/schema/credentials.ts"
import { identityLinks, identityProviders } from "#db/schema/identity-providers.ts"
import { users } from "#db/schema/users.ts"
import { type Actor, can } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import type { UnlinkIdentityInput } from "#lib/auth/input.ts"
import { endSessionsBy } from "#lib/auth/session-store.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import type { Identity } from "#lib/identity.ts"
import { lockUser } from "#lib/users/lock.ts"
import type { Attempt } from "./attempts.ts"
import { findLink } from "./decision.ts"
import { loadProvider, type ProviderRow } from "./provider.ts"
import { insertLink } from "./provisioning.ts"
import { noteSignIn } from "./sign-ins.ts"

/** The providers of the actor's workspace that are switched on, each with the actor's own link to it, if there is one. */
export async function listOwnLinks(actor: Actor) {
  return read(actor, "self", (tx) =>
    tx
      .select({
        providerId: identityProviders.id,
        name: identityProviders.name,
        linkId: identityLinks.id,
        subject: identityLinks.subject,
        linkedAt: identityLinks.linkedAt,
        /** The account belongs to it, so that only an admin unlinks it. */
        belongs: sql<boolean>`coalesce(${users.identityProviderId} = ${identityProviders.id}, false)`,
      })
      .from(identityProviders)
      .innerJoin(
        users,
        and(eq(users.workspaceId, identityProviders.workspaceId), eq(users.id, actor.user.id)),
      )
      .leftJoin(
        identityLinks,
        and(
          eq(identityLinks.workspaceId, identityProviders.workspaceId),
          eq(identityLinks.providerId, identityProviders.id),
          eq(identityLinks.userId, users.id),
        ),
      )
      .where(isNotNull(identityProviders.enabledAt))
      .orderBy(asc(identityProviders.name), asc(identityProviders.id)),
  )
}

/** Refuses `sso-other-session` unless the actor is who began the attempt, in that very session. */
export function requireSameSession({ userId, sessionId }: Attempt, actor: Actor | null): Actor {
  const same = actor && actor.stage === "full" && actor.user.id === userId && actor.sessionId === sessionId
  refuse(!same, "sso-other-session")
  return actor!
}

/**
 * Links the identity to the actor, who has signed in here and there. What the rules give comes at the next sign-in by it, as does
 * what the directory owns. Refuses `sso-provider-off`, `linked-otherwise`, `identity-taken`; NotFound for another workspace's provider.
 */
export async function linkOwn(actor: Actor, providerId: string, identity: Identity): Promise<void> {
  await change(actor, "self", "user.linked", async (tx) => {
    const provider = await loadProvider(tx, providerId)
    refuse(!provider.enabledAt, "sso-provider-off")
    const link = await findLink(tx, provider, identity)
    refuse(link && link.userId !== actor.user.id, "identity-taken")
    if (!link) await insertLink(tx, provider, identity, actor.user.id)
    await noteSignIn(tx, provider, {
      outcome: "linked",
      userId: actor.user.id,
      identity,
      origin: actor.origin,
    })
  })
}

/**
 * Cuts a link; the person's sessions by that provider end, and where their account belonged to it, it belongs to nobody now. One's own
 * needs nothing, and refuses `provider-of-account` (unless one may manage providers) and `last-way-in`; anybody else's needs
 * `sso:manage`. What the provider's rules gave goes with it: `own-access` unless `sure`. NotFound.
 */
export async function unlinkIdentity(
  actor: Actor,
  { userId, linkId, sure }: UnlinkIdentityInput,
): Promise<void> {
  const isOwn = userId === actor.user.id
  const cut = async (tx: Tx) => {
    await lockUser(tx, userId)
    const [link] = await tx
      .select({ providerId: identityLinks.providerId, belongs: users.identityProviderId })
      .from(identityLinks)
      .innerJoin(
        users,
        and(eq(users.workspaceId, identityLinks.workspaceId), eq(users.id, identityLinks.userId)),
      )
      .where(and(eq(identityLinks.id, linkId), eq(identityLinks.userId, userId)))
    if (!link) throw new NotFound()
    const provider = await loadProvider(tx, link.providerId)
    if (isOwn) await refuseOwnUnlink(tx, actor, provider, linkId, link.belongs)
    await tx.delete(identityLinks).where(eq(identityLinks.id, linkId))
    await letGo(tx, provider, userId)
    await endSessionsBy(tx, {
      userId,
      providerId: provider.id,
      reason: "unlinked from the identity provider",
      keep: actor.sessionId,
    })
  }
  await change(actor, isOwn ? "self" : "sso:manage", "user.unlinked", cut, { sure })
}

async function refuseOwnUnlink(
  tx: Tx,
  actor: Actor,
  provider: ProviderRow,
  linkId: string,
  belongs: string | null,
): Promise<void> {
  refuse(belongs === provider.id && provider.enabledAt && !can(actor, "sso:manage"), "provider-of-account")
  const [other] = await tx
    .select({ id: identityLinks.id })
    .from(identityLinks)
    .innerJoin(
      identityProviders,
      and(
        eq(identityProviders.workspaceId, identityLinks.workspaceId),
        eq(identityProviders.id, identityLinks.providerId),
      ),
    )
    .where(
      and(
        eq(identityLinks.userId, actor.user.id),
        ne(identityLinks.id, linkId),
        isNotNull(identityProviders.enabledAt),
      ),
    )
    .limit(1)
  refuse(!other && !(await hasPassword(tx, actor, provider)), "last-way-in")
}

/** Whether the actor can sign in with a password once they belong to this provider no more. */
async function hasPassword(tx: Tx, actor: Actor, { id }: ProviderRow): Promise<boolean> {
  const [found] = await rows<{ usable: boolean }>(
    tx,
    sql`
    select exists (select from ${credentials} where ${credentials.userId} = u.id and ${credentials.temporaryUntil} is null)
       and (exists (select from user_permissions up where up.workspace_id = u.workspace_id and up.user_id = u.id and up.permission = 'sso:bypass')
         or not exists (select from workspaces w where w.sso_enforced_at is not null)
           and not exists (select from identity_providers p where p.id = u.identity_provider_id and p.id <> ${id} and p.enabled_at is not null)) as usable
      from users u where u.id = ${actor.user.id}`,
  )
  return found?.usable ?? false
}

/** What its rules gave goes with the link. */
async function letGo(tx: Tx, { id }: ProviderRow, userId: string): Promise<void> {
  for (const table of ["user_roles", "group_members"] as const)
    await tx.execute(
      sql`delete from ${sql.identifier(table)} where user_id = ${userId} and identity_provider_id = ${id}`,
    )
  await tx
    .update(users)
    .set({ identityProviderId: null })
    .where(and(eq(users.id, userId), eq(users.identityProviderId, id)))
}

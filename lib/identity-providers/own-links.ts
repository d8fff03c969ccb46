/** One's own links to identity providers: seen, and made by who is signed in on both sides. */
import { and, asc, eq, isNotNull, sql } from "drizzle-orm"
import { identityLinks, identityProviders } from "#db/schema/identity-providers.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { refuse } from "#lib/errors.ts"
import type { Identity } from "#lib/identity.ts"
import type { Attempt } from "./attempts.ts"
import { findLink } from "./decision.ts"
import { loadProvider } from "./provider.ts"
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

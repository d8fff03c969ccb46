/** Where a person signs in: at one of the workspace's identity providers, or here with a password. */
import { eq } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { refuse } from "#lib/errors.ts"
import { refuseUnknownProvider } from "#lib/identity-providers/choices.ts"
import type { SetIdentityProviderInput } from "./input.ts"
import { lockUser } from "./lock.ts"

/**
 * Says where the person signs in; from then on that provider owns what it owns of its people. It links nobody, so that no proof of who acts is
 * asked for; but it takes people out of what a directory owns, so that it needs `sso:manage` and not only `users:write`. Refuses
 * `erased`, `unknown-provider`; NotFound.
 */
export async function setIdentityProvider(
  actor: Actor,
  { userId, identityProvider }: SetIdentityProviderInput,
): Promise<void> {
  await change(actor, "sso:manage", "user.identity_provider_set", async (tx) => {
    const person = await lockUser(tx, userId)
    refuse(person.erasedAt, "erased")
    await refuseUnknownProvider(tx, identityProvider)
    await tx
      .update(users)
      .set({ identityProviderId: identityProvider || null })
      .where(eq(users.id, userId))
  })
}

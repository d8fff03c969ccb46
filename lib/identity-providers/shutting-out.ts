/** Whoever else had an account until its person was linked by the address: out. */
import { and, eq, sql } from "drizzle-orm"
import { revokeAllOf } from "#lib/access-tokens/revocation.ts"
import { credentials } from "#db/schema/credentials.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { stopAllEmailChanges } from "#lib/auth/email-change.ts"
import { withdrawResetLinks } from "#lib/auth/password-reset.ts"
import { endSessionsOf } from "#lib/auth/session-store.ts"
import type { Account } from "./decision.ts"

/**
 * Whoever is linked by their address is the person from now on: who else is signed in as them, knows their password, or holds a link or
 * a token that was made before, is out. The address may have been somebody else's until lately, and somebody else may have opened their invitation.
 * Only who bypasses single sign-on already keeps the password, for when the provider is down. Within a change, before the rules give.
 */
export async function shutOutOthers(tx: Tx, { id }: Pick<Account, "id">): Promise<void> {
  await tx.delete(credentials).where(
    and(
      eq(credentials.userId, id),
      sql`not exists (select from user_permissions up
        where up.workspace_id = credentials.workspace_id and up.user_id = credentials.user_id and up.permission = 'sso:bypass')`,
    ),
  )
  await revokeAllOf(tx, id, "taken_over")
  await endSessionsOf(tx, id, "linked to their identity provider")
  await stopAllEmailChanges(tx, id)
  await withdrawResetLinks(tx, id)
}

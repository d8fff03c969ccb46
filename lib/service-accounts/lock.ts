/** The service account that a change is about, held until it commits. */
import { and, eq, isNull } from "drizzle-orm"
import { serviceAccounts } from "#db/schema/service-accounts.ts"
import { users } from "#db/schema/users.ts"
import type { AllNeed } from "#lib/access/actor.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, Refused } from "#lib/errors.ts"

/** What giving a service account access takes: it is a setting, and it hands out permissions as adding a person does. */
export const givingAccess = { allOf: ["settings:manage", "users:write"] } as const satisfies AllNeed

export type HeldAccount = { id: string; name: string; ownerId: string; suspendedAt: Date | null }

/** Locks and answers the service account. Throws NotFound, also for a person, for a deleted one and for another workspace's. */
export async function lockServiceAccount(tx: Tx, id: string): Promise<HeldAccount> {
  const [account] = await tx
    .select({
      id: users.id,
      name: users.firstName,
      ownerId: serviceAccounts.ownerId,
      suspendedAt: users.suspendedAt,
    })
    .from(users)
    .innerJoin(
      serviceAccounts,
      and(eq(serviceAccounts.workspaceId, users.workspaceId), eq(serviceAccounts.userId, users.id)),
    )
    .where(and(eq(users.id, id), eq(users.type, "service"), isNull(users.archivedAt)))
    .for("no key update", { of: users })
  if (!account) throw new NotFound()
  return account
}

/** Rank speaks of a person; here it is a program's account. */
export function inItsWords(error: unknown): never {
  throw error instanceof Refused && error.code === "outranked"
    ? new Refused("service-account-outranks")
    : error
}

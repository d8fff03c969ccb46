/** How sign-ins by a provider ended: for the admin whom somebody asks why they can't get in. */
import { and, desc, eq, type SQL, sql } from "drizzle-orm"
import { ssoSignIns } from "#db/schema/sso.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { refusals } from "#lib/errors.ts"
import { identityRefusals } from "#lib/identity.ts"
import { isUuid } from "#lib/input.ts"
import type { ListSignInsInput } from "./input.ts"
import { loadProvider } from "./provider.ts"

const pageSize = 25

export type SignIn = {
  /** The reference that the person was shown. */
  id: string
  at: Date
  outcome: "signed-in" | "created" | "linked" | "refused"
  /** Why it was refused, in words. */
  reason: string | null
  detail: string | null
  person: { id: string; name: string } | null
  email: string | null
  subject: string | null
  ip: string | null
}

/**
 * A page of the provider's sign-ins, newest first, or the one of a reference; `next`: what to ask for older ones with. Needs `sso:manage`;
 * NotFound.
 */
export async function listSignIns(
  actor: Actor,
  providerId: string,
  { outcome, before, reference }: ListSignInsInput,
): Promise<{ signIns: SignIn[]; next: string | null }> {
  return read(actor, "sso:manage", async (tx) => {
    await loadProvider(tx, providerId)
    const found = await tx
      .select({
        id: ssoSignIns.id,
        at: ssoSignIns.at,
        outcome: sql<SignIn["outcome"]>`${ssoSignIns.outcome}`,
        reason: ssoSignIns.reason,
        detail: ssoSignIns.detail,
        userId: users.id,
        name: sql<string>`concat_ws(' ', ${users.firstName}, ${users.lastName})`,
        email: ssoSignIns.email,
        subject: ssoSignIns.subject,
        ip: ssoSignIns.ip,
      })
      .from(ssoSignIns)
      .leftJoin(users, and(eq(users.workspaceId, ssoSignIns.workspaceId), eq(users.id, ssoSignIns.userId)))
      .where(
        and(
          eq(ssoSignIns.providerId, providerId),
          outcome === "refused" ? eq(ssoSignIns.outcome, "refused") : undefined,
          before ? olderThan(before) : undefined,
          reference === "" ? undefined : isUuid(reference) ? eq(ssoSignIns.id, reference) : sql`false`,
        ),
      )
      .orderBy(desc(ssoSignIns.at), desc(ssoSignIns.id))
      .limit(pageSize + 1)
    return {
      signIns: found.slice(0, pageSize).map(({ userId, name, reason, ...rest }) => ({
        ...rest,
        reason: reason && wordsOf(reason),
        person: userId ? { id: userId, name } : null,
      })),
      next: found.length > pageSize ? found[pageSize - 1]!.id : null,
    }
  })
}

const olderThan = (id: string): SQL =>
  sql`(${ssoSignIns.at}, ${ssoSignIns.id}) < (select s.at, s.id from sso_sign_ins s where s.id = ${id})`

const words: Record<string, string> = { ...refusals, ...identityRefusals }
const wordsOf = (reason: string) => (Object.hasOwn(words, reason) ? words[reason]! : reason)

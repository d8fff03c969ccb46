/** How each sign-in by a provider ended: for the admin who is asked why somebody can't get in. */
import { uuidv7 } from "uuidv7"
import { ssoSignIns } from "#db/schema/sso.ts"
import type { Origin } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { type RefusalCode, Refused } from "#lib/errors.ts"
import { type Identity, type IdentityRefusal, IdentityRefused } from "#lib/identity.ts"
import { log } from "#lib/log.ts"
import type { ProviderRow } from "./provider.ts"

export type SignInOutcome = "signed-in" | "created" | "linked" | "refused"
export type SignInRefusal = IdentityRefusal | RefusalCode

type Ending = {
  outcome: SignInOutcome
  reason?: SignInRefusal
  detail?: string | undefined
  userId?: string
  identity?: Identity | null
  origin: Origin
}

/** Notes how one ended and answers the event's id. */
export async function noteSignIn(
  tx: Tx,
  { workspaceId, id: providerId }: Pick<ProviderRow, "workspaceId" | "id">,
  { outcome, reason, detail, userId, identity, origin }: Ending,
): Promise<string> {
  const id = uuidv7()
  await tx.insert(ssoSignIns).values({
    workspaceId,
    id,
    providerId,
    outcome,
    reason,
    detail: detail?.slice(0, 500),
    userId,
    subject: identity?.subject.slice(0, 255),
    email: identity?.email?.slice(0, 254),
    ip: origin.ip,
    userAgent: origin.userAgent,
  })
  return id
}

/** Notes that one was refused, also in the log, and answers the event's id: the reference that the person is given. */
export async function noteRefusal(
  provider: Pick<ProviderRow, "workspaceId" | "id">,
  error: IdentityRefused | Refused,
  { identity = null, userId, origin }: Pick<Ending, "identity" | "userId" | "origin">,
): Promise<string> {
  const reason = error instanceof Refused ? error.code : error.reason
  const detail = error instanceof Refused ? undefined : error.detail
  const event = await asSystem("sign-in", provider.workspaceId, (tx) =>
    noteSignIn(tx, provider, {
      outcome: "refused",
      reason,
      detail,
      identity,
      origin,
      ...(userId && { userId }),
    }),
  )
  log.warn({ provider: provider.id, reason, detail, event }, "a sign-in by an identity provider was refused")
  return event
}

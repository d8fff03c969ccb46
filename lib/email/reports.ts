/** What Resend tells of a mail afterwards: delivered, come back, complained about. It may tell it twice and in any order. */
import { and, eq } from "drizzle-orm"
import { Resend } from "resend"
import { z } from "zod"
import { mails } from "#db/schema/mails.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { findMail } from "#lib/access/lookups.ts"
import { log } from "#lib/log.ts"
import type { MailRoute } from "#lib/settings.ts"
import { reasonWords } from "./reason.ts"

const report = z.object({
  type: z.string(),
  created_at: z.string().max(100),
  data: z.object({
    email_id: z.string().min(1).max(200),
    tags: z.object({ workspace: z.uuid(), mail: z.uuid() }).optional().catch(undefined),
    bounce: z.object({ message: z.string() }).optional().catch(undefined),
    failed: z.object({ reason: z.string() }).optional().catch(undefined),
    suppressed: z.object({ message: z.string() }).optional().catch(undefined),
  }),
})
type MailReport = z.infer<typeof report>

type MailState = "queued" | "sent" | "failed" | "delivered" | "bounced" | "complained"

/** A later one takes the place of an earlier one, never the other way round; a try that seemed to fail may have got through. */
const order: MailState[] = ["queued", "sent", "failed", "delivered", "bounced", "complained"]

type Told = { state: MailState; reason: string | null }

function toldBy({ type, data }: MailReport): Told | null {
  switch (type) {
    case "email.sent":
      return { state: "sent", reason: null }
    case "email.delivery_delayed":
      return {
        state: "sent",
        reason: "The mail server there takes no mail at the moment; it is tried again.",
      }
    case "email.delivered":
      return { state: "delivered", reason: null }
    case "email.bounced":
      return { state: "bounced", reason: data.bounce?.message ?? "The mail server there sent it back." }
    case "email.complained":
      return { state: "complained", reason: "The recipient marked it as spam." }
    case "email.failed":
      return { state: "failed", reason: data.failed?.reason ?? "Resend could not send it." }
    case "email.suppressed":
      return { state: "failed", reason: data.suppressed?.message ?? "Resend sends nothing to this address." }
    default:
      return null
  }
}

type Signed = { payload: string; id: string; timestamp: string; signature: string }

/**
 * What was reported; null for what this version has no use for. Throws when the signature is not Resend's, or older or newer than five
 * minutes (Standard Webhooks).
 */
export function verifyReport(
  { apiKey, webhookSecret }: Extract<MailRoute, { kind: "resend" }> & { webhookSecret: string },
  { payload, ...headers }: Signed,
): MailReport | null {
  const said: unknown = new Resend(apiKey).webhooks.verify({ payload, headers, webhookSecret })
  const parsed = report.safeParse(said)
  return parsed.success ? parsed.data : null
}

/** Notes what was reported. Does nothing where it is known already or the mail is not ours. */
export async function noteReport(said: MailReport): Promise<void> {
  const told = toldBy(said)
  if (!told) return
  const { email_id: providerId, tags } = said.data
  const found = await findMail(providerId, tags ? { workspaceId: tags.workspace, mailId: tags.mail } : null)
  if (!found) return
  const { workspace, mailId } = found
  await asSystem("mail", workspace.id, async (tx) => {
    const ours = and(eq(mails.workspaceId, workspace.id), eq(mails.id, mailId))
    const [mail] = await tx.select().from(mails).where(ours).for("update")
    if (mail)
      await tx
        .update(mails)
        .set(changeOf(mail, said, told))
        .where(ours)
  })
  log.info({ mail: mailId, report: said.type }, "Resend reported on a mail")
}

/** A mail that Resend knows was sent, so its body is of no use any more. */
function changeOf(mail: typeof mails.$inferSelect, said: MailReport, { state, reason }: Told) {
  const at = momentOf(said, mail.queuedAt)
  const known = {
    providerId: mail.providerId ?? said.data.email_id,
    sentAt: mail.sentAt ?? at,
    payload: null,
    ...(state === "delivered" && { deliveredAt: mail.deliveredAt ?? at }),
  }
  const lastError = reason && reasonWords(reason)
  const [before, after] = [order.indexOf(mail.state as MailState), order.indexOf(state)]
  if (before < after) {
    const returned = state === "failed" || state === "bounced" || state === "complained"
    return { ...known, state, lastError, returnedAt: returned ? at : null }
  }
  return state === "sent" && before === after && lastError ? { ...known, lastError } : known
}

/** When it happened: not before the mail was queued, nor in the future. */
function momentOf({ created_at: written }: MailReport, queuedAt: Date): Date {
  const [at, now] = [Date.parse(written), Date.now()]
  return new Date(Number.isNaN(at) ? now : Math.min(Math.max(at, queuedAt.getTime()), now))
}

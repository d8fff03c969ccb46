/** One try to send a queued mail. Network calls happen between transactions, never inside one. */
import { and, eq, sql } from "drizzle-orm"
import { mails } from "#db/schema/mails.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { log } from "#lib/log.ts"
import { stripText } from "#lib/server/redaction.ts"
import { settings } from "#lib/settings.ts"
import { type Envelope, type Message, secretsOf, staleAt } from "./message.ts"
import { SendFailure } from "./outgoing.ts"
import { renderMail } from "./render.tsx"
import { type SealedFor, unseal } from "./seal.ts"
import { sendMail } from "./send.ts"

/** With the queue's pauses of e^n seconds: given up after some three and a half hours. */
export const mostAttempts = 10
const longestReason = 200 // characters

export type Try = {
  /** Ends the try when the process stops. */
  stop?: AbortSignal
  /** The queue would not come back after this one. */
  last?: boolean
}

/** Counts the try before it is made, so that one that kills the process counts too. */
async function claim({ workspaceId, mailId }: SealedFor) {
  return asSystem("mail", workspaceId, async (tx) => {
    const [mail] = await tx
      .update(mails)
      .set({ attempts: sql`${mails.attempts} + 1` })
      .where(and(eq(mails.workspaceId, workspaceId), eq(mails.id, mailId), eq(mails.state, "queued")))
      .returning()
    return mail
  })
}

async function settle({ workspaceId, mailId }: SealedFor, outcome: Partial<typeof mails.$inferInsert>) {
  await asSystem("mail", workspaceId, async (tx) => {
    await tx
      .update(mails)
      .set(outcome)
      .where(and(eq(mails.workspaceId, workspaceId), eq(mails.id, mailId), eq(mails.state, "queued")))
  })
}

function open(payload: Buffer | null, owner: SealedFor): Envelope {
  try {
    if (payload) return unseal<Envelope>(payload, owner)
  } catch {
    // Said below: what exactly is wrong with a sealed body tells nobody anything.
  }
  throw new SendFailure("its content can't be read: AUTH_SECRET has changed since it was queued", {
    permanent: true,
  })
}

/** What went wrong in a line for the admin: short, and without what the mail or the settings keep secret. */
function reasonOf(error: unknown, message: Message | null): string {
  const { mail } = settings()
  const ours =
    mail.kind === "resend"
      ? [mail.apiKey]
      : mail.kind === "smtp"
        ? [decodeURIComponent(new URL(mail.url).password)]
        : []
  const secrets = [...ours, ...(message ? secretsOf(message) : [])].filter(Boolean)
  const said = error instanceof Error ? error.message : "unknown"
  const without = secrets.reduce((text, secret) => text.replaceAll(secret, "…"), stripText(said))
  return without
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, longestReason)
}

/**
 * Tries to send the mail. Does nothing if it was sent or given up already, so it may run twice. Throws, in a line without
 * secrets, if it should be tried again; a mail that is refused for good, or too late, is marked failed and emptied.
 */
export async function deliverMail(owner: SealedFor, { stop, last = false }: Try = {}): Promise<void> {
  const mail = await claim(owner)
  if (!mail) return
  const { template, attempts } = mail
  let message: Message | null = null
  try {
    if (attempts > mostAttempts) throw new SendFailure(mail.lastError ?? "given up", { permanent: true })
    const envelope = open(mail.payload, owner)
    message = envelope.message
    if (staleAt(message, mail.queuedAt) <= new Date()) {
      throw new SendFailure(
        `not sent before it expired${mail.lastError ? `; last: ${mail.lastError}` : ""}`,
        { permanent: true },
      )
    }
    const rendered = await renderMail(envelope, settings().authUrl)
    await sendMail({ id: owner.mailId, to: mail.toAddress, ...rendered }, stop)
  } catch (error) {
    const lastError = reasonOf(error, message)
    const over = last || attempts >= mostAttempts || (error instanceof SendFailure && error.permanent)
    await settle(owner, over ? { state: "failed", payload: null, lastError } : { lastError })
    log.warn({ mail: owner.mailId, template, attempts, over, reason: lastError }, "a mail could not be sent")
    if (over) return
    throw new Error(lastError)
  }
  await settle(owner, { state: "sent", sentAt: new Date(), payload: null, lastError: null })
  log.info({ mail: owner.mailId, template, attempts }, "mail sent")
}

/** One try to send a queued mail. Network calls happen between transactions, never inside one. */
import { and, eq, sql } from "drizzle-orm"
import { mails } from "#db/schema/mails.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { log } from "#lib/log.ts"
import { settings } from "#lib/settings.ts"
import { type Envelope, type Message, secretsOf, staleAt } from "./message.ts"
import { SendFailure } from "./outgoing.ts"
import { reasonWords } from "./reason.ts"
import { renderMail } from "./render.tsx"
import { type SealedFor, unseal } from "./seal.ts"
import { sendMail } from "./send.ts"

/** With the queue's pauses of e^n seconds: given up after some three and a half hours. */
export const mostAttempts = 10

export type Try = {
  /** Ends the try when the process stops. */
  stop?: AbortSignal
  /** The queue would not come back after this one. */
  last?: boolean
}

/** Counts the try before it is made, so that one that kills the process counts too. With the mail: how its workspace signs it. */
async function claim({ workspaceId, mailId }: SealedFor) {
  return asSystem("mail", workspaceId, async (tx) => {
    const [mail] = await tx
      .update(mails)
      .set({ attempts: sql`${mails.attempts} + 1` })
      .where(and(eq(mails.workspaceId, workspaceId), eq(mails.id, mailId), eq(mails.state, "queued")))
      .returning()
    if (!mail) return undefined
    const [signed] = await tx
      .select({ senderName: workspaces.mailSenderName, replyTo: workspaces.mailReplyTo })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId))
    // The list of one's workspaces is of the installation, not of the one that happens to hold it.
    const own = mail.template !== "workspaces"
    return {
      ...mail,
      senderName: (own && signed?.senderName) || null,
      replyTo: (own && signed?.replyTo) || null,
    }
  })
}

const theMail = ({ workspaceId, mailId }: SealedFor) =>
  and(eq(mails.workspaceId, workspaceId), eq(mails.id, mailId))

async function settleFailure(owner: SealedFor, outcome: Partial<typeof mails.$inferInsert>) {
  await asSystem("mail", owner.workspaceId, async (tx) => {
    await tx
      .update(mails)
      .set(outcome)
      .where(and(theMail(owner), eq(mails.state, "queued")))
  })
}

/** What Resend has told meanwhile is further than "sent", and stays. */
async function settleSent(owner: SealedFor, providerId: string | null) {
  await asSystem("mail", owner.workspaceId, async (tx) => {
    await tx
      .update(mails)
      .set({
        state: sql`case when ${mails.state} = 'queued' then 'sent' else ${mails.state} end`,
        lastError: sql`case when ${mails.state} = 'queued' then null else ${mails.lastError} end`,
        sentAt: sql`coalesce(${mails.sentAt}, now())`,
        providerId: sql`coalesce(${mails.providerId}, ${providerId})`,
        payload: null,
      })
      .where(theMail(owner))
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
  return reasonWords(said, secrets)
}

/**
 * Tries to send the mail. Does nothing if it was sent or given up already, so it may run twice. Throws, in a line without
 * secrets, if it should be tried again; a mail that is refused for good, or too late, is marked failed and emptied.
 */
export async function deliverMail(owner: SealedFor, { stop, last = false }: Try = {}): Promise<void> {
  const mail = await claim(owner)
  if (!mail) return
  const { template, attempts, senderName, replyTo } = mail
  let message: Message | null = null
  let providerId: string | null
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
    const { workspaceId, mailId: id } = owner
    const outgoing = { id, workspaceId, to: mail.toAddress, senderName, replyTo, ...rendered }
    providerId = (await sendMail(outgoing, stop)).providerId
  } catch (error) {
    const lastError = reasonOf(error, message)
    const over = last || attempts >= mostAttempts || (error instanceof SendFailure && error.permanent)
    await settleFailure(
      owner,
      over ? { state: "failed", payload: null, lastError, returnedAt: new Date() } : { lastError },
    )
    log.warn({ mail: owner.mailId, template, attempts, over, reason: lastError }, "a mail could not be sent")
    if (over) return
    throw new Error(lastError)
  }
  await settleSent(owner, providerId)
  log.info({ mail: owner.mailId, template, attempts }, "mail sent")
}

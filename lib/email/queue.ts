/** Queues mails: in the transaction of the change that causes them, so that there is a mail if and only if there is the change. */
import { sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { mails } from "#db/schema/mails.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { settings } from "#lib/settings.ts"
import { writeLetter } from "./letters.ts"
import type { Envelope, Message } from "./message.ts"
import { seal } from "./seal.ts"

export type { Message } from "./message.ts"

export type MailToQueue = {
  workspace: { id: string; slug: string; name: string }
  /** The person it is for; null if they have no account. */
  userId: string | null
  to: string
  message: Message
  /** The person who causes it; null if that is the recipient alone. */
  sentBy: { id: string; firstName: string; lastName: string } | null
}

/**
 * Queues a mail: a row whose body is sealed until it is sent, and a job that sends it once the transaction is committed.
 * `workspace` is the transaction's own; the database refuses another.
 */
export const queueMail = (tx: Tx, mail: MailToQueue): Promise<void> => queueMails(tx, [mail])

/** Queues many mails at once. */
export async function queueMails(tx: Tx, all: MailToQueue[]): Promise<void> {
  if (all.length === 0) return
  const queued = all.map(toRow)
  await tx.insert(mails).values(queued)
  const jobs = JSON.stringify(queued.map(({ workspaceId, id }) => ({ workspaceId, mailId: id })))
  await tx.execute(sql`select enqueue('send-mail', job) from jsonb_array_elements(${jobs}::jsonb) job`)
}

function toRow({ workspace, userId, to, message, sentBy }: MailToQueue) {
  const id = uuidv7()
  const name = sentBy && `${sentBy.firstName} ${sentBy.lastName}`.trim()
  const envelope: Envelope = {
    workspace: { name: workspace.name, slug: workspace.slug },
    sentBy: name,
    message,
  }
  return {
    workspaceId: workspace.id,
    id,
    userId,
    toAddress: to,
    template: message.template,
    subject: writeLetter(envelope, settings().authUrl).subject,
    payload: seal(envelope, { workspaceId: workspace.id, mailId: id }),
    sentBy: sentBy?.id ?? null,
  }
}

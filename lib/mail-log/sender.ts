/** Whom a workspace's mails say that they are from, and where answers to them go. */
import { eq } from "drizzle-orm"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { columnsEdited } from "#lib/access/edited-meanwhile.ts"
import { read } from "#lib/access/read.ts"
import { senderParts } from "#lib/email/sender.ts"
import { NotFound } from "#lib/errors.ts"
import { settings } from "#lib/settings.ts"
import { refuseIfEdited, versionOf } from "#lib/workspaces/edited-meanwhile.ts"
import type { MailSenderInput } from "./input.ts"

/**
 * What the workspace chose, in the words of its form; and MAIL_FROM, whose address every mail comes from and whose name stays beside the
 * chosen one. Needs `settings:manage`.
 */
export async function getMailSender(
  actor: Actor,
): Promise<{ chosen: MailSenderInput; from: { name: string; address: string } }> {
  return read(actor, "settings:manage", async (tx) => {
    const [found] = await tx
      .select({ senderName: workspaces.mailSenderName, replyTo: workspaces.mailReplyTo })
      .from(workspaces)
      .where(eq(workspaces.id, actor.workspace.id))
    if (!found) throw new NotFound()
    const { senderName, replyTo } = found
    return {
      chosen: { seen: await versionOf(tx, actor), senderName: senderName ?? "", replyTo: replyTo ?? "" },
      from: senderParts(settings().mailFrom),
    }
  })
}

/**
 * Sets it, for every mail that is sent from now on, also those that wait already. Refuses `edited-meanwhile`. Needs `settings:manage`.
 */
export async function setMailSender(
  actor: Actor,
  { seen, senderName, replyTo }: MailSenderInput,
): Promise<void> {
  await change(actor, "settings:manage", "workspace.email_set", async (tx) => {
    await refuseIfEdited(tx, actor, seen, (edit) => columnsEdited(edit, labels))
    await tx
      .update(workspaces)
      .set({ mailSenderName: senderName || null, mailReplyTo: replyTo || null })
      .where(eq(workspaces.id, actor.workspace.id))
  })
}

const labels = { mail_sender_name: "Sender name", mail_reply_to: "Reply-to" }

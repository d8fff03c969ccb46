/** Whom a workspace's mails say that they are from, and where answers to them go. */
import { eq } from "drizzle-orm"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { senderParts } from "#lib/email/sender.ts"
import { NotFound } from "#lib/errors.ts"
import { settings } from "#lib/settings.ts"
import type { MailSenderInput } from "./input.ts"

/**
 * What the workspace chose, in the words of its form; and MAIL_FROM, whose address every mail comes from and whose name stays beside the
 * chosen one. Needs `settings:manage`.
 */
export async function getMailSender(
  actor: Actor,
): Promise<{ chosen: MailSenderInput; from: { name: string; address: string } }> {
  const [found] = await read(actor, "settings:manage", (tx) =>
    tx
      .select({ senderName: workspaces.mailSenderName, replyTo: workspaces.mailReplyTo })
      .from(workspaces)
      .where(eq(workspaces.id, actor.workspace.id)),
  )
  if (!found) throw new NotFound()
  const { senderName, replyTo } = found
  return {
    chosen: { senderName: senderName ?? "", replyTo: replyTo ?? "" },
    from: senderParts(settings().mailFrom),
  }
}

/** Sets it, for every mail that is sent from now on, also those that wait already. Needs `settings:manage`. */
export async function setMailSender(actor: Actor, { senderName, replyTo }: MailSenderInput): Promise<void> {
  await change(actor, "settings:manage", "workspace.email_set", (tx) =>
    tx
      .update(workspaces)
      .set({ mailSenderName: senderName || null, mailReplyTo: replyTo || null })
      .where(eq(workspaces.id, actor.workspace.id)),
  )
}

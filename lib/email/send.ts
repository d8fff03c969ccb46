/** The way a mail goes out: Resend, SMTP, or the demo's mailbox, as the settings say. */
import { settings } from "#lib/settings.ts"
import { keepInMailbox } from "./mailbox.ts"
import type { Accepted, Outgoing } from "./outgoing.ts"
import { sendByResend } from "./resend.ts"
import { senderLine } from "./sender.ts"
import { sendBySmtp } from "./smtp.ts"

/**
 * Sends one mail. `senderName`: what the workspace calls itself in its mails, if it said. Throws SendFailure when it was refused or didn't
 * get through. Never call it inside a transaction.
 */
export async function sendMail(
  { senderName, ...mail }: Omit<Outgoing, "from"> & { senderName: string | null },
  stop?: AbortSignal,
): Promise<Accepted> {
  const { mail: route, mailFrom } = settings()
  const outgoing = { ...mail, from: senderLine(mailFrom, senderName) }
  if (route.kind === "resend") return sendByResend(route, outgoing, stop)
  await (route.kind === "smtp" ? sendBySmtp(route.url, outgoing, stop) : keepInMailbox(outgoing))
  return { providerId: null }
}

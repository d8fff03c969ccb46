/** The way a mail goes out: Resend, SMTP, or the demo's mailbox, as the settings say. */
import { settings } from "#lib/settings.ts"
import { keepInMailbox } from "./mailbox.ts"
import type { Outgoing } from "./outgoing.ts"
import { sendByResend } from "./resend.ts"
import { sendBySmtp } from "./smtp.ts"

/** Sends one mail. Throws SendFailure when it was refused or didn't get through. Never call it inside a transaction. */
export async function sendMail(mail: Omit<Outgoing, "from">, stop?: AbortSignal): Promise<void> {
  const { mail: route, mailFrom } = settings()
  const outgoing = { ...mail, from: mailFrom }
  if (route.kind === "resend") return sendByResend(route, outgoing, stop)
  if (route.kind === "smtp") return sendBySmtp(route.url, outgoing, stop)
  return keepInMailbox(outgoing)
}

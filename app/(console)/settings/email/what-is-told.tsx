import Link from "next/link"
import { settings } from "#lib/settings.ts"

/** How far the log can see, by the way that mails go. */
export function WhatIsTold() {
  const { mail } = settings()
  return (
    <p className="border-b border-base-300 px-4 py-3 text-label text-muted">
      {mail.kind === "resend" &&
        (mail.webhookSecret
          ? "Resend reports whether a mail was delivered or came back."
          : "Sent means that Resend took the mail. Whether it arrived stands here once RESEND_WEBHOOK_SECRET is set.")}
      {mail.kind === "smtp" &&
        "Sent means that the mail server took the mail. Whether it arrived, it does not tell."}
      {mail.kind === "mailbox" && (
        <>
          The demo sends nothing: its mails are in the{" "}
          <Link href="/dev/mailbox" className="text-link">
            mailbox
          </Link>
          .
        </>
      )}
    </p>
  )
}

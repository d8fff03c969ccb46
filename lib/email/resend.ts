/** Mail by Resend's HTTP interface. */
import { Resend } from "resend"
import {
  type Accepted,
  messageId,
  type Outgoing,
  type Patience,
  patience,
  SendFailure,
  withinTime,
} from "./outgoing.ts"

// What is wrong with the mail itself; refused keys and unconfirmed domains are for the operator to mend, limits pass.
const permanentStatus = [400, 413, 422]

/**
 * Sends by Resend, with the mail's id as idempotency key: two tries within a day are one mail. Tagged with our ids, because what became of
 * it may be told before its own id is noted. Throws SendFailure. `baseUrl` stands in for Resend's own address.
 */
export async function sendByResend(
  { apiKey, baseUrl }: { apiKey: string; baseUrl?: string },
  { id, workspaceId, from, replyTo, to, subject, text, html }: Outgoing,
  stop?: AbortSignal,
  times: Patience = patience,
): Promise<Accepted> {
  return withinTime(stop, times.total, async (signal) => {
    const resend = new Resend(apiKey, { baseUrl })
    const headers = { "Message-ID": messageId({ id, from }), "Auto-Submitted": "auto-generated" }
    const tags = [
      { name: "workspace", value: workspaceId },
      { name: "mail", value: id },
    ]
    const { data, error } = await resend.emails.send(
      { from, to: [to], ...(replyTo && { replyTo }), subject, text, html, headers, tags },
      { idempotencyKey: id, signal },
    )
    if (!error) return { providerId: data.id || null }
    const status = Number(error.statusCode) || null
    // The key was used for a mail that was accepted; ours differs only because something was renamed meanwhile.
    if (status === 409 && error.name === "invalid_idempotent_request") return { providerId: null }
    const said = [status, error.name, error.message].filter(Boolean).join(" ")
    throw new SendFailure(`Resend: ${said}`, {
      permanent: status !== null && permanentStatus.includes(status),
    })
  })
}

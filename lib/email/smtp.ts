/** Mail by SMTP, for those who run a mail server themselves. */
import { connect, type Socket } from "node:net"
import { createTransport } from "nodemailer"
import SMTPTransport from "nodemailer/lib/smtp-transport/index.js"
import { messageId, type Outgoing, type Patience, patience, SendFailure, withinTime } from "./outgoing.ts"

type SmtpError = Error & { code?: string; responseCode?: number; response?: string }

/** Our own connection, because only so can a try be ended: nodemailer can't be told to stop. */
function openSocket(
  { host, port }: { host: string; port: number },
  signal: AbortSignal,
  milliseconds: number,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const end = () => socket.destroy(new SendFailure("the try was ended"))
    const timer = setTimeout(
      () => socket.destroy(new SendFailure("the mail server can't be reached: no connection in time")),
      milliseconds,
    )
    signal.addEventListener("abort", end)
    socket.on("error", reject)
    socket.on("close", () => {
      clearTimeout(timer)
      signal.removeEventListener("abort", end)
    })
    socket.once("connect", () => {
      clearTimeout(timer)
      resolve(socket)
    })
  })
}

function failureOf(error: SmtpError): SendFailure {
  if (error instanceof SendFailure) return error
  const said =
    error.response ??
    (error.code && !error.message.includes(error.code) ? `${error.code}: ${error.message}` : error.message)
  // A refused login is for the operator to mend, and then the mail goes out; a refused recipient or mail stays refused.
  const aboutMail = error.code === "EENVELOPE" || error.code === "EMESSAGE"
  return new SendFailure(said, { permanent: aboutMail && (error.responseCode ?? 0) >= 500 })
}

/** Sends by the server of `url` (smtp: or smtps:, see nodemailer for what its query may say). Throws SendFailure. */
export async function sendBySmtp(
  url: string,
  mail: Outgoing,
  stop?: AbortSignal,
  times: Patience = patience,
): Promise<void> {
  await withinTime(stop, times.total, async (signal) => {
    const { hostname, port, protocol } = new URL(url)
    const host = hostname.replace(/^\[(.*)\]$/, "$1")
    const usual = protocol === "smtps:" ? 465 : 587
    const connection = await openSocket({ host, port: Number(port) || usual }, signal, times.connect)
    // Given to createTransport itself, options beside a `url` would be dropped.
    const smtp = new SMTPTransport({
      url,
      connection,
      greetingTimeout: times.connect,
      socketTimeout: times.total,
    })
    const transport = createTransport(smtp)
    const { id, from, replyTo, to, subject, text, html } = mail
    await transport
      .sendMail({
        from,
        to: { name: "", address: to },
        ...(replyTo && { replyTo: { name: "", address: replyTo } }),
        subject,
        text,
        html,
        messageId: messageId({ id, from }),
        disableFileAccess: true,
        disableUrlAccess: true,
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      })
      .finally(() => {
        transport.close()
        connection.destroy()
      })
  }).catch((error: SmtpError) => {
    throw failureOf(error)
  })
}

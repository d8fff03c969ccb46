/** Stand-ins for the outside: an SMTP server and Resend's API. Each mail that arrives becomes a file. */
import { createHash, randomUUID } from "node:crypto"
import { mkdir, rename, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { simpleParser } from "mailparser"
import { SMTPServer } from "smtp-server"

export type Mail = {
  to: string
  from: string
  replyTo: string
  subject: string
  text: string
  html: string
  at: number
}

/** Where the mails for an address are kept. */
export const folderOf = (mailbox: string, address: string) =>
  join(mailbox, createHash("sha256").update(address.toLowerCase()).digest("hex").slice(0, 16))

let arrived = 0

async function keep(mailbox: string, mail: Omit<Mail, "at">): Promise<void> {
  const folder = folderOf(mailbox, mail.to)
  await mkdir(folder, { recursive: true })
  arrived += 1
  const name = `${String(arrived).padStart(6, "0")}.json`
  // Put there whole: whoever waits for it finds no half of it.
  await writeFile(join(mailbox, name), JSON.stringify({ ...mail, at: Date.now() }))
  await rename(join(mailbox, name), join(folder, name))
}

/** An SMTP server that takes every mail but those to `refused@…`. */
export async function startSmtp(mailbox: string) {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo({ address }, _session, done) {
      const refusal = Object.assign(new Error("no such mailbox here"), { responseCode: 550 })
      done(address.startsWith("refused@") ? refusal : null)
    },
    onData(stream, session, done) {
      const take = async () => {
        const { from, replyTo, subject, text, html } = await simpleParser(stream)
        const to = session.envelope.rcptTo[0]?.address ?? ""
        await keep(mailbox, {
          to,
          from: from?.text ?? "",
          replyTo: replyTo?.text ?? "",
          subject: subject ?? "",
          text: text ?? "",
          html: html || "",
        })
      }
      take().then(() => done(), done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** Resend's `POST /emails`, as its SDK speaks it. `idOf` answers by what it knows the last mail to an address. */
export async function startResend(mailbox: string, apiKey: string) {
  const ids = new Map<string, string>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const answer = (status: number, body: object) => {
        response.writeHead(status, { "content-type": "application/json" })
        response.end(JSON.stringify(body))
      }
      if (request.headers.authorization !== `Bearer ${apiKey}`)
        return answer(401, { name: "validation_error", message: "API key is invalid" })
      if (request.method !== "POST" || request.url !== "/emails")
        return answer(404, { name: "not_found", message: "no such endpoint" })
      const { to, from, reply_to, subject, text, html } = JSON.parse(
        Buffer.concat(chunks).toString(),
      ) as Omit<Mail, "to"> & { to: string | string[]; reply_to?: string }
      const [id, address] = [randomUUID(), [to].flat()[0]!]
      ids.set(address, id)
      keep(mailbox, { to: address, from, replyTo: reply_to ?? "", subject, text, html }).then(
        () => answer(200, { id }),
        () => answer(500, { name: "internal_server_error", message: "not kept" }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    idOf: (address: string) => ids.get(address)!,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** What the tests of mail stand on: a mail server and a Resend of their own, and servers that misbehave. */
import { once } from "node:events"
import { createServer as createHttpServer, type IncomingHttpHeaders } from "node:http"
import { type AddressInfo, createServer, type Server, type Socket } from "node:net"
import { text } from "node:stream/consumers"
import { type ParsedMail, simpleParser } from "mailparser"
import { SMTPServer } from "smtp-server"

type Closing = { close: () => Promise<void> }

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return (server.address() as AddressInfo).port
}

export type Refusal = { at: "login" | "recipient" | "content"; code: number; says: string }

/**
 * A real SMTP server. `refusal`, asked at each step with the recipient, makes it say no. `tls`: from the start, on request, or
 * not at all, with a certificate that nobody vouches for.
 */
export async function startSmtp(
  refusal: (to: string) => Refusal | null | Promise<Refusal | null> = () => null,
  tls: "implicit" | "starttls" | "none" = "none",
) {
  const mails: (ParsedMail & { raw: string; secure: boolean })[] = []
  const refused = async (at: Refusal["at"], to: string) => {
    const found = await refusal(to)
    return found?.at === at ? Object.assign(new Error(found.says), { responseCode: found.code }) : null
  }
  const smtp = new SMTPServer({
    secure: tls === "implicit",
    disabledCommands: tls === "starttls" ? [] : ["STARTTLS"],
    authOptional: true,
    onAuth: ({ username }, _session, done) => {
      const decide = async () => {
        const error = await refused("login", "")
        done(error, error ? undefined : { user: username })
      }
      void decide()
    },
    onRcptTo: ({ address }, _session, done) => {
      const decide = async () => done(await refused("recipient", address))
      void decide()
    },
    onData: (stream, { envelope, secure }, done) => {
      const take = async () => {
        const raw = await text(stream)
        const error = await refused("content", envelope.rcptTo[0]?.address ?? "")
        if (!error) mails.push({ ...(await simpleParser(raw)), raw, secure })
        done(error)
      }
      void take()
    },
  })
  smtp.on("error", () => undefined)
  const port = await listen(smtp.server)
  const close = () => new Promise<void>((resolve) => smtp.close(resolve))
  return { url: `${tls === "implicit" ? "smtps" : "smtp"}://127.0.0.1:${port}`, port, mails, close }
}

/** A server that takes connections, says `greeting` if there is one, and then nothing more. */
export async function startSilent(
  greeting = "",
): Promise<{ port: number; connections: () => number } & Closing> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
    socket.on("error", () => undefined)
    socket.resume() // Unread, the end of a connection isn't noticed.
    socket.write(greeting)
  })
  const port = await listen(server)
  return {
    port,
    connections: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export type ResendRequest = { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }

/** A stand-in for Resend's HTTP interface, which answers as told. */
export async function startResend(answer: (request: ResendRequest) => { status: number; body: unknown }) {
  const requests: ResendRequest[] = []
  const server = createHttpServer((request, response) => {
    const parts: Buffer[] = []
    request.on("data", (part: Buffer) => parts.push(part))
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
      const got = { path: request.url ?? "", headers: request.headers, body }
      requests.push(got)
      const { status, body: answered } = answer(got)
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answered))
    })
  })
  const port = await listen(server)
  const close = async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { baseUrl: `http://127.0.0.1:${port}`, requests, close }
}

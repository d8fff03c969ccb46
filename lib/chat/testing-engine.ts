/** A bot engine of a test's own: a real HTTP server on this machine, to which the operator has opened the way. */
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { onTestFinished } from "vitest"
import { settings } from "#lib/settings.ts"

export type Asked = { method: string; headers: Record<string, string>; body: string; at: number }

/** What the engine does with the nth request, from 1. */
export type Behaviour = (response: ServerResponse, asked: Asked, nth: number) => void

export const answering =
  (answer: unknown, status = 200): Behaviour =>
  (response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer))

/** Starts the engine for one test, and answers its address and what it is asked. */
export async function startEngine(behave: Behaviour) {
  Object.assign(settings(), { botWebhookNetworks: ["127.0.0.1"] })
  const asked: Asked[] = []
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const headers = request.headers as Record<string, string>
    asked.push({ method: request.method!, headers, body: await text(request), at: Date.now() })
    behave(response, asked.at(-1)!, asked.length)
  }
  const server = createServer((request, response) => void take(request, response))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/engine`, port, asked }
}

/** Around every request: what we know of it ourselves instead of what its sender claims, and one log line at its end. */
import { randomUUID } from "node:crypto"
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http"
import type pino from "pino"
import { currentRequest, log as standardLog } from "#lib/log.ts"
import { countIncoming } from "./incoming.ts"
import { stripPath } from "./redaction.ts"
import { headersOfEveryAnswer } from "./response-headers.ts"
import { clientAddress, inNetworks } from "./trusted-proxies.ts"

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export type Standing = {
  /** The address people open. */
  authUrl: string
  /** The reverse proxies whose X-Forwarded-For is heard. */
  trustedProxies: string[]
}

/**
 * A listener that answers with `handle`. Each request gets a fresh x-request-id (what a client sends is overwritten), which the
 * answer and all log lines written meanwhile carry, and x-client-ip; at its end one line says method, path without secrets,
 * status and time.
 */
export function answerRequests(
  handle: Handle,
  { authUrl, trustedProxies }: Standing,
  log: pino.Logger = standardLog,
): RequestListener {
  const isTrusted = inNetworks(trustedProxies)
  const own = new URL(authUrl)
  const fixed = Object.entries(headersOfEveryAnswer({ https: own.protocol === "https:" }))
  return (request, response) => {
    const id = randomUUID()
    const began = performance.now()
    const client = clientAddress(
      request.socket.remoteAddress,
      request.headers["x-forwarded-for"]?.toString(),
      isTrusted,
    )
    dropClaims(request.headers, own)
    request.headers["x-request-id"] = id
    if (client) request.headers["x-client-ip"] = request.headers["x-forwarded-for"] = client
    response.setHeader("x-request-id", id)
    for (const [name, value] of fixed) response.setHeader(name, value)
    const { method, url = "/" } = request
    currentRequest().run({ id }, () => {
      response.once("close", () => {
        const ms = Math.round(performance.now() - began)
        const left = response.writableFinished ? {} : { aborted: true }
        log.info({ method, path: stripPath(url), status: response.statusCode, ms, ...left }, "request")
      })
      const refusal = refusalOf(request)
      if (refusal) return tell(response, refusal)
      request.url = readable(url)
      countIncoming(request, response, client ?? "")
      handle(request, response).catch((error: unknown) => {
        log.error({ err: error }, "a request failed")
        if (response.headersSent) return response.destroy()
        return tell(response, 500)
      })
      return undefined
    })
  }
}

/** The status for what is no request for anything here (RFC 9112 §3.2), and would be taken by Next for a failure of ours. */
function refusalOf({ method, url = "/" }: IncomingMessage): 400 | 501 | null {
  if (method === "TRACE") return 501
  return url.startsWith("/") ? null : 400
}

/** The address with escapes that stand for no text taken by the letter, as a name that nothing has: in some places Next fails at them. */
function readable(url: string): string {
  const [path = "", ...rest] = url.split(/(?=[?#])/)
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return [path.replaceAll("%", "%25"), ...rest].join("")
  }
}

const sentences = {
  400: "That is no address here.",
  500: "Something went wrong. Try again in a moment.",
  501: "That is no method here.",
}

function tell(response: ServerResponse, status: keyof typeof sentences): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" })
  response.end(`${sentences[status]}\n`)
}

/** Takes away what a client or a careless proxy says about where the request comes from and where it was sent to. */
function dropClaims(headers: IncomingHttpHeaders, own: URL): void {
  for (const name of Object.keys(headers)) {
    if (/^(x-forwarded-.*|forwarded|x-client-ip)$/.test(name)) delete headers[name]
  }
  // Next compares Origin with this before it runs an action. A page of ours has AUTH_URL's, by whatever name a proxy asks for it.
  if (headers.origin === own.origin) headers["x-forwarded-host"] = own.host
}

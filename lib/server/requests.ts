/** Around every request: an id of our own, and one log line at its end. */
import { randomUUID } from "node:crypto"
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import type pino from "pino"
import { currentRequest, log as standardLog } from "#lib/log.ts"
import { stripPath } from "./redaction.ts"

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * A listener that answers with `handle`. Each request gets a fresh x-request-id (what a client sends is overwritten), which the
 * answer and all log lines written meanwhile carry; at its end one line says method, path without secrets, status and time.
 */
export function answerRequests(handle: Handle, log: pino.Logger = standardLog): RequestListener {
  return (request, response) => {
    const id = randomUUID()
    const began = performance.now()
    request.headers["x-request-id"] = id
    response.setHeader("x-request-id", id)
    const { method, url = "/" } = request
    currentRequest().run({ id }, () => {
      response.once("close", () => {
        const ms = Math.round(performance.now() - began)
        const left = response.writableFinished ? {} : { aborted: true }
        log.info({ method, path: stripPath(url), status: response.statusCode, ms, ...left }, "request")
      })
      handle(request, response).catch((error: unknown) => {
        log.error({ err: error }, "a request failed")
        if (response.headersSent) return response.destroy()
        response.writeHead(500, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" })
        response.end("Something went wrong. Try again in a moment.\n")
      })
    })
  }
}

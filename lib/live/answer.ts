/** The route of a live stream: who reads, what they watch, and how a refusal is answered. The twin of endpoint.ts. */
import type { Actor } from "#lib/access/actor.ts"
import { actorAnew } from "#lib/auth/session.ts"
import { NotFound, NotSignedIn, Refused } from "#lib/errors.ts"
import { log } from "#lib/log.ts"
import { settings } from "#lib/settings.ts"
import { hub, mostStreams } from "./hub.ts"
import { openStream, type Watch } from "./stream.ts"

/**
 * Answers with the stream of what `watchOf` says, begun after the message whose number the browser sends as `Last-Event-ID`, else after
 * `?after=`. Otherwise by status: 400 for what is no number, 401 without a full session, 403 without the permission or from a page of
 * another origin, 404 for what is not the reader's, 429 when the session has as many streams as it may, 503 while the process ends.
 */
export async function liveAnswer(
  request: Request,
  watchOf: (actor: Actor, after: number) => Promise<Watch>,
): Promise<Response> {
  if (!isOwnPage(request.headers)) return refused(403, "Only pages of this origin may ask.")
  const after = resumeAfter(request)
  if (after === null) return refused(400, "That is no number of a message.")
  const anew = await actorAnew()
  let giveBack: (() => void) | null = null
  try {
    const actor = await anew()
    if (actor.stage !== "full" || !actor.sessionId) throw new NotSignedIn()
    if (!hub().isOpen()) return refused(503, "Try again in a moment.")
    giveBack = hub().admit(actor.sessionId)
    if (!giveBack) return refused(429, `At most ${mostStreams} pages can be live at once. Close one first.`)
    const watch = await watchOf(actor, after)
    return streamed(await openStream(watch, { actor, anew, ended: giveBack }))
  } catch (error) {
    giveBack?.()
    return answerTo(error)
  }
}

/** A page of ours, by what the browser itself says (Fetch Metadata, RFC 6454); a program says neither, and needs the cookie all the same. */
function isOwnPage(headers: Headers): boolean {
  const [site, origin] = [headers.get("sec-fetch-site"), headers.get("origin")]
  return (site === null || site === "same-origin") && (origin === null || origin === settings().authUrl)
}

function resumeAfter(request: Request): number | null {
  const given = request.headers.get("last-event-id") || new URL(request.url).searchParams.get("after") || "0"
  return /^\d{1,9}$/.test(given) ? Number(given) : null
}

function answerTo(error: unknown): Response {
  if (error instanceof NotSignedIn) return refused(401, "Sign in first.")
  if (error instanceof NotFound) return refused(404, "There is no such thing here.")
  if (error instanceof Refused && error.code === "not-permitted") return refused(403, error.message)
  log.error({ err: error }, "a live stream failed to open")
  return refused(500, "Something went wrong on our side.")
}

const refused = (status: number, sentence: string) =>
  new Response(`${sentence}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  })

const streamed = (body: ReadableStream<Uint8Array>) =>
  new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Compressing would hold events back until there is enough of them, here and on the way (nginx buffers besides).
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  })

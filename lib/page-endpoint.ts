/** A route that pages of ours call: who acts by the session's cookie, what they said, and how a refusal is answered. The twin of action.ts. */
import type { core, infer as Infer } from "zod/mini"
import { safeParse } from "zod/mini"
import type { Actor } from "./access/actor.ts"
import { currentActor } from "./auth/session.ts"
import { NotFound, NotSignedIn, Refused, type RefusalCode } from "./errors.ts"
import { log } from "./log.ts"
import { BadBody, readBody } from "./request-body.ts"
import { isSameOrigin } from "./server/same-origin.ts"
import { settings } from "./settings.ts"

/** How a refusal is answered: its status, and the word for programs where another than its code is the field's. */
type Answers = Partial<Record<RefusalCode, { status: number; error?: string }>>

type Options<Result> = { answer: (result: Result) => object; refusals?: Answers }

/**
 * The handler of one method, run as the signed-in person; `work` itself names the permission, in read() or change(). Only for pages of
 * ours, by the session's cookie: 403 for any other origin, 401 without a full session. What goes wrong is told as in RFC 6749 §5.2,
 * `{ error, error_description }`, and nothing is ever kept by caches.
 */
export function pageEndpoint<Schema extends core.$ZodType, Result>(
  schema: Schema,
  work: (actor: Actor, input: Infer<Schema>) => Promise<Result>,
  { answer, refusals = {} }: Options<Result>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isSameOrigin(request.headers, settings().authUrl))
      return refused(403, "access_denied", "Only pages of this origin may ask.")
    try {
      const actor = await currentActor()
      if (actor?.stage !== "full") throw new NotSignedIn()
      const parsed = safeParse(schema, await readBody(request))
      if (!parsed.success)
        return refused(400, "invalid_request", parsed.error.issues[0]?.message ?? "The request is not valid.")
      return reply(200, answer(await work(actor, parsed.data)))
    } catch (error) {
      return answerTo(error, refusals)
    }
  }
}

function answerTo(error: unknown, refusals: Answers): Response {
  if (error instanceof BadBody) return refused(error.status, "invalid_request", error.message)
  if (error instanceof NotSignedIn) return refused(401, "login_required", "Sign in first.")
  if (error instanceof NotFound) return refused(404, "not_found", "There is no such thing here.")
  if (error instanceof Refused) {
    const told = refusals[error.code]
    const status = told?.status ?? (error.code === "not-permitted" ? 403 : 409)
    return refused(status, told?.error ?? error.code, error.message)
  }
  log.error({ err: error }, "an endpoint failed")
  return refused(500, "server_error", "Something went wrong on our side.")
}

const refused = (status: number, error: string, description: string) =>
  reply(status, { error, error_description: description })

const reply = (status: number, body: object) =>
  Response.json(body, { status, headers: { "cache-control": "no-store", pragma: "no-cache" } })

/** An operation of the API, answered: by whose token, what was said, the call, and how a refusal is told. */
import type { Actor, Origin } from "./access/actor.ts"
import { bearerActor } from "./access-tokens/bearer.ts"
import type { Operation } from "./api/operation.ts"
import { badToken, failed, notPermitted, problemOf, tell, tooMany, type Problem } from "./api/problems.ts"
import { readRequest } from "./api/request.ts"
import { originIn } from "./auth/request.ts"
import { countApiRequest, countBadToken } from "./auth/throttle.ts"
import { NotFound } from "./errors.ts"
import { isUuid } from "./input.ts"
import { log } from "./log.ts"

/**
 * The answer to a program's request, by its access token and nothing else: cookies are not looked at. Looks first at the token, then at what
 * it permits, then at what was said; the operation itself asks for its permissions once more. Nothing of it is ever kept by caches.
 */
export async function endpoint(
  operation: Operation,
  request: Request,
  ids: Record<string, string>,
): Promise<Response> {
  const origin = originIn(request.headers)
  try {
    const actor = await whoAsks(request, origin)
    if ("status" in actor) return tell(actor, origin.requestId)
    if (!operation.permissions.every((permission) => actor.permissions.has(permission)))
      return tell(notPermitted(operation.permissions), origin.requestId)
    const said = await readRequest(operation, actor, request)
    if (!Object.values(ids).every(isUuid)) throw new NotFound()
    const { status, body, headers } = await operation.run(actor, { ids, ...said })
    const sent = { "cache-control": "no-store", ...headers }
    return body
      ? Response.json(body, { status, headers: sent })
      : new Response(null, { status, headers: sent })
  } catch (error) {
    const problem = problemOf(error, operation.permissions)
    if (!problem)
      log.error({ err: error, operation: operation.operationId }, "an operation of the API failed")
    return tell(problem ?? failed, origin.requestId)
  }
}

async function whoAsks(request: Request, origin: Origin): Promise<Actor | Problem> {
  const authorization = request.headers.get("authorization")
  const actor = await bearerActor(authorization, origin)
  if (!actor) {
    const wait = authorization === null ? 0 : await countBadToken(origin.ip)
    return wait > 0
      ? tooMany(wait, "Too many requests without a valid token.")
      : badToken(authorization !== null)
  }
  const wait = await countApiRequest(actor.tokenId!)
  return wait > 0 ? tooMany(wait, "Too many requests with this token.") : actor
}

/** What goes wrong, as programs are told: problem details (RFC 9457), in one place for all operations. */
import { STATUS_CODES } from "node:http"
import type { Permission } from "#lib/access/permissions.ts"
import { NotFound, NotSignedIn, Refused, type RefusalCode } from "#lib/errors.ts"
import { BadBody } from "#lib/request-body.ts"
import { BadInput, type FieldError, TokenInQuery } from "./request.ts"

/** `wait`: s after which it may be tried again. */
export type Problem = {
  status: number
  code: string
  detail: string
  permissions?: readonly Permission[]
  errors?: FieldError[]
  wait?: number
  headers?: Record<string, string>
}

/** The statuses of refusals; any other is 409. */
const statuses: Partial<Record<RefusalCode, number>> = {
  "not-permitted": 403,
  outranked: 403,
  "beyond-own-access": 403,
  "erase-to-oneself": 403,
  "edited-meanwhile": 412,
  "unknown-role": 422,
  "unknown-provider": 422,
  "phone-unknown": 422,
  "invitation-only": 422,
  throttled: 429,
  "too-many-messages": 429,
  "email-too-often": 429,
  busy: 503,
}

export const statusOf = (code: RefusalCode) => statuses[code] ?? 409

/** s to wait, where the refusal itself doesn't know. */
const waits: Partial<Record<RefusalCode, number>> = {
  throttled: 60,
  "too-many-messages": 60,
  "email-too-often": 3600,
  busy: 1,
}

/** Where a form's words would puzzle. */
const words: Partial<Record<RefusalCode, string>> = {
  "form-spent": "There is something else with this id already. Use another id, or another Idempotency-Key.",
  "edited-meanwhile": "Somebody changed this since it was read. Read it again.",
  "own-access":
    "That takes permissions away from the token's owner. They can do it themselves on the console.",
}

/** The problem that an error of an operation is; null for what nobody expected. */
export function problemOf(error: unknown, needs: readonly Permission[]): Problem | null {
  if (error instanceof NotFound)
    return { status: 404, code: "not-found", detail: "There is no such thing here." }
  if (error instanceof NotSignedIn) return badToken()
  if (error instanceof TokenInQuery) return tokenInQuery
  if (error instanceof BadBody)
    return { status: error.status, code: codes[error.status], detail: error.message }
  if (error instanceof BadInput)
    return {
      status: error.where === "query" ? 400 : 422,
      code: `invalid-${error.where}`,
      detail: error.where === "query" ? "The query is not valid." : "The body is not valid.",
      errors: error.errors,
    }
  if (!(error instanceof Refused)) return null
  const { code, field } = error
  if (code === "not-permitted") return notPermitted(needs)
  const detail = words[code] ?? error.message
  return {
    status: statusOf(code),
    code,
    detail,
    ...(field && { errors: [{ field, code, detail }] }),
    wait: waits[code],
  }
}

const codes = { 400: "invalid-body", 413: "body-too-long", 415: "unknown-media-type" } as const

/** RFC 6750 §3.1: which permissions it takes. */
export const notPermitted = (needs: readonly Permission[]): Problem => ({
  status: 403,
  code: "not-permitted",
  detail: "The token doesn't permit this.",
  permissions: needs,
  headers: {
    "www-authenticate": `Bearer realm="Roster", error="insufficient_scope", scope="${needs.join(" ")}"`,
  },
})

/** RFC 6750 §3: without a token it says only how to come with one; never why one is none. */
export const badToken = (given = true): Problem => ({
  status: 401,
  code: given ? "invalid-token" : "token-missing",
  detail: given
    ? "This is no token, or it has expired, was revoked, or its owner is not active."
    : "Send an access token: Authorization: Bearer …",
  headers: { "www-authenticate": `Bearer realm="Roster"${given ? ', error="invalid_token"' : ""}` },
})

const tokenInQuery: Problem = {
  status: 400,
  code: "token-in-query",
  detail: "A token belongs into the header Authorization, never into an address. Revoke this one.",
  headers: { "www-authenticate": 'Bearer realm="Roster", error="invalid_request"' },
}

export const tooMany = (wait: number, what: string): Problem => ({
  status: 429,
  code: "throttled",
  detail: `${what} Wait ${wait} s.`,
  wait,
})

export const failed: Problem = {
  status: 500,
  code: "failed",
  detail: "Something went wrong on our side.",
}

/** The answer to it; `requestId` is how an operator finds it in the log. */
export function tell({ wait, headers, ...problem }: Problem, requestId: string | undefined): Response {
  const { status, detail, ...more } = problem
  return Response.json(
    {
      // The code is what tells problems apart.
      type: "about:blank",
      title: STATUS_CODES[status],
      status,
      detail,
      ...(requestId && { instance: `urn:uuid:${requestId}` }),
      ...more,
    },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "no-store",
        ...(wait !== undefined && { "retry-after": String(wait) }),
        ...headers,
      },
    },
  )
}

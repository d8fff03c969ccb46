/** Which problems an operation may answer with, by status. */
import type { Operation } from "./operation.ts"
import { statusOf } from "./problems.ts"

type Words = { description: string; headers?: Record<string, string> }

const wait = { "Retry-After": "Seconds after which it may be tried again." }
const challenge = { "WWW-Authenticate": "What to come with (RFC 6750 §3)." }

export const problemWords = {
  400: { description: "It can't be read: no JSON, a parameter that isn't valid, a token in the address." },
  401: { description: "There is no token, or it is none that is good for anything.", headers: challenge },
  403: { description: "The token doesn't permit it, or its owner's rank.", headers: challenge },
  404: { description: "There is no such thing in this workspace." },
  409: { description: "A rule refuses it." },
  412: { description: "Somebody changed it since it was read." },
  413: { description: "The body is longer than 64 KB." },
  415: { description: "The body is of another kind." },
  422: { description: "Members of the body aren't valid." },
  429: { description: "That was too often.", headers: wait },
  500: { description: "Something went wrong on Roster's side." },
  503: { description: "Somebody else is changing the workspace right now.", headers: wait },
} satisfies Record<number, Words> as Record<number, Words> & Record<ProblemStatus, Words>

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503

/** The codes by their statuses, in the order of these. */
export function problemsOf(operation: Operation): Map<ProblemStatus, string[]> {
  const { path, permissions, body, writes, refusals } = operation
  const codes: [number, string[]][] = [
    [400, ["invalid-query", "token-in-query", "invalid-body"]],
    [401, ["token-missing", "invalid-token"]],
    [403, permissions.length > 0 ? ["not-permitted"] : []],
    [404, path.includes("{") ? ["not-found"] : []],
    [413, body ? ["body-too-long"] : []],
    [415, body ? ["unknown-media-type"] : []],
    [422, body ? ["invalid-body"] : []],
    [429, ["throttled"]],
    [500, ["failed"]],
    [503, writes ? ["busy"] : []],
    ...refusals.map((code): [number, string[]] => [statusOf(code), [code]]),
  ]
  const byStatus = new Map<ProblemStatus, string[]>()
  for (const [status, some] of codes.toSorted(([a], [b]) => a - b))
    if (some.length > 0)
      byStatus.set(status as ProblemStatus, [...(byStatus.get(status as ProblemStatus) ?? []), ...some])
  return byStatus
}

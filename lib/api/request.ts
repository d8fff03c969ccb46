/** What a program's request says: its query, its body, and the headers that are heeded. */
import { createHash } from "node:crypto"
import { type core, safeParse } from "zod/mini"
import type { Actor } from "#lib/access/actor.ts"
import { Refused } from "#lib/errors.ts"
import { BadBody, readBody } from "#lib/request-body.ts"
import type { Operation, Said } from "./operation.ts"

/** What is wrong with one field. */
export type FieldError = { field: string; code?: string; detail: string }

/** A query or body that could be read but is not what the operation takes. */
export class BadInput extends Error {
  readonly where: "query" | "body"
  readonly errors: FieldError[]
  constructor(where: "query" | "body", errors: FieldError[]) {
    super(`the ${where} is not valid`)
    this.name = "BadInput"
    this.where = where
    this.errors = errors
  }
}

/** A token in the address, where logs and proxies keep it (RFC 6750 §2.3, RFC 9700 §4.3.2). */
export class TokenInQuery extends Error {}

/** Query and body as the operation's schemas answer them. Throws BadInput, BadBody. */
export async function readRequest(
  { query, body, repeats, operationId }: Operation,
  actor: Actor,
  request: Request,
): Promise<Pick<Said, "query" | "body" | "headers">> {
  const { headers } = request
  const asked = parsed("query", query, queryOf(request))
  if (!body) {
    await requireNothing(request)
    return { query: asked, body: undefined, headers }
  }
  const kinds = body.merges ? ["application/merge-patch+json", "application/json"] : ["application/json"]
  const sent = await readBody(request, { kinds, required: body.required })
  const known =
    repeats && idOfKey(headers.get("idempotency-key"), [actor.workspace.id, actor.user.id, operationId])
  if (known && Object.hasOwn(sent, repeats))
    throw new BadBody(400, `Use Idempotency-Key or ${repeats}, not both.`)
  return {
    query: asked,
    body: parsed("body", body.schema, known ? { ...sent, [repeats]: known } : sent),
    headers,
  }
}

function queryOf(request: Request): Record<string, string> {
  const params = new URL(request.url).searchParams
  if (params.has("access_token")) throw new TokenInQuery()
  const names = [...params.keys()]
  const twice = names.filter((name, at) => names.indexOf(name) < at)
  if (twice.length > 0)
    throw new BadInput(
      "query",
      twice
        .slice(0, mostErrors)
        .map((name) => ({ ...unknownMember(name), code: "twice", detail: "It came twice." })),
    )
  return Object.fromEntries(params)
}

async function requireNothing(request: Request): Promise<void> {
  for await (const chunk of request.body ?? [])
    if (chunk.length > 0) throw new BadBody(400, "This takes no body.")
}

function parsed(
  where: "query" | "body",
  schema: core.$ZodType | undefined,
  sent: Record<string, unknown>,
): unknown {
  if (!schema) {
    const names = Object.keys(sent)
    if (names.length > 0) throw new BadInput(where, names.slice(0, mostErrors).map(unknownMember))
    return {}
  }
  const result = safeParse(schema, sent)
  if (result.success) return result.data
  throw new BadInput(where, result.error.issues.flatMap(errorsOf).slice(0, mostErrors))
}

const mostErrors = 20

const errorsOf = (issue: core.$ZodIssue): FieldError[] =>
  issue.code === "unrecognized_keys"
    ? issue.keys.map(unknownMember)
    : [{ field: issue.path.map(String).join("."), detail: issue.message }]

// A name that nobody could have meant is not repeated: it may be a secret, such as a token, that came to the wrong place.
const unknownMember = (name: string): FieldError => ({
  field: /^[\w.-]{1,40}$/.test(name) ? name : "",
  code: "unknown-member",
  detail: "There is no such member.",
})

/** An id that this key always means for this person and operation: a UUID of version 8 (RFC 9562). */
function idOfKey(key: string | null, whose: string[]): string | null {
  if (key === null) return null
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new BadBody(400, "Use 1 to 255 visible characters as Idempotency-Key.")
  const bytes = createHash("sha256")
    .update(JSON.stringify([...whose, key]))
    .digest()
    .subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}

/** The version that If-Match names; undefined if it names none in particular. Refuses `edited-meanwhile` for what is no version. */
export function versionIn(headers: Headers): string | undefined {
  const match = headers.get("if-match")?.trim()
  if (match === undefined || match === "*") return undefined
  const [, version] = /^"(\d{1,18})"$/.exec(match) ?? []
  if (version === undefined) throw new Refused("edited-meanwhile")
  return version
}

/** The REST door: which operation a write is, and its calls by access tokens. */
import { operations } from "../../lib/api/operations.ts"
import type { Permission } from "../../lib/access/permissions.ts"
import type { Fields } from "./actions.ts"
import { fillIn } from "./forms.ts"

/**
 * The operation that is the same write: the form's fields that its body takes, by name; `also`, what it asks for besides;
 * `bad`: if its body takes not the field that is bad in the row, one that is, or in words why there is none; `foreign`: what another
 * workspace's program is told, if not that there is no such thing.
 */
export type ByRest = {
  operation: string
  body: string[]
  also?: Permission[]
  bad?: Fields | string
  foreign?: { status: number; code: string }
}

/** What came of a call. `fields`: those it finds fault with. */
type Replied = { status: number; code: string | null; fields: string[] }

/** The operations that write, by their ids. */
export const writingOperations = new Map(
  operations.filter(({ writes }) => writes).map((each) => [each.operationId, each]),
)

/** Calls the operation as a program with this token, or with none. */
export async function callOperation(
  token: string | null,
  { operation, body }: ByRest,
  fields: Fields,
): Promise<Replied> {
  const { method, path } = writingOperations.get(operation)!
  const url = new URL(fillIn(path, fields)!, process.env.ROSTER_URL)
  const sent = Object.fromEntries(body.filter((name) => name in fields).map((name) => [name, fields[name]]))
  const response = await fetch(url, {
    method,
    headers: {
      ...(body.length > 0 && { "content-type": "application/json" }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body.length > 0 && { body: JSON.stringify(sent) }),
  })
  const text = await response.text()
  const { code = null, errors = [] } = JSON.parse(text || "{}") as {
    code?: string
    errors?: { field: string }[]
  }
  return { status: response.status, code, fields: errors.map(({ field }) => field) }
}

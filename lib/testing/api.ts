/** Requests to the API as its routes get them, without a server around. */
import { route } from "#lib/api/route.ts"
import type { Operation } from "#lib/api/operation.ts"

export type Told = { status: number; headers: Headers; said: Record<string, unknown> }

type Asking = {
  token?: string | null
  ids?: Record<string, string>
  query?: string
  /** As JSON; a string as it is. */
  body?: unknown
  headers?: Record<string, string>
}

/** The answer to `GET /api/v1/users` and the like, with ids for what is in braces. */
export async function ask(
  what: `${"GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS"} ${Operation["path"]}`,
  { token = null, ids = {}, query = "", body, headers = {} }: Asking = {},
): Promise<Told> {
  const [method, path] = what.split(" ") as ["GET", Operation["path"]]
  const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(ids[name]!))
  const request = new Request(`http://localhost${address}${query}`, {
    method,
    headers: {
      "x-client-ip": "192.0.2.7",
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  })
  const answer = await route(path)[method](request, {
    params: Promise.resolve(path.includes("{") ? ids : undefined),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    said: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
  }
}

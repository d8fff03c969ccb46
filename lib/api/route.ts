/** The methods of an address of the API, as a route exports them. */
import { originIn } from "#lib/auth/request.ts"
import { endpoint } from "#lib/endpoint.ts"
import type { Method, Operation } from "./operation.ts"
import { operations } from "./operations.ts"
import { tell } from "./problems.ts"

/** `params`: nothing where the address has no ids. */
type Context = { params: Promise<Record<string, string> | undefined> }
type Handler = (request: Request, context: Context) => Promise<Response>

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const satisfies Method[]

/**
 * A handler for every method: the operations at this path, 405 with `Allow` for the rest. OPTIONS says what there is, to anybody and to no
 * other origin: pages of other sites can't read answers (no CORS).
 */
export function route(path: Operation["path"]): Record<Method | "HEAD" | "OPTIONS", Handler> {
  const here = new Map(operations.filter((each) => each.path === path).map((each) => [each.method, each]))
  const allow = [...here.keys(), ...(here.has("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ")
  const refuse: Handler = async (request) =>
    tell(
      {
        status: 405,
        code: "method-not-allowed",
        detail: `Use one of ${allow}.`,
        headers: { allow },
      },
      originIn(request.headers).requestId,
    )
  const handler = (method: Method): Handler => {
    const found = here.get(method)
    return found ? async (request, { params }) => endpoint(found, request, (await params) ?? {}) : refuse
  }
  const [GET, POST, PUT, PATCH, DELETE] = methods.map(handler) as [
    Handler,
    Handler,
    Handler,
    Handler,
    Handler,
  ]
  return {
    GET,
    HEAD: GET,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS: async () => new Response(null, { status: 204, headers: { allow, "cache-control": "no-store" } }),
  }
}

/** What any method answers where the API has nothing. */
export const nothingHere: Handler = async (request) =>
  tell(
    { status: 404, code: "not-found", detail: "There is no such address. See /api/openapi.json." },
    originIn(request.headers).requestId,
  )

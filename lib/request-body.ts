/** The body of a request to a route, as the object that a schema parses. */
import { parseJson } from "./strict-json.ts"

/** A body that is too long, of a kind that nobody announced, or that says one thing twice. `status`: how it is answered. */
export class BadBody extends Error {
  readonly status: 400 | 413 | 415
  constructor(status: 400 | 413 | 415, message: string) {
    super(message)
    this.name = "BadBody"
    this.status = status
  }
}

const mostBytes = 64 * 1024

const form = "application/x-www-form-urlencoded"

/** The kinds of body that pages of ours send, by their content-type. */
const ofPages = ["application/json", form]

/** JSON or a form, by its content-type; nothing at all is an empty object, or with `required` refused. Throws BadBody. */
export async function readBody(
  request: Request,
  { kinds = ofPages, required = false }: { kinds?: readonly string[]; required?: boolean } = {},
): Promise<Record<string, unknown>> {
  const text = await readText(request)
  if (text === "" && required) throw new BadBody(400, "There is no body.")
  if (text === "") return {}
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? ""
  const coding = request.headers.get("content-encoding") ?? "identity"
  if (!kinds.includes(type)) throw new BadBody(415, `Send ${kinds.join(" or ")}.`)
  if (coding.toLowerCase() !== "identity") throw new BadBody(415, "Send it without a content-encoding.")
  return type === form ? fromForm(new URLSearchParams(text)) : fromJson(text)
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new BadBody(413, "The body is too long.")
    chunks.push(chunk)
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new BadBody(400, "The body is not UTF-8.")
  }
}

function fromJson(text: string): Record<string, unknown> {
  const parsed = parseJson(text)
  if ("wrong" in parsed) throw new BadBody(400, parsed.wrong)
  const { value } = parsed
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new BadBody(400, "The body is not a JSON object.")
  return value as Record<string, unknown>
}

/** RFC 6749 §3.2: a parameter comes once, and one without a value counts as left out. */
function fromForm(form: URLSearchParams): Record<string, unknown> {
  const names = [...form.keys()]
  if (new Set(names).size < names.length) throw new BadBody(400, "A parameter came twice.")
  return Object.fromEntries([...form].filter(([, value]) => value !== ""))
}

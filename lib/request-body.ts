/** The body of a request to the API, as the object that a schema parses. */

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

/** JSON or a form, by its content-type; nothing at all is an empty object. Throws BadBody. */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request)
  if (text === "") return {}
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (type === "application/json") return fromJson(text)
  if (type === "application/x-www-form-urlencoded") return fromForm(new URLSearchParams(text))
  throw new BadBody(415, "Send application/json or application/x-www-form-urlencoded.")
}

/** The body as it came, to the letter. Throws BadBody when it is longer than 64 KB. */
export async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new BadBody(413, "The body is too long.")
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

function fromJson(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BadBody(400, "The body is not JSON.")
  }
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

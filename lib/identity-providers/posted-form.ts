/** A form that an identity provider has the browser post: read no further than it may be long. */
import { IdentityRefused } from "#lib/identity.ts"

const mostBytes = 1_000_000

/** Throws IdentityRefused `response-too-large`, `malformed-response`. */
export async function readPostedForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? ""
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
    throw new IdentityRefused("malformed-response", "It is not a form that was posted.")
  if (Number(request.headers.get("content-length")) > mostBytes)
    throw new IdentityRefused("response-too-large")
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new IdentityRefused("response-too-large")
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"))
}

/** The one value of this name. Throws IdentityRefused `malformed-response` if there is none or several. */
export function onlyValue(sent: URLSearchParams, name: string): string {
  const [value, ...more] = sent.getAll(name)
  if (!value || more.length > 0)
    throw new IdentityRefused("malformed-response", `There is no ${name}, or several.`)
  return value
}

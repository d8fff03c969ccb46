/** A picture as a form posts it, read no further than a picture may be long. */
import { Refused, refuse } from "#lib/errors.ts"
import { mostBytes } from "./limits.ts"

/** What multipart/form-data (RFC 7578) writes around the one file of the form. */
const around = 16 * 1024

/**
 * The file of the field `picture`. Refuses `picture-too-large` by the length that is announced, else as soon as more has come, and
 * `picture-missing` for an empty one, none, or what is no such form.
 */
export async function readPicture(request: Request): Promise<Buffer> {
  refuse(Number(request.headers.get("content-length") ?? 0) > mostBytes + around, "picture-too-large")
  const form = await formOf(await readBounded(request), request.headers.get("content-type"))
  const file = form?.get("picture")
  if (!file || typeof file === "string" || file.size === 0) throw new Refused("picture-missing")
  refuse(file.size > mostBytes, "picture-too-large")
  return Buffer.from(await file.arrayBuffer())
}

async function readBounded(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length
    refuse(bytes > mostBytes + around, "picture-too-large")
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function formOf(body: Buffer, contentType: string | null): Promise<FormData | null> {
  if (!contentType?.toLowerCase().startsWith("multipart/form-data")) return null
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData()
  } catch {
    return null
  }
}

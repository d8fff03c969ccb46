/** The only way to an address that somebody typed: it must not lead into our own network (OWASP "SSRF"). */
import { lookup } from "node:dns/promises"
import ipaddr from "ipaddr.js"
import { Agent, request } from "undici"

export type Resolved = { address: string; family: number }

export type Reach = {
  /** Addresses that are open although they are not public; by plain http too, and nothing else is. Null: none. */
  opened: ((address: string) => boolean) | null
  /** ms for everything, from the name to the last byte. */
  milliseconds: number
  mostBytes: number
  resolve: (name: string) => Promise<Resolved[]>
}

export const resolveName = (name: string): Promise<Resolved[]> => lookup(name, { all: true })

/** Why an address was not gone to, or what came from there not read. */
export class FetchRefused extends Error {
  readonly reason: "address-forbidden" | "unreachable" | "response-too-large"
  readonly detail: string | undefined
  constructor(reason: FetchRefused["reason"], detail?: string) {
    super(detail ? `${reason}: ${detail}` : reason)
    this.name = "FetchRefused"
    this.reason = reason
    this.detail = detail
  }
}

/** Whether the address may be gone to, without going there. Throws FetchRefused `address-forbidden`, `unreachable`. */
export async function requireOpen(limits: Reach, url: string): Promise<void> {
  const parsed = requireHttps(url, limits)
  const late = AbortSignal.timeout(limits.milliseconds)
  await inTime(late, addressesOf(parsed, limits)).catch((error: unknown) =>
    refuseReaching(parsed, late, error),
  )
}

function requireHttps(url: string, { opened }: Reach): URL {
  const parsed = URL.parse(url)
  const isHttps = parsed?.protocol === "https:" || (opened !== null && parsed?.protocol === "http:")
  if (!parsed || !isHttps || parsed.username || parsed.password || parsed.hostname.endsWith("."))
    throw new FetchRefused("address-forbidden", parsed?.host)
  return parsed
}

/**
 * As fetch: https only, to public addresses only, without redirects, proxies or compression, within the time and size of `limits`.
 * Throws FetchRefused `address-forbidden`, `unreachable`, `response-too-large`.
 */
export async function fetchPublic(
  limits: Reach,
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<Response> {
  const url = requireHttps(input instanceof Request ? input.url : String(input), limits)
  const asked = new Request(input, init)
  const late = AbortSignal.timeout(limits.milliseconds)
  const signal = AbortSignal.any([late, asked.signal])
  let agent: Agent | undefined
  try {
    const addresses = await inTime(signal, addressesOf(url, limits))
    agent = new Agent({ allowH2: false, connect: { lookup: pinnedTo(addresses) } })
    const answer = await request(url, {
      dispatcher: agent,
      signal,
      method: asked.method as "GET",
      headers: { ...Object.fromEntries(asked.headers), "accept-encoding": "identity" },
      body: asked.body ? Buffer.from(await asked.arrayBuffer()) : null,
    })
    const body = await bodyWithin(limits.mostBytes, answer.body)
    const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((each): [string, string] => [name, each]),
    )
    const isEmpty = [204, 205, 304].includes(answer.statusCode)
    return new Response(isEmpty ? null : body, { status: answer.statusCode, headers })
  } catch (error) {
    return refuseReaching(url, late, error)
  } finally {
    await agent?.destroy()
  }
}

/** What the name stands for; all of it must be public. */
async function addressesOf(url: URL, { opened, resolve }: Reach): Promise<Resolved[]> {
  const name = url.hostname.replace(/^\[|\]$/g, "")
  const addresses = ipaddr.isValid(name)
    ? [{ address: name, family: ipaddr.parse(name).kind() === "ipv6" ? 6 : 4 }]
    : await resolve(name)
  if (addresses.length === 0) throw new Error("no address")
  const isOpened = opened ?? (() => false)
  const isPlain = url.protocol === "http:"
  if (!addresses.every(({ address }) => isOpened(address) || (!isPlain && isPublic(address))))
    throw new FetchRefused("address-forbidden", url.host)
  return addresses
}

// IANA gives out public IPv6 addresses from this part only.
const publicV6 = ipaddr.parseCIDR("2000::/3")

function isPublic(text: string): boolean {
  const address = ipaddr.parse(text)
  return address.range() === "unicast" && (address.kind() === "ipv4" || address.match(publicV6))
}

/** The connection goes to the addresses that were looked at, whatever the name stands for by then. */
function pinnedTo(addresses: Resolved[]) {
  return (
    _name: string,
    { all }: { all?: boolean },
    found: (error: null, address: string | Resolved[], family?: number) => void,
  ) => (all ? found(null, addresses) : found(null, addresses[0]!.address, addresses[0]!.family))
}

async function bodyWithin(
  mostBytes: number,
  body: AsyncIterable<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new FetchRefused("response-too-large")
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Looking up a name can't be called off, only no longer waited for. */
async function inTime<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const ended = Promise.withResolvers<never>()
  const onAbort = () => ended.reject(signal.reason)
  signal.addEventListener("abort", onAbort, { once: true })
  try {
    return await Promise.race([promise, ended.promise])
  } finally {
    signal.removeEventListener("abort", onAbort)
  }
}

/** The code says it all (ECONNREFUSED, CERT_HAS_EXPIRED); messages of the network may hold more than the admin should see. */
function refuseReaching(url: URL, late: AbortSignal, error: unknown): never {
  if (error instanceof FetchRefused) throw error
  const { code } = error as { code?: unknown }
  const said = late.aborted ? "no answer in time" : typeof code === "string" ? code : "no answer"
  throw new FetchRefused("unreachable", `${url.host}: ${said}.`)
}

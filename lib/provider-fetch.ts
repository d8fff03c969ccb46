/** The only way to an identity provider over the network: what a workspace's admin typed must not lead into ours. */
import ipaddr from "ipaddr.js"
import { IdentityRefused } from "./identity.ts"
import {
  FetchRefused,
  fetchPublic,
  type Reach as PublicReach,
  requireOpen,
  resolveName,
} from "./public-fetch.ts"
import { settings } from "./settings.ts"

export type Reach = Omit<PublicReach, "opened"> & {
  /** This machine's own addresses are open, by plain http too. */
  local: boolean
}

const reach = (other: Partial<Reach> = {}): PublicReach => {
  const { local = settings().localProviders, ...rest } = other
  return {
    opened: local ? (address) => ipaddr.parse(address).range() === "loopback" : null,
    milliseconds: 5000,
    mostBytes: 1_000_000,
    resolve: resolveName,
    ...rest,
  }
}

/**
 * As fetch: https only, to public addresses only, without redirects, proxies or compression, at most 5 s and 1 MB; `other`
 * is for tests. Throws IdentityRefused `address-forbidden`, `unreachable`, `response-too-large`.
 */
export const providerFetch = (
  input: string | URL | Request,
  init?: RequestInit,
  other?: Partial<Reach>,
): Promise<Response> => fetchPublic(reach(other), input, init).catch(refuse)

/** The text at an address. Throws what providerFetch throws, and `metadata-invalid` unless the answer is 200. */
export async function readFromProvider(url: string, other?: Partial<Reach>): Promise<string> {
  const response = await providerFetch(url, undefined, other)
  if (response.status === 200) return response.text()
  throw new IdentityRefused("metadata-invalid", `${url} answered with status ${response.status}.`)
}

/** Whether the address may be gone to, without going there. Throws IdentityRefused `address-forbidden`, `unreachable`. */
export const requirePublicAddress = (url: string, other?: Partial<Reach>): Promise<void> =>
  requireOpen(reach(other), url).catch(refuse)

function refuse(error: unknown): never {
  if (error instanceof FetchRefused) throw new IdentityRefused(error.reason, error.detail)
  throw error
}

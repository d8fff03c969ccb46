/** Whose word is taken for where a request comes from: the reverse proxies that the operator names. */
import { BlockList, isIP, SocketAddress } from "node:net"

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4")

/** An address in its one way of writing it, without zone; an IPv4 address stays one when IPv6 wraps it. Null if it is none. */
export function plainAddress(text: string): string | null {
  if (!isIP(text)) return null
  return new SocketAddress({ address: text, family: familyOf(text) }).address.replace(
    /^::ffff:(?=[\d.]+$)/,
    "",
  )
}

/** An address, or a network in CIDR notation (RFC 4632), as TRUSTED_PROXIES names it; null if it is neither, or everybody. */
export function parseNetwork(text: string): { address: string; prefix: number } | null {
  const [, given = "", length] = /^([^/]+)(?:\/([1-9]\d{0,2}))?$/.exec(text) ?? []
  const address = plainAddress(given)
  if (!address) return null
  const bits = isIP(address) === 6 ? 128 : 32
  const prefix = Number(length ?? bits)
  return prefix <= bits ? { address, prefix } : null
}

export type IsTrusted = (address: string) => boolean

/** Whether an address belongs to one of these addresses and networks. With none, none does. */
export function inNetworks(networks: string[]): IsTrusted {
  const trusted = new BlockList()
  for (const network of networks) {
    const { address, prefix } = parseNetwork(network)!
    trusted.addSubnet(address, prefix, familyOf(address))
  }
  return (address) => trusted.check(address, familyOf(address))
}

/** One entry of X-Forwarded-For; some proxies add the port. */
const withoutPort = (entry: string) => entry.trim().replace(/^\[(.+)\](:\d+)?$|^([\d.]+):\d+$/, "$1$3")

/**
 * The client's address: that of the connection, or, when it comes from a trusted proxy, the rightmost address in
 * X-Forwarded-For that isn't one. What stands further left is the client's own claim. Null once the connection is gone.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  isTrusted: IsTrusted,
): string | null {
  let client = plainAddress(peer ?? "")
  const claims = forwardedFor?.split(",") ?? []
  while (client && isTrusted(client)) {
    const next = plainAddress(withoutPort(claims.pop() ?? ""))
    if (!next) break
    client = next
  }
  return client
}

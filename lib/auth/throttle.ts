/** Counters against guessing, in PostgreSQL, so that every instance counts the same. A guess counts before it is checked. */
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible"
import { throttleStore } from "#lib/access/throttle-store.ts"
import { Refused } from "#lib/errors.ts"
import { keyedHash } from "./keys.ts"
import { throttle } from "./policy.ts"

const limiter = (keyPrefix: string, points: number): RateLimiterAbstract =>
  new RateLimiterPostgres({
    storeClient: throttleStore,
    storeType: "client",
    tableName: "throttles",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: throttle.minutes * 60,
  })

const perAddress = limiter("address", throttle.perAddress)
const perNetwork = limiter("network", throttle.perNetwork)

// A key says nothing about whom it counts, whether an account exists or not.
const keyOf = (...parts: string[]) => keyedHash("throttle", parts.join("\n")).toString("base64url")

/** The first 24 bits of an IPv4, the first 48 of an IPv6 address: what one customer of a provider has to himself. */
export function networkOf(ip: string | undefined): string {
  if (!ip) return "unknown"
  if (ip.includes(".")) return ip.replace(/^::ffff:/, "").split(".").slice(0, 3).join(".")
  return ip.split("::")[0]!.split(":").slice(0, 3).join(":")
}

/** Counts one try to sign in to this address from this network. Refuses `throttled` when either had too many. */
export async function countSignIn(workspaceId: string, emailNorm: string, ip: string | undefined): Promise<void> {
  try {
    await perNetwork.consume(keyOf("network", networkOf(ip)))
    await perAddress.consume(keyOf("address", workspaceId, emailNorm))
  } catch (error) {
    throw error instanceof RateLimiterRes ? new Refused("throttled") : error
  }
}

/** Forgets the tries for an address after a right password: only failures in a row add up. */
export const forgiveSignIn = (workspaceId: string, emailNorm: string) => perAddress.delete(keyOf("address", workspaceId, emailNorm))

/** Counters against guessing, in PostgreSQL, so that every instance counts the same. A guess counts before it is checked. */
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible"
import { throttleStore } from "#lib/access/throttle-store.ts"
import { Refused } from "#lib/errors.ts"
import { keyedHash } from "./keys.ts"
import {
  apiRequestsPerMinute,
  messagesPerMinute,
  passwordReset,
  providerThrottle,
  throttle,
  tokensPerMinute,
} from "./policy.ts"

const limiter = (keyPrefix: string, points: number, minutes: number = throttle.minutes) =>
  new RateLimiterPostgres({
    storeClient: throttleStore,
    storeType: "client",
    tableName: "throttles",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: minutes * 60,
  })

const remembered = new Map<string, RateLimiterPostgres>()

/** Those whose limits a workspace sets: the counter stays the same when they change, so that the next try is held against the new ones. */
function limiterOf(keyPrefix: "address" | "device", { tries, minutes }: Limits): RateLimiterPostgres {
  const name = `${keyPrefix} ${tries} ${minutes}`
  const found = remembered.get(name) ?? limiter(keyPrefix, tries, minutes)
  remembered.set(name, found)
  return found
}

const perNetwork = limiter("network", throttle.perNetwork)
const requests = limiter("request", passwordReset.perHour, 60)
const providersPerNetwork = limiter("provider", providerThrottle.perNetwork, providerThrottle.minutes)
const requestsPerNetwork = limiter("request-network", throttle.perNetwork, 60)
const tokens = limiter("token", tokensPerMinute, 1)
const messages = limiter("message", messagesPerMinute, 1)
const apiRequests = limiter("api", apiRequestsPerMinute, 1)
const badTokens = limiter("bad-token", throttle.perNetwork)

// A key says nothing about whom it counts, whether an account exists or not.
const keyOf = (...parts: string[]) => keyedHash("throttle", parts.join("\n")).toString("base64url")

/** The first 24 bits of an IPv4, the first 48 of an IPv6 address: what one customer of a provider has to himself. */
export function networkOf(ip: string | undefined): string {
  if (!ip) return "unknown"
  if (ip.includes("."))
    return ip
      .replace(/^::ffff:/, "")
      .split(".")
      .slice(0, 3)
      .join(".")
  // Zeros that "::" leaves out are part of the network all the same.
  const [before, after] = [...ip.split("::"), ""].map((groups) => groups.split(":").filter(Boolean))
  const zeros = Array.from({ length: 8 - before!.length - after!.length }, () => "0")
  return [...before!, ...zeros, ...after!].slice(0, 3).join(":")
}

/** How many tries within how many minutes. */
type Limits = { tries: number; minutes: number }

/** The same under limits that may have been tightened since the count began: it ends no later than one that began now would. */
async function consumeWithin(
  kind: "address" | "device",
  key: string,
  limits: Limits,
): Promise<number | null> {
  const counter = limiterOf(kind, limits)
  const counted = await counter.consume(key).catch((error: unknown) => {
    if (error instanceof RateLimiterRes) return error
    throw error
  })
  if (counted.msBeforeNext > limits.minutes * 60_000)
    await counter.set(key, counted.consumedPoints, limits.minutes * 60)
  return counted.consumedPoints > limits.tries ? null : counted.remainingPoints
}

/** Counts, and answers how many are left; null if there were too many already. */
async function consume(counter: RateLimiterAbstract, key: string): Promise<number | null> {
  const counted = await count(counter, key)
  return counted.open ? counted.left : null
}

/** `wait`: s until it counts anew. */
async function count(counter: RateLimiterAbstract, key: string) {
  try {
    return { open: true, left: (await counter.consume(key)).remainingPoints } as const
  } catch (error) {
    if (error instanceof RateLimiterRes)
      return { open: false, wait: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) } as const
    throw error
  }
}

export type SignInTry = {
  workspaceId: string
  emailNorm: string
  ip: string | undefined
  device: string | null
  /** The workspace's own. */
  limits: Limits
}

/**
 * Counts one try to sign in: by network, and by account, or for a browser that signed in before by that browser alone.
 * `open`: it may be looked at. `last`: it was the last of its window; if it fails, the account is to be locked.
 */
export async function countSignIn({
  workspaceId,
  emailNorm,
  ip,
  device,
  limits,
}: SignInTry): Promise<{ open: boolean; last: boolean }> {
  const network = await consume(perNetwork, keyOf("network", networkOf(ip)))
  const left = device
    ? await consumeWithin("device", keyOf("device", device, workspaceId, emailNorm), limits)
    : await consumeWithin("address", keyOf("address", workspaceId, emailNorm), limits)
  return { open: network !== null && left !== null, last: left === 0 && !device }
}

/** Gives the network its try back: only failures use it up, or an office behind one address would lock itself out. */
export const giveBackToNetwork = (ip: string | undefined) =>
  perNetwork.reward(keyOf("network", networkOf(ip)), 1)

const anyLimits: Limits = { tries: throttle.perAddress, minutes: throttle.minutes }

/** Forgets the failures: after a right password, an unlock, a new password. */
export async function forgiveSignIn(
  workspaceId: string,
  emailNorm: string,
  device: string | null = null,
): Promise<void> {
  await limiterOf("address", anyLimits).delete(keyOf("address", workspaceId, emailNorm))
  if (device) await limiterOf("device", anyLimits).delete(keyOf("device", device, workspaceId, emailNorm))
}

/** Counts one request for a mail. Refuses `throttled` when the address or the network had too many within the hour. */
export async function countRequest(
  kind: "reset" | "workspaces",
  workspaceId: string,
  emailNorm: string,
  ip: string | undefined,
) {
  const network = await consume(requestsPerNetwork, keyOf(kind, networkOf(ip)))
  const address = await consume(requests, keyOf(kind, workspaceId, emailNorm))
  if (network === null || address === null) throw new Refused("throttled")
}

/** Counts one token for a back end. Refuses `throttled` when the session asked for too many within the minute. */
export async function countToken(sessionId: string) {
  if ((await consume(tokens, keyOf("token", sessionId))) === null) throw new Refused("throttled")
}
/** Counts one way to an identity provider (`start`) or back (`answer`); answers whether the network may. */
export const countProviderSignIn = async (kind: "start" | "answer", ip: string | undefined) =>
  (await consume(providersPerNetwork, keyOf(kind, networkOf(ip)))) !== null

/** Counts one message of a person. Refuses `too-many-messages`, beside `field` if there is one, when there were too many within the minute. */
export async function countMessage(userId: string, field?: "text") {
  if ((await consume(messages, keyOf("message", userId))) === null)
    throw new Refused("too-many-messages", field)
}

/** Counts one request by an access token; answers the s to wait if there were too many within the minute, else 0. */
export const countApiRequest = (tokenId: string) => waitAfter(apiRequests, keyOf("api", tokenId))

/** Counts one request by what is no live token. Requests by one that is are none of it: a network has many programs. */
export const countBadToken = (ip: string | undefined) =>
  waitAfter(badTokens, keyOf("bad-token", networkOf(ip)))

async function waitAfter(counter: RateLimiterAbstract, key: string): Promise<number> {
  const counted = await count(counter, key)
  return counted.open ? 0 : counted.wait
}

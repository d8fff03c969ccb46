/**
 * Browsers that signed in before (OWASP "device cookies"): such a browser has a counter of its own, so that strangers who guess
 * at an address lock out only strangers.
 */
import { timingSafeEqual } from "node:crypto"
import { keyedHash, newToken } from "./keys.ts"

const remembered = 5

export type Device = { id: string; knows: boolean }

const tagOf = (device: string, account: string) =>
  keyedHash("known device", `${device}\n${account}`).subarray(0, 16).toString("base64url")
const accountOf = (workspaceId: string, emailNorm: string) => `${workspaceId}\n${emailNorm}`

function parse(cookie: string | undefined): { id: string; tags: string[] } | null {
  const [id, ...tags] = (cookie ?? "").split(".")
  return id && /^[\w-]{43}$/.test(id) && tags.length <= remembered ? { id, tags } : null
}

function same(one: string, other: string): boolean {
  const [given, ours] = [Buffer.from(one), Buffer.from(other)]
  return given.length === ours.length && timingSafeEqual(given, ours)
}

/** The id of this browser if its cookie proves that it signed in to this account before, else null. */
export function knownDevice(
  cookie: string | undefined,
  workspaceId: string,
  emailNorm: string,
): string | null {
  const device = parse(cookie)
  if (!device) return null
  const tag = tagOf(device.id, accountOf(workspaceId, emailNorm))
  return device.tags.some((each) => same(each, tag)) ? device.id : null
}

/** The cookie of this browser once it has signed in to the account: it remembers the last five. */
export function rememberDevice(cookie: string | undefined, workspaceId: string, emailNorm: string): string {
  const { id, tags } = parse(cookie) ?? { id: newToken(), tags: [] }
  const tag = tagOf(id, accountOf(workspaceId, emailNorm))
  return [id, tag, ...tags.filter((each) => each !== tag).slice(0, remembered - 1)].join(".")
}

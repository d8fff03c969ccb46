/** What was sent to a bot's engine and what came, as a trace keeps it: without what would open a door. */

const mask = "***"
const secretName = /signature|auth|cookie|token|secret|key|session|password/i
const longest = 16_000 // characters of a body

/** The headers with the values of those that may be secrets masked. */
export const maskHeaders = (headers: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries([...headers].map(([name, value]) => [name, secretName.test(name) ? mask : value]))

/** The address with the values of its query masked: many a service takes its key there. */
export function maskUrl(url: string): string {
  const parsed = URL.parse(url)
  if (!parsed) return ""
  for (const name of new Set(parsed.searchParams.keys())) parsed.searchParams.set(name, mask)
  return `${parsed.origin}${parsed.pathname}${parsed.search}`
}

/** A body without these secrets, which an engine may send back, and cut at 16000 characters. The database takes it. */
export function maskBody(body: string, secrets: string[]): string {
  const without = secrets.filter(Boolean).reduce((text, secret) => text.replaceAll(secret, mask), body)
  const cut = without.length > longest ? `${without.slice(0, longest)}…` : without
  return cut.replaceAll("\u0000", "\ufffd").toWellFormed()
}

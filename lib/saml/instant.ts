/** Times in SAML (Core 1.3.3): xs:dateTime in UTC. */

const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/

/** Null for what is not such a time. One without a zone is UTC, wherever the server stands. */
export function instantOf(text: string): Date | null {
  const match = form.exec(text.trim())
  if (!match) return null
  const instant = new Date(match[1] ? text.trim() : `${text.trim()}Z`)
  return Number.isNaN(instant.getTime()) ? null : instant
}

/** Milliseconds by which a provider's clock may differ from ours. */
export const clockSkew = 60_000

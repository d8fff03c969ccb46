import type { MailLogQuery } from "#lib/mail-log/input.ts"

const page = "/settings/email"

/** The log with these filters. A changed filter begins at the newest page. */
export function mailLogHref(query: MailLogQuery, place: Partial<MailLogQuery> = {}): string {
  const params = new URLSearchParams()
  const { search, state } = query
  for (const [name, value] of Object.entries({ search, state, ...place })) if (value) params.set(name, value)
  return params.size === 0 ? page : `${page}?${params}`
}

export const isNarrowed = ({ search, state }: MailLogQuery) => search !== "" || state !== ""

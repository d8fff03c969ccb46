import type { AuditChange } from "#lib/audit/describe.ts"
import type { AuditQuery } from "#lib/audit/input.ts"

const names = ["search", "by", "about", "action", "way", "from", "to", "before", "after"] as const

/** The query as an address says it: what is at rest is left out. */
export function auditParams(query: Partial<AuditQuery>): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of names) if (query[name]) params.set(name, query[name])
  return params
}

/** The address of the log with these filters. A changed filter begins at the newest page. */
export function auditHref(query: Partial<AuditQuery>, changed: Partial<AuditQuery> = {}): string {
  const params = auditParams({ ...query, before: undefined, after: undefined, ...changed })
  return params.size === 0 ? "/audit" : `/audit?${params}`
}

/** The log with this entry alone, opened. */
export const entryHref = (id: string) => `/audit?search=${id}`

export const isNarrowed = ({ search, by, about, action, way, from, to }: AuditQuery) =>
  [search, by, about, action, way, from, to].some((value) => value !== "")

/** The page on which the token by which it was done is listed; null where that is closed to the reader. */
export function tokenHref({ among, owner }: NonNullable<AuditChange["token"]>): string | null {
  if (among === null || owner === null) return null
  const pages = {
    own: "/account/tokens",
    person: `/users/${owner.id}/tokens`,
    service: `/settings/service-accounts/${owner.id}`,
  }
  return pages[among]
}

import type { WhoCanQuery } from "#lib/users/input.ts"

/** The address of the page, or of its export, with what is asked there. A changed question begins at the first page. */
export function accessHref(query: WhoCanQuery, changed: Partial<WhoCanQuery> = {}, path = "/access"): string {
  const { permission, role, search, all, after, before } = {
    ...query,
    after: undefined,
    before: undefined,
    ...changed,
  }
  const params = new URLSearchParams({
    ...(permission && { permission }),
    ...(role && { role }),
    ...(search && { search }),
    ...(all && { all: "1" }),
    ...(after && { after }),
    ...(before && { before }),
  })
  return params.size === 0 ? path : `${path}?${params}`
}

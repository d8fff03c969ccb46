/** Where somebody lands who signed in by a provider: only on a page of ours, whatever the address said. */

const nowhere = "http://roster.invalid"

/** The path if it can only be a page of ours, else null. No route and no other host, not even by dots, slashes or white space. */
export function returnPath(to: string | null): string | null {
  if (to === null || to.length > 500 || !/^\/(?![/\\])[^\\\p{C}\p{Z}]*$/u.test(to)) return null
  const url = URL.parse(to, nowhere)
  if (!url || url.origin !== nowhere) return null
  // Without its dots a path may begin with two slashes, which names a host.
  const path = `${url.pathname}${url.search}`
  return /^\/(?!\/|(?:api|_next|scim|\.well-known)(?:\/|$))/i.test(path) ? path : null
}

/** Does a request that a cookie authorises come from a page of ours? */

/**
 * True only when the browser says so: `Origin` (RFC 6454) is the address people open, and `Sec-Fetch-Site` (Fetch Metadata), where it
 * is sent, agrees. Without `Origin` it is no page of ours: browsers send it with every POST.
 */
export function isSameOrigin(headers: Headers, authUrl: string): boolean {
  const site = headers.get("sec-fetch-site")
  return headers.get("origin") === authUrl && (site === null || site === "same-origin")
}

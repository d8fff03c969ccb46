/** Whether a page of ours led to an address: for what a signed-in person must have wanted, though it is only a link. */
import { settings } from "#lib/settings.ts"

/**
 * By what the browser itself says (Fetch Metadata); an older one says at least which page it came from. Another site's link, a mail's
 * and a typed address are none of ours: else somebody could have a person link an account that is not theirs.
 */
export function isOwnLink(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site")
  if (site !== null) return site === "same-origin"
  return URL.parse(headers.get("referer") ?? "")?.origin === settings().authUrl
}

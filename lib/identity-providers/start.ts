/** The links that lead to a provider, always links, since a form may not lead to another origin (CSP form-action); and the one around it. */
import { settings } from "#lib/settings.ts"

/** Begins signing in there, and comes back to `to`; `hint` is the address that the person has given already. */
export function startHref(
  providerId: string,
  { to = "/", hint }: { to?: string; hint?: string } = {},
): string {
  const query = new URLSearchParams(hint ? { to, hint } : { to })
  return `/api/auth/sso/${providerId}/start?${query.toString()}`
}

/** Where holders of `sso:bypass` sign in with a password (K). */
export const bypassLink = (slug: string) => `${settings().authUrl}/sign-in/${slug}/bypass`

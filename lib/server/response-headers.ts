/** What every answer tells the browser about itself: what it may load and run, who may frame it, what it may keep and pass on. */

type Serving = {
  /** Whether people reach Roster by https. */
  https: boolean
  /** Next's development server evaluates code and writes style elements. */
  dev: boolean
}

const twoYearsInSeconds = 2 * 365 * 24 * 60 * 60

/**
 * The Content-Security-Policy (level 3) under which a page runs: scripts only with this `nonce` and what those load, styles and
 * everything else only from here. A style attribute in the HTML does not work; setting one from a script does.
 */
export function contentPolicy(nonce: string, { https, dev }: Serving): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self'${dev ? " 'unsafe-inline'" : ""}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ")
}

/** What goes with everything, also with files, redirects and errors (ASVS 5.0 3.4.1, 3.4.4). */
export function headersOfEveryAnswer({ https }: Pick<Serving, "https">): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    ...(https && { "strict-transport-security": `max-age=${twoYearsInSeconds}; includeSubDomains` }),
  }
}

// The addresses of these pages are secrets: no request may name more of them than the host. `no-referrer` would go too far:
// under it browsers send `Origin: null` with a form (Fetch, "append a request Origin header"), which Next refuses.
const secretAddress = /^\/+(invitation|reset-password|email-change)(\/|$)/i

/** What verifiers read again and again, and says nothing of anybody: the routes themselves say how long it may be kept. */
const forEverybody = new Set(["/.well-known/jwks.json", "/.well-known/openid-configuration"])

// Live updates and pictures say themselves how they may be kept: a header of a page's would take the place of theirs.
const saysItself = /^\/(?:(?:chat\/[^/]+|desk)\/live|(?:pictures|logos)\/[^/]+\/[^/]+)$/

/** What goes with pages and routes besides: nobody keeps, frames or opens them, and no other site learns their address. */
export const headersOfPage = (path: string): Record<string, string> => ({
  ...(!forEverybody.has(path) && !saysItself.test(path) && { "cache-control": "no-store" }),
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "referrer-policy": secretAddress.test(path) ? "strict-origin" : "same-origin",
  "x-frame-options": "DENY",
})

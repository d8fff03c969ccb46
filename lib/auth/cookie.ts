/** The cookies of the front door: the session, what shows that this browser signed in before, and which one went to a provider. */
import { sessionLife } from "./policy.ts"

const secure = () => (process.env.AUTH_URL ?? "").startsWith("https:")

/** `__Host-` binds the cookie to this very host and to https (RFC 6265bis §4.1.3.2); plain http can't have it. */
export const sessionCookieName = () => (secure() ? "__Host-roster-session" : "roster-session")

/** HttpOnly, SameSite=Lax, Secure under https; lives as long as a session can at most: idle time and end are the database's. */
export const sessionCookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: secure(),
  maxAge: sessionLife.days * 24 * 60 * 60,
})

/** What shows that this browser signed in before (device.ts). */
export const deviceCookieName = () => (secure() ? "__Host-roster-device" : "roster-device")

/** As the session cookie's, for a year. */
export const deviceCookieOptions = () => ({ ...sessionCookieOptions(), maxAge: 365 * 24 * 60 * 60 })

/** By which the browser that comes back from an identity provider is known for the one that went there. */
export const ssoCookieName = () => (secure() ? "__Host-roster-sso" : "roster-sso")

/** As the session cookie's, for a quarter of an hour: longer than a sign-in at a provider may take. */
export const ssoCookieOptions = () => ({ ...sessionCookieOptions(), maxAge: 15 * 60 })

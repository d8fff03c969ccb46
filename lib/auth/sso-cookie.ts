/** The cookie of a browser that goes to an identity provider: the answer counts only there. */
import { cookies } from "next/headers"
import { ssoCookieName, ssoCookieOptions } from "./cookie.ts"
import { newToken } from "./keys.ts"

/** The token as this request's browser sent it, if it can be one of ours. */
export async function ssoBrowser(): Promise<string | undefined> {
  const token = (await cookies()).get(ssoCookieName())?.value
  return token && /^[\w-]{43}$/.test(token) ? token : undefined
}

/** Gives the browser a token, or the one it has for some more minutes: several sign-ins may be on their way. Only in a route. */
export async function keepSsoBrowser(): Promise<string> {
  const token = (await ssoBrowser()) ?? newToken()
  ;(await cookies()).set(ssoCookieName(), token, ssoCookieOptions())
  return token
}

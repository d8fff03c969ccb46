/** By which provider this browser signed in last; no secret, so that the sign-in page can name it first. */
import { cookies } from "next/headers"
import { sessionCookieOptions } from "#lib/auth/cookie.ts"

const name = "provider"
const yearInSeconds = 365 * 24 * 60 * 60

/** Remembers the provider in this browser. Only in an action or a route. */
export async function rememberProvider(providerId: string): Promise<void> {
  ;(await cookies()).set(name, providerId, { ...sessionCookieOptions(), maxAge: yearInSeconds })
}

/** The id that was remembered, if any; whatever a browser sends under that name. */
export async function lastUsedProvider(): Promise<string | undefined> {
  return (await cookies()).get(name)?.value
}

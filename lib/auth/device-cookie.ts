/** The cookie by which a browser shows that it signed in before. */
import { cookies } from "next/headers"
import { deviceCookieName, deviceCookieOptions } from "./cookie.ts"
import { rememberDevice } from "./device.ts"

/** The cookie as this request's browser sent it. */
export async function deviceCookie(): Promise<string | undefined> {
  return (await cookies()).get(deviceCookieName())?.value
}

/** Notes in the browser that it signed in to this account. Only in an action. */
export async function keepDevice(workspaceId: string, emailNorm: string): Promise<void> {
  const value = rememberDevice(await deviceCookie(), workspaceId, emailNorm)
  ;(await cookies()).set(deviceCookieName(), value, deviceCookieOptions())
}

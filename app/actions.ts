"use server"

import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { sessionCookieName, sessionCookieOptions } from "#lib/auth/cookie.ts"
import { currentToken } from "#lib/auth/session.ts"
import { endSessionOf } from "#lib/auth/session-store.ts"
import { themeCookie } from "./theme.ts"

const yearInSeconds = 365 * 24 * 60 * 60

/** Light, dark, or as the device prefers, for this browser. */
export async function setThemeAction(form: FormData): Promise<void> {
  const theme = form.get("theme")
  const store = await cookies()
  if (theme === "light" || theme === "dark") {
    store.set(themeCookie, theme, { ...sessionCookieOptions(), maxAge: yearInSeconds })
  } else {
    store.delete(themeCookie)
  }
}

/** Ends the session of this browser and forgets its cookie. */
export async function signOutAction(): Promise<void> {
  const token = await currentToken()
  if (token) await endSessionOf(token, "signed out")
  ;(await cookies()).set(sessionCookieName(), "", { ...sessionCookieOptions(), maxAge: 0 })
  redirect("/sign-in?ok=signed-out")
}

"use client"

import { useEffect } from "react"
import { zoneCookie } from "./zone-cookie.ts"

const yearInSeconds = 365 * 24 * 60 * 60

/** Tells the server the browser's time zone, so that times are shown in it to who has chosen none. */
export function TellZone() {
  useEffect(() => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    const secure = location.protocol === "https:" ? "; secure" : ""
    document.cookie = `${zoneCookie}=${encodeURIComponent(zone)}; path=/; max-age=${yearInSeconds}; samesite=lax${secure}`
  }, [])
  return null
}

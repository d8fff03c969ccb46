"use client"

import { useRouter } from "next/navigation"
import { useCallback } from "react"
import { unattendedCookie } from "#lib/auth/policy.ts"

// What is clicked in these two seconds isn't counted either, which can only end a session sooner.
const seconds = 2

/** Has the page rendered anew though nobody did anything: that is no use of the session, which still times out. */
export function useUnattendedRefresh(): () => void {
  const router = useRouter()
  return useCallback(() => {
    document.cookie = `${unattendedCookie}=1; path=/; max-age=${seconds}; samesite=lax`
    router.refresh()
  }, [router])
}

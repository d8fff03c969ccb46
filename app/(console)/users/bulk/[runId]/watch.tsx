"use client"

import { useEffect, useTransition } from "react"
import { useUnattendedRefresh } from "../../../../unattended.ts"

const pause = 1000

/** Looks again every second for as long as it stands on the page; the page leaves it out once the run is over. */
export function Watch() {
  const refresh = useUnattendedRefresh()
  const [looking, startTransition] = useTransition()

  useEffect(() => {
    if (looking) return
    const timer = setTimeout(() => startTransition(refresh), pause)
    return () => clearTimeout(timer)
  }, [looking, refresh])

  return null
}

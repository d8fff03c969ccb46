"use client"

import { useRouter } from "next/navigation"
import { useEffect, useTransition } from "react"

const pause = 1000

/** Looks again every second for as long as it stands on the page; the page leaves it out once the run is over. */
export function Watch() {
  const router = useRouter()
  const [looking, startTransition] = useTransition()

  useEffect(() => {
    if (looking) return
    const timer = setTimeout(() => startTransition(() => router.refresh()), pause)
    return () => clearTimeout(timer)
  }, [looking, router])

  return null
}

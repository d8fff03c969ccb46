"use client"

import { useRouter } from "next/navigation"
import { useLive } from "../use-live.ts"

/** Has the lists rendered anew as soon as something moves, where no conversation is open that hears of it too. */
export function LiveQueue() {
  const router = useRouter()
  useLive({ address: "/desk/live", after: 0, onMessage: () => {}, onChange: () => router.refresh() })
  return null
}

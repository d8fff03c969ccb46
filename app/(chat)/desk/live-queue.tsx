"use client"

import { useUnattendedRefresh } from "../../unattended.ts"
import { useLive } from "../use-live.ts"

/** Has the lists rendered anew as soon as something moves, where no conversation is open that hears of it too. */
export function LiveQueue() {
  const refresh = useUnattendedRefresh()
  useLive({ address: "/desk/live", after: 0, onMessage: () => {}, onChange: refresh })
  return null
}

"use client"
import { useEffect, useEffectEvent, useRef } from "react"
import type { ThreadMessage } from "#lib/chat/thread.ts"
import { keepOpen } from "./live-connection.ts"

export type Live = {
  /** A live route, such as `/chat/ID/live` or `/desk/live?conversation=ID`. */
  address: string
  /** The number of the last message that the page shows. */
  after: number
  /** Each message once, in order. */
  onMessage: (message: ThreadMessage) => void
  /** Something else looks otherwise now: `useUnattendedRefresh()`. */
  onChange: () => void
}

/**
 * Keeps a page live: what is said and what changes, from `after` on, also after the network was away. When the person's access ends, the
 * page is loaded again and says so.
 */
export function useLive({ address, after, onMessage, onChange }: Live): void {
  const last = useRef(after)
  const heard = useEffectEvent((message: ThreadMessage) => {
    if (message.n <= last.current) return
    last.current = message.n
    onMessage(message)
  })
  const changed = useEffectEvent(() => onChange())

  useEffect(() => {
    last.current = Math.max(last.current, after)
  }, [after])

  useEffect(() => {
    last.current = after
    return keepOpen({
      address: () => `${address}${address.includes("?") ? "&" : "?"}after=${last.current}`,
      heard,
      changed,
    })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- another `after` is no other stream.
  }, [address])
}

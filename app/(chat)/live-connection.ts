"use client"
import type { ThreadMessage } from "#lib/chat/thread.ts"

type Connection = {
  /** Where to go on from, as of now. */
  address: () => string
  heard: (message: ThreadMessage) => void
  changed: () => void
}

// ms
const pause = { first: 1_000, most: 30_000 }
/** What is gone is mostly so by what the person just did, and that leads on by itself. */
const grace = 1_000

/** Whoever comes for a stream that they may not have: their page will say why. */
const closedToThem = new Set([401, 403, 404])

/**
 * Keeps a stream of events open while somebody looks at the page: a browser has few connections to one host, and what was missed comes
 * first when it opens again. Answers how to stop.
 */
export function keepOpen({ address, heard, changed }: Connection): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Apart from the other: a page that is left and looked at again must still be loaded again. */
  let reloading: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let wasOpen = false
  let over = false

  const close = () => {
    clearTimeout(timer)
    source?.close()
    source = null
  }
  const reload = (milliseconds = 0) => {
    over = true
    close()
    reloading = setTimeout(() => location.reload(), milliseconds)
  }
  const open = () => {
    if (source || over || document.hidden) return
    clearTimeout(timer)
    source = new EventSource(address())
    source.addEventListener("open", () => {
      failures = 0
      wasOpen = true
    })
    source.addEventListener("message", ({ data }: MessageEvent<string>) =>
      heard(JSON.parse(data) as ThreadMessage),
    )
    source.addEventListener("change", changed)
    source.addEventListener("over", ({ data }: MessageEvent<string>) => reload(data === "gone" ? grace : 0))
    // A lost connection the browser restores by itself, after the last message; an answer that is no stream it gives up on.
    source.addEventListener("error", () => {
      if (source?.readyState === EventSource.CLOSED) again()
    })
  }
  const again = () => {
    close()
    const wait = Math.min(pause.first * 2 ** failures, pause.most)
    failures += 1
    timer = setTimeout(() => void ask(), wait * (1 + Math.random()))
  }
  const ask = async () => {
    const status = await statusOf(address())
    if (over || document.hidden) return
    if (!closedToThem.has(status)) return open()
    // Never again and again: a page that stays without its stream still works.
    if (wasOpen) reload()
  }
  const onVisibility = () => (document.hidden ? close() : open())

  open()
  document.addEventListener("visibilitychange", onVisibility)
  addEventListener("pagehide", close)
  addEventListener("pageshow", open)
  return () => {
    over = true
    close()
    clearTimeout(reloading)
    document.removeEventListener("visibilitychange", onVisibility)
    removeEventListener("pagehide", close)
    removeEventListener("pageshow", open)
  }
}

/** With what status the address answers; 0 if it doesn't. */
async function statusOf(address: string): Promise<number> {
  const enough = new AbortController()
  try {
    const { status } = await fetch(address, { signal: enough.signal, cache: "no-store" })
    return status
  } catch {
    return 0
  } finally {
    enough.abort()
  }
}

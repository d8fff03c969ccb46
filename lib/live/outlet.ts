/** Where one reader's events go: server-sent events as bytes (HTML, "Server-sent events"), and whether the reader keeps up. */
import type { ThreadMessage } from "#lib/chat/thread.ts"

/** Why it is over. `ended`: the reader may no longer; `gone`: what they watch is nothing of theirs any more. */
export type Over = "ended" | "gone"

export type Outlet = {
  body: ReadableStream<Uint8Array>
  /** False while more waits for the reader than they should be sent before they read. */
  hasRoom: () => boolean
  /** After this long, in ms, a browser that lost its stream comes back. */
  retry: (milliseconds: number) => void
  message: (message: ThreadMessage) => void
  change: () => void
  sign: () => void
  /** Nothing comes after it. */
  close: (over?: Over) => void
}

const most = 64 * 1024 // bytes

/** `wants` is called whenever there is room again, `left` when the reader has gone. */
export function openOutlet({ wants, left }: { wants: () => void; left: () => void }): Outlet {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array>
  let open = true
  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => void (controller = given),
      pull: wants,
      cancel: () => {
        open = false
        left()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: most }),
  )
  const send = (text: string) => {
    if (open) controller.enqueue(encoder.encode(text))
  }
  const event = (name: string, data: string, id?: number) =>
    send(`event: ${name}\n${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`)
  return {
    body,
    hasRoom: () => open && (controller.desiredSize ?? 0) > 0,
    retry: (milliseconds) => send(`retry: ${Math.round(milliseconds)}\n\n`),
    message: (message) => event("message", JSON.stringify(message), message.n),
    change: () => event("change", ""),
    sign: () => send(":\n\n"),
    close: (over) => {
      if (over) event("over", over)
      if (open) controller.close()
      open = false
    },
  }
}

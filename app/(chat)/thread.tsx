"use client"

import { Fragment, useCallback, useEffect, useRef, useState, type ReactNode } from "react"
import { dayName } from "#components/ui/format-time.ts"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import type { ThreadMessage } from "#lib/chat/thread.ts"
import { useUnattendedRefresh } from "../unattended.ts"
import { ThreadEvents } from "./thread-events.tsx"
import { ThreadLine } from "./thread-line.tsx"
import { useLive } from "./use-live.ts"

/** Who reads: the person whose conversation it is, or somebody on the desk. */
export type Side = "person" | "desk"

type Props = {
  /** What the server has, oldest first; what arrives live comes after it. */
  messages: ThreadMessage[]
  side: Side
  /** The address at which one hears what is said from now on; null: nowhere. */
  live: string | null
  zone: string
  /** When the server rendered this, ISO 8601: by it a day is today, in the server's HTML and in the browser alike. */
  now: string
  /** The bot has the conversation, so that what is said last will be answered: the address at which to look again. */
  awaits?: string | null
  /** The address with the messages before these. */
  earlier?: string | null
  /** What stands below a message, by its number. */
  notes?: Record<number, ReactNode>
}

/** What was said in a conversation, day by day; it begins at its end, also without JavaScript. */
export function Thread({ messages, side, live, zone, now, awaits, earlier, notes = {} }: Props) {
  const [arrived, setArrived] = useState<ThreadMessage[]>([])
  const all = merge(messages, arrived)
  const groups = grouped(all, zone, new Date(now))
  const end = useRef<HTMLDivElement>(null)
  const mine = all.findLast(({ author }) => author === (side === "person" ? "person" : "agent"))?.n

  // Who has just written wants to see it, however far up they were.
  useEffect(() => {
    end.current?.scrollTo(0, 0)
  }, [mine])

  const hear = useCallback((message: ThreadMessage) => setArrived((some) => [...some, message]), [])
  return (
    <div
      ref={end}
      role="log"
      aria-live="polite"
      aria-label="Messages"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls has to be reached by the keyboard.
      tabIndex={0}
      className="thread"
    >
      <div className="thread-inner">
        {earlier && (
          <p className="text-center">
            <a href={earlier} className="text-link text-label">
              Earlier messages
            </a>
          </p>
        )}
        {groups.map(({ day, parts }) => (
          <Fragment key={day ?? "today"}>
            {day && <p className="thread-rule">{day}</p>}
            {parts.map(([first, ...more]) =>
              first!.author === "event" ? (
                <ThreadEvents key={first!.n} events={[first!, ...more]} side={side} zone={zone} />
              ) : (
                <ThreadLine
                  key={first!.n}
                  message={first!}
                  side={side}
                  zone={zone}
                  note={notes[first!.n] ?? null}
                />
              ),
            )}
          </Fragment>
        ))}
        {/* What was said before something happened is not for the bot any more. */}
        {awaits && all.at(-1)?.author === "person" && <OnItsWay here={awaits} />}
      </div>
      {live && <Live key={live} address={live} after={messages.at(-1)?.n ?? 0} hear={hear} />}
    </div>
  )
}

type LiveProps = { address: string; after: number; hear: (message: ThreadMessage) => void }

/** Hears what is said from now on, and has what stands around the thread rendered anew for it. */
function Live({ address, after, hear }: LiveProps) {
  const refresh = useUnattendedRefresh()
  const [from] = useState(after)
  useLive({
    address,
    after: from,
    onMessage: (message) => {
      hear(message)
      refresh()
    },
    onChange: refresh,
  })
  return null
}

function OnItsWay({ here }: { here: string }) {
  const hydrated = useHydrated()
  return (
    <p className="thread-wait">
      The answer is on its way.{" "}
      {!hydrated && (
        <a href={here} className="text-link">
          Look again
        </a>
      )}
    </p>
  )
}

/** Each message once, in order: one may come from the server and live. */
function merge(known: ThreadMessage[], arrived: ThreadMessage[]): ThreadMessage[] {
  const byNumber = new Map([...arrived, ...known].map((message) => [message.n, message]))
  return [...byNumber.values()].sort((one, other) => one.n - other.n)
}

/** By day, what happened at one stretch together; a thread of today alone needs no day. */
function grouped(all: ThreadMessage[], zone: string, now: Date) {
  const days: { day: string | null; parts: ThreadMessage[][] }[] = []
  for (const message of all) {
    const day = dayName(new Date(message.at), zone, now)
    if (days.at(-1)?.day !== day) days.push({ day, parts: [] })
    const { parts } = days.at(-1)!
    const goesOn = message.author === "event" && parts.at(-1)?.[0]?.author === "event"
    if (goesOn) parts.at(-1)!.push(message)
    else parts.push([message])
  }
  if (days.length === 1 && days[0]!.day === "Today") days[0]!.day = null
  return days
}

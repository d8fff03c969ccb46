"use client"

import { Fragment } from "react"
import { clockTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { ThreadMessage } from "#lib/chat/thread.ts"
import type { Side } from "./thread.tsx"

type Event = NonNullable<ThreadMessage["event"]>
type Words = Record<Event, (name: string) => string>

const words: Record<Side, Words> = {
  person: {
    "handed-over": (name) => (name ? "You asked for a person" : "Passed on to a person"),
    "called-off": () => "You went on with the bot",
    taken: (name) => `${name} came`,
    assigned: () => "Passed on to somebody",
    "handed-back": (name) => `${name} gave back to the bot`,
    "re-queued": () => "Passed on to somebody else",
    "taken-away": () => "Passed on to somebody else",
    closed: (name) => `${name} closed this`,
  },
  desk: {
    "handed-over": (name) => (name ? "Asked for a person" : "Handed over by the bot"),
    "called-off": () => "Went on with the bot",
    taken: (name) => `Taken by ${name}`,
    assigned: (name) => `Assigned by ${name}`,
    "handed-back": (name) => `Handed back to the bot by ${name}`,
    "re-queued": (name) => `Back in the queue, ${name} can't go on`,
    "taken-away": (name) => `Put back into the queue by ${name}`,
    closed: (name) => `Closed by ${name}`,
  },
}

/** What happened between two messages, in one line: "Asked for a person at 09:39. Taken by Hugo Mensah at 09:42." */
export function ThreadEvents({ events, side, zone }: { events: ThreadMessage[]; side: Side; zone: string }) {
  return (
    <p className="thread-rule">
      <span>
        {events.map(({ n, event, name, at }) => (
          <Fragment key={n}>
            {words[side][event!](name)} at <Time at={clockTime(new Date(at), zone)} />.{" "}
          </Fragment>
        ))}
      </span>
    </p>
  )
}

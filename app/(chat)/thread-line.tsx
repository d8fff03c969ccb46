"use client"

import type { ReactNode } from "react"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { clockTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { ThreadMessage } from "#lib/chat/thread.ts"
import { BotMark } from "./bot-mark.tsx"
import type { Side } from "./thread.tsx"

type Props = { message: ThreadMessage; side: Side; zone: string; note: ReactNode }

/** One message: one's own side at the right; at the left whoever else speaks, with their mark. */
export function ThreadLine({ message, side, zone, note }: Props) {
  const { author, name, html, text, at } = message
  const time = <Time at={clockTime(new Date(at), zone)} />
  if (author === (side === "person" ? "person" : "agent")) {
    return (
      <div className="line line-own">
        <p className={`bubble ${side === "desk" ? "bubble-agent" : "bubble-own"}`}>
          <span className="sr-only">{side === "person" ? "You" : name}: </span>
          {text}
        </p>
        <p className="line-foot">
          {side === "desk" && <>{name}, </>}
          {time}
        </p>
      </div>
    )
  }
  const boxed = side === "desk" ? `bubble ${author === "bot" ? "bubble-bot" : "bubble-person"}` : "line-plain"
  return (
    <div className="line line-other">
      {author === "bot" ? (
        <BotMark />
      ) : (
        <PersonMark name={name} id={message.authorId ?? name} pictureId={message.pictureId} />
      )}
      <div className="min-w-0">
        <div className={boxed}>
          <span className="sr-only">{name}: </span>
          {html === null ? (
            <p className="line-text">{text}</p>
          ) : (
            // Made by lib/chat/markdown.ts, which lets no HTML through but its own.
            <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
          )}
        </div>
        {note ?? (
          <p className="line-foot">
            {(side === "desk" || author === "agent") && <>{name}, </>}
            {time}
          </p>
        )}
      </div>
    </div>
  )
}

function PersonMark({ name, id, pictureId }: { name: string; id: string; pictureId: string | null }) {
  const [first = "", ...rest] = name.split(" ")
  return (
    <span className="grid size-7 shrink-0 place-items-center">
      <Avatar {...avatarOf(first, rest.at(-1) ?? "", id, pictureId)} size="sm" />
    </span>
  )
}

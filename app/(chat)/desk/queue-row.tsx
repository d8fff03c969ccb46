import { Bot } from "lucide-react"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { recentTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import { excerpt } from "#lib/chat/excerpt.ts"
import type { DeskRow } from "#lib/desk/queue.ts"
import { WaitingTime } from "./waiting-time.tsx"
import { reasonsInShort } from "./words.ts"

type Props = { row: DeskRow; href: string; current: boolean; me: string; zone: string; now: Date }

/** One conversation in a list: whose it is, what was said last, and for how long they wait. */
export function QueueRow({ row, href, current, me, zone, now }: Props) {
  const { person, bot, agent, state, waitsSince, lastAt, reason } = row
  const name = `${person.firstName} ${person.lastName}`
  const others = agent && agent.id !== me ? agent.name : null
  return (
    <a href={href} aria-current={current ? "page" : undefined} className="desk-row">
      <span className="flex items-center gap-2">
        <Avatar {...avatarOf(person.firstName, person.lastName, person.id, person.pictureId)} size="sm" />
        <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
        <span className="text-xs text-muted tabular-nums">
          {waitsSince ? (
            <WaitingTime key={waitsSince.getTime()} since={waitsSince.getTime()} now={now.getTime()} />
          ) : (
            <Time at={recentTime(lastAt, zone, now)} />
          )}
        </span>
      </span>
      <span className="truncate text-label text-muted">{saidLast(row, me)}</span>
      <span className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
        <Bot size={14} className="flex-none" aria-hidden="true" />
        <span className="truncate">
          {bot}
          {state === "waiting" && <>, {reasonsInShort[reason]}</>}
          {others && <>, {others} has it</>}
        </span>
      </span>
    </a>
  )
}

function saidLast({ said, agent }: DeskRow, me: string): string {
  if (!said) return "Nothing said yet"
  const text = excerpt(said.text, said.author)
  if (said.author === "person") return text
  if (said.authorId === me) return `You: ${text}`
  return agent?.id === said.authorId ? `${agent.name}: ${text}` : text
}

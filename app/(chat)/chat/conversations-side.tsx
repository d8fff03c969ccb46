import { MessageCircle, Plus } from "lucide-react"
import Link from "next/link"
import { uuidv7 } from "uuidv7"
import { SkipLink } from "#components/layout/skip-link.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { shortTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { Actor } from "#lib/access/actor.ts"
import { listBotsToTalkTo } from "#lib/chat/bots-to-talk-to.ts"
import { listOwnConversations, type OwnConversationRow } from "#lib/chat/listing.ts"
import { BotMark } from "../bot-mark.tsx"
import { BotsToTalkTo } from "./bots-to-talk-to.tsx"

type Props = {
  actor: Actor
  zone: string
  /** The conversation beside it: on phones the list then is a view of its own. */
  current?: string
  older?: string | undefined
}

/** One's own conversations, the newest first, and the bots with which one can begin another. */
export async function ConversationsSide({ actor, zone, current, older }: Props) {
  const [conversations, bots] = await Promise.all([
    listOwnConversations(actor, older),
    listBotsToTalkTo(actor),
  ])
  const Heading = current ? "h2" : "h1"
  return (
    <section aria-label="Conversations" className={`chat-side ${current ? "max-md:hidden" : ""}`}>
      {current && <SkipLink to="conversation">Skip to the conversation</SkipLink>}
      <div className="flex h-14 flex-none items-center justify-between px-4">
        <Heading className="text-title font-semibold tracking-[-0.01em]">Conversations</Heading>
        {conversations.rows.length > 0 && bots.length > 0 && (
          <ButtonLink href="/chat#bots" size="sm">
            <Plus size={16} aria-hidden="true" /> New
          </ButtonLink>
        )}
      </div>
      {conversations.rows.length > 0 && (
        <ul className="grid grid-cols-1 gap-0.5 px-3">
          {conversations.rows.map((row) => (
            <li key={row.id}>
              <Conversation row={row} zone={zone} current={row.id === current} />
            </li>
          ))}
        </ul>
      )}
      {(conversations.older ?? older) && (
        <p className="flex gap-4 px-6 pt-2 text-label">
          {older && (
            <Link href="/chat" prefetch={false} className="text-link">
              Newest
            </Link>
          )}
          {conversations.older && (
            <a href={`/chat?older=${conversations.older}`} className="text-link">
              Older
            </a>
          )}
        </p>
      )}
      {bots.length > 0 ? (
        <div id="bots" className="px-3 pt-5 pb-4">
          <h2 className="px-3 pb-2 text-xs font-medium text-muted">Bots you can talk to</h2>
          <BotsToTalkTo bots={bots} conversationId={uuidv7()} />
        </div>
      ) : (
        <EmptyState
          icon={MessageCircle}
          sentence="No bot is published yet. As soon as one is, you can talk to it here."
        />
      )}
    </section>
  )
}

function Conversation({ row, zone, current }: { row: OwnConversationRow; zone: string; current: boolean }) {
  const unseen = row.unseen && !current
  return (
    <a href={`/chat/${row.id}`} aria-current={current ? "page" : undefined} className="chat-row">
      <BotMark size={32} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{row.bot}</span>
          <span className="text-xs text-muted">
            <Time at={shortTime(row.lastMessageAt, zone)} />
          </span>
        </span>
        <span className="mt-0.5 flex items-center gap-2">
          <span className={`min-w-0 flex-1 truncate text-label ${unseen ? "" : "text-muted"}`}>
            {row.state === "waiting" ? "Waiting for somebody" : row.preview || "Nothing said yet"}
          </span>
          {unseen && (
            <span className="chat-dot">
              <span className="sr-only">New</span>
            </span>
          )}
        </span>
      </span>
    </a>
  )
}

/** One's own conversations, the newest first, in pages that cost the same however many there are. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { readCursor, writeCursor } from "#lib/users/cursor.ts"
import type { Author, ConversationState } from "./conversation.ts"
import { excerpt } from "./excerpt.ts"

const pageSize = 30

export type OwnConversationRow = {
  id: string
  bot: string
  state: ConversationState
  lastMessageAt: Date
  /** Something was said that the person has not seen. */
  unseen: boolean
  /** What was said last, in one line. */
  preview: string
}

type OwnConversationPage = { rows: OwnConversationRow[]; older: string | null }

type Found = {
  id: string
  bot: string
  state: ConversationState
  micros: string
  unseen: boolean
  author: Author | null
  text: string | null
}

/** The conversations before the place `older`, which may be anything; tests are not among them. Needs `chat:use`. */
export async function listOwnConversations(actor: Actor, older?: string): Promise<OwnConversationPage> {
  const from = readCursor(older, "created")
  const found = await read(actor, "chat:use", (tx) =>
    rows<Found>(
      tx,
      sql`
        select c.id, b.name as bot, c.state, (extract(epoch from c.last_message_at) * 1000000)::bigint::text as micros,
               c.messages > c.seen as unseen, m.author, m.text
          from conversations c
          join bots b on b.workspace_id = c.workspace_id and b.id = c.bot_id
          left join lateral (
            select author, left(text, 400) as text from messages m
             where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.author <> 'event'
             order by m.n desc limit 1) m on true
         where c.user_id = ${actor.user.id} and not c.is_test
           ${from ? sql`and (c.last_message_at, c.id) < (timestamptz 'epoch' + ${from.key}::bigint * interval '1 microsecond', ${from.id}::uuid)` : sql``}
         order by c.last_message_at desc, c.id desc
         limit ${pageSize + 1}`,
    ),
  )
  const page = found.slice(0, pageSize)
  const last = page.at(-1)
  return {
    rows: page.map(({ micros, author, text, ...row }) => ({
      ...row,
      lastMessageAt: new Date(Number(micros) / 1000),
      preview: `${author === "person" ? "You: " : ""}${excerpt(text ?? "", author)}`,
    })),
    older:
      last && found.length > pageSize
        ? writeCursor({ sort: "created", key: last.micros, id: last.id })
        : null,
  }
}

/** Which message of a conversation the bot answers next. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import type { BotContent } from "#lib/bots/content.ts"

export type Question = {
  conversationId: string
  botId: string
  userId: string
  isTest: boolean
  /** Of the bot's content; null: the draft. */
  version: number | null
  /** Why the bot says nothing but its fallback. */
  silenced: "archived" | "not-published" | null
  n: number
  /** The message's id. */
  id: string
  text: string
  /** When it was said. */
  at: Date
}

/** What the bot says, without its entries: they are many. */
export type Said = Pick<BotContent, "engine" | "language" | "fallback" | "webhookUrl"> & { entries: number }

type Found = Omit<Question, "version" | "silenced"> & { published: number | null; archived: boolean }

/**
 * The oldest message of the person that still waits for the bot's answer: after the last one that was answered, and after the last
 * thing that happened (what was said to the desk is not for the bot). Null when there is none, or it isn't the bot's turn.
 */
export async function nextQuestion(tx: Tx, conversationId: string): Promise<Question | null> {
  const [found] = await rows<Found>(
    tx,
    sql`
      select c.id as "conversationId", c.bot_id as "botId", c.user_id as "userId", c.is_test as "isTest",
             b.published_version as published, b.archived_at is not null as archived, m.n, m.id, m.text, m.at
        from conversations c
        join bots b on b.workspace_id = c.workspace_id and b.id = c.bot_id
        cross join lateral (
          select coalesce(max(a.reply_to), 0) as n from messages a
           where a.workspace_id = c.workspace_id and a.conversation_id = c.id and a.reply_to is not null) answered
        cross join lateral (
          select coalesce(max(e.n), 0) as n from messages e
           where e.workspace_id = c.workspace_id and e.conversation_id = c.id and e.n > answered.n and e.author = 'event') happened
        cross join lateral (
          select q.n, q.id, q.text, q.at from messages q
           where q.workspace_id = c.workspace_id and q.conversation_id = c.id and q.n > answered.n and q.n > happened.n
             and q.author = 'person'
           order by q.n limit 1) m
       where c.id = ${conversationId} and c.state = 'bot'`,
  )
  if (!found) return null
  const { published, archived, ...question } = found
  return {
    ...question,
    at: new Date(question.at),
    version: question.isTest ? null : published,
    silenced: archived ? "archived" : question.isTest || published !== null ? null : "not-published",
  }
}

/** What the bot says in this version; of one that has none, the draft. */
export async function saidBy(tx: Tx, { botId, version }: Pick<Question, "botId" | "version">): Promise<Said> {
  const [content] = await rows<Said>(
    tx,
    sql`
      select content ->> 'engine' as engine, content ->> 'language' as language, content ->> 'fallback' as fallback,
             content ->> 'webhookUrl' as "webhookUrl", jsonb_array_length(content -> 'entries') as entries
        from (select bot_content(${botId}, ${version}) as content offset 0) said`,
  )
  return content!
}

/** Conversations of people with bots and agents, message by message; no changes in the log's sense: they keep their own. */
import { sql } from "drizzle-orm"
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { bots } from "./bots.ts"
import { users } from "./users.ts"
import { instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const conversations = pgTable(
  "conversations",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    botId: uuid("bot_id").notNull(),
    // With the draft, in test mode: no customer's, and not counted.
    isTest: boolean("is_test").notNull().default(false),
    // Who answers next: the bot, whoever takes it, the agent who has, nobody until the person writes again.
    state: textC().notNull().default("bot"),
    // How many messages there are, and so the number of the last one; and how many of them the person has seen.
    messages: integer().notNull().default(0),
    seen: integer().notNull().default(0),
    // Since when the person wants somebody; stays while one has taken it, so that it comes back to its place in the queue.
    waitingSince: instant("waiting_since"),
    agentId: uuid("agent_id"),
    takenAt: instant("taken_at"),
    closedAt: instant("closed_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastMessageAt: instant("last_message_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({
      columns: [table.workspaceId, table.agentId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    foreignKey({ columns: [table.workspaceId, table.botId], foreignColumns: [bots.workspaceId, bots.id] }),
    index("conversations_by_person").on(table.workspaceId, table.userId, table.lastMessageAt, table.id),
    index("conversations_by_bot").on(table.workspaceId, table.botId),
    index("conversations_waiting")
      .on(table.workspaceId, table.waitingSince, table.id)
      .where(sql`state = 'waiting'`),
    index("conversations_taken")
      .on(table.workspaceId, table.agentId, table.lastMessageAt)
      .where(sql`state = 'taken'`),
    check("conversations_state", sql`state in ('bot', 'waiting', 'taken', 'closed')`),
    check("conversations_agent", sql`(state = 'taken') = (agent_id is not null)`),
    check("conversations_waiting_since", sql`state not in ('waiting', 'taken') or waiting_since is not null`),
    workspacePolicy("conversations"),
  ],
)

export const messages = pgTable(
  "messages",
  {
    workspaceId: workspaceId(),
    conversationId: uuid("conversation_id").notNull(),
    // 1, 2, 3 within the conversation, in the order in which they were committed.
    n: integer().notNull(),
    // Drawn by whoever sends it: the same one sent twice is one.
    id: uuid().notNull(),
    author: textC().notNull(),
    // The person, or the agent; of an event, whoever caused it.
    authorId: uuid("author_id"),
    // What happened, where nobody says anything: handed-over, taken, assigned, handed-back, re-queued, taken-away, closed.
    event: textC(),
    text: text().notNull().default(""),
    // The message of the person that the bot answers.
    replyTo: integer("reply_to"),
    // How the bot came to its answer (lib/chat/trace.ts).
    trace: jsonb(),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.conversationId, table.n] }),
    foreignKey({
      columns: [table.workspaceId, table.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }),
    uniqueIndex("messages_id").on(table.workspaceId, table.id),
    // A message is answered once.
    uniqueIndex("messages_answer")
      .on(table.workspaceId, table.conversationId, table.replyTo)
      .where(sql`reply_to is not null`),
    // With all that analytics counts, so that what was said, and how it was come to, is not read for it.
    index("messages_by_time").on(table.workspaceId, table.at, table.author, table.conversationId),
    check("messages_author", sql`author in ('person', 'bot', 'agent', 'event')`),
    check("messages_event", sql`(author = 'event') = (event is not null)`),
    workspacePolicy("messages"),
  ],
)

/** Each time that somebody was wanted: why, how long it took until one came, and when it was over. */
export const handOvers = pgTable(
  "hand_overs",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    conversationId: uuid("conversation_id").notNull(),
    botId: uuid("bot_id").notNull(),
    // asked: by the person; answer: the bot's answer hands over; engine: the bot's engine wants it.
    reason: textC().notNull(),
    at: instant("at").notNull().defaultNow(),
    takenAt: instant("taken_at"),
    takenBy: uuid("taken_by"),
    endedAt: instant("ended_at"),
    // closed, handed-back: by the agent; called-off: the person went on with the bot.
    endedAs: textC("ended_as"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.conversationId],
      foreignColumns: [conversations.workspaceId, conversations.id],
    }),
    foreignKey({
      columns: [table.workspaceId, table.takenBy],
      foreignColumns: [users.workspaceId, users.id],
    }),
    uniqueIndex("hand_overs_open")
      .on(table.workspaceId, table.conversationId)
      .where(sql`ended_at is null`),
    index("hand_overs_by_conversation").on(table.workspaceId, table.conversationId, table.at),
    index("hand_overs_by_time").on(table.workspaceId, table.at),
    index("hand_overs_by_agent")
      .on(table.workspaceId, table.takenBy, table.endedAt)
      .where(sql`ended_at is not null`),
    check("hand_overs_reason", sql`reason in ('asked', 'answer', 'engine')`),
    check("hand_overs_end", sql`(ended_as is null) = (ended_at is null)`),
    workspacePolicy("hand_overs"),
  ],
)

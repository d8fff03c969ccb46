/** Bots: the draft that is being built, the versions that were published, and who has which part in one. */
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
import { users } from "./users.ts"
import { bytea, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const bots = pgTable(
  "bots",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    name: text().notNull(),
    nameNorm: textC("name_norm").notNull(),
    description: text().notNull().default(""),
    ownerId: uuid("owner_id").notNull(),
    // Where its answers come from: its own entries, or the platform's real engine.
    engine: textC().notNull().default("entries"),
    // PostgreSQL's text search configuration: how words are brought to their stems.
    language: textC().notNull().default("english"),
    greeting: text().notNull().default(""),
    // Said when nothing matches, or the engine can't be reached.
    fallback: text().notNull(),
    webhookUrl: text("webhook_url"),
    // Null: never published. What the version holds stands in `bot_versions`.
    publishedVersion: integer("published_version"),
    createdAt: instant("created_at").notNull().defaultNow(),
    archivedAt: instant("archived_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.ownerId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    uniqueIndex("bots_name")
      .on(table.workspaceId, table.nameNorm)
      .where(sql`archived_at is null`),
    index("bots_by_owner").on(table.workspaceId, table.ownerId),
    check("bots_engine", sql`engine in ('entries', 'webhook')`),
    workspacePolicy("bots"),
  ],
)

/** The draft's questions and answers. */
export const botEntries = pgTable(
  "bot_entries",
  {
    workspaceId: workspaceId(),
    botId: uuid("bot_id").notNull(),
    id: uuid().notNull(),
    title: text().notNull(),
    // Ways in which people ask.
    phrases: text().array().notNull(),
    // Markdown.
    answer: text().notNull(),
    // With the answer, the conversation goes to a person.
    handsOver: boolean("hands_over").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.botId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.botId], foreignColumns: [bots.workspaceId, bots.id] }),
    workspacePolicy("bot_entries"),
  ],
)

/** What was published, whole (`bot_content()`); never changed afterwards. */
export const botVersions = pgTable(
  "bot_versions",
  {
    workspaceId: workspaceId(),
    botId: uuid("bot_id").notNull(),
    version: integer().notNull(),
    content: jsonb().notNull(),
    publishedBy: uuid("published_by").notNull(),
    publishedAt: instant("published_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.botId, table.version] }),
    foreignKey({ columns: [table.workspaceId, table.botId], foreignColumns: [bots.workspaceId, bots.id] }),
    workspacePolicy("bot_versions"),
  ],
)

/** Who is Developer or Tester of a bot (K); the owner stands in `bots`. */
export const botMembers = pgTable(
  "bot_members",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    botId: uuid("bot_id").notNull(),
    role: textC().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.botId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({ columns: [table.workspaceId, table.botId], foreignColumns: [bots.workspaceId, bots.id] }),
    index("bot_members_by_bot").on(table.workspaceId, table.botId, table.userId),
    check("bot_members_role", sql`role in ('developer', 'tester')`),
    workspacePolicy("bot_members"),
  ],
)

/** What the bot's webhook is signed with, sealed. */
export const botSecrets = pgTable(
  "bot_secrets",
  {
    workspaceId: workspaceId(),
    botId: uuid("bot_id").notNull(),
    sealed: bytea().notNull(),
    setAt: instant("set_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.botId] }),
    foreignKey({ columns: [table.workspaceId, table.botId], foreignColumns: [bots.workspaceId, bots.id] }),
    workspacePolicy("bot_secrets"),
  ],
)

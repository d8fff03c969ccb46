/** Mails on their way: what is to be sent (sealed until sent, then emptied) and what became of it. */
import { sql } from "drizzle-orm"
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { bytea, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const mails = pgTable(
  "mails",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    userId: uuid("user_id"),
    toAddress: text("to_address").notNull(),
    template: text().notNull(),
    subject: text().notNull(),
    payload: bytea(),
    state: textC().notNull().default("queued"),
    attempts: integer().notNull().default(0),
    lastError: text("last_error"),
    sentBy: uuid("sent_by"),
    queuedAt: instant("queued_at").notNull().defaultNow(),
    sentAt: instant("sent_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({ columns: [table.workspaceId, table.sentBy], foreignColumns: [users.workspaceId, users.id] }),
    index("mails_by_user").on(table.workspaceId, table.userId, table.queuedAt),
    index("mails_by_sender").on(table.workspaceId, table.sentBy),
    check("mails_state", sql`state in ('queued', 'sent', 'failed')`),
    workspacePolicy("mails"),
  ],
)

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
    // Resend's id of the mail, by which its webhook tells what became of it.
    providerId: textC("provider_id"),
    deliveredAt: instant("delivered_at"),
    // When it was given up, came back or was complained about; why stands in lastError.
    returnedAt: instant("returned_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({ columns: [table.workspaceId, table.sentBy], foreignColumns: [users.workspaceId, users.id] }),
    index("mails_by_user").on(table.workspaceId, table.userId, table.queuedAt),
    index("mails_by_sender").on(table.workspaceId, table.sentBy),
    index("mails_by_time").on(table.workspaceId, table.queuedAt, table.id),
    index("mails_by_state").on(table.workspaceId, table.state, table.queuedAt, table.id),
    index("mails_in_trouble")
      .on(table.workspaceId, table.queuedAt, table.id)
      .where(sql`state in ('failed', 'bounced', 'complained')`),
    index("mails_by_address").using("gin", table.workspaceId, table.toAddress.op("gin_trgm_ops")),
    index("mails_by_provider_id")
      .on(table.providerId)
      .where(sql`provider_id is not null`),
    check("mails_state", sql`state in ('queued', 'sent', 'failed', 'delivered', 'bounced', 'complained')`),
    workspacePolicy("mails"),
  ],
)

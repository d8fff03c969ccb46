/** A new e-mail address on its way: confirmed by a link at the new one, stopped by a link at the old one. */
import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { bytea, instant, workspaceId, workspacePolicy } from "./workspaces.ts"

export const emailChanges = pgTable(
  "email_changes",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    oldEmail: text("old_email").notNull(),
    newEmail: text("new_email").notNull(),
    confirmHash: bytea("confirm_hash").notNull(),
    stopHash: bytea("stop_hash").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    // Until then the new address can confirm, and for longer the old one can stop it.
    expiresAt: instant("expires_at").notNull(),
    stoppableUntil: instant("stoppable_until").notNull(),
    confirmedAt: instant("confirmed_at"),
    stoppedAt: instant("stopped_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    index("email_changes_by_confirm").on(table.confirmHash),
    index("email_changes_by_stop").on(table.stopHash),
    index("email_changes_by_user").on(table.workspaceId, table.userId, table.createdAt),
    workspacePolicy("email_changes"),
  ],
)

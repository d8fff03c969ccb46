/** Passwords, as argon2id hashes and apart from `users`, so that no listing, image or undo ever carries one. */
import { foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { instant, workspaceId, workspacePolicy } from "./workspaces.ts"

export const credentials = pgTable(
  "credentials",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    passwordHash: text("password_hash").notNull(),
    setAt: instant("set_at").notNull().defaultNow(),
    // Not null: the password is a temporary one and opens nothing but the page that replaces it, until then.
    temporaryUntil: instant("temporary_until"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    workspacePolicy("credentials"),
  ],
)

/** Six-digit codes that confirm an e-mail address: keyed hashes, few tries, ten minutes. */
import { foreignKey, index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { bytea, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const codes = pgTable(
  "codes",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    purpose: textC().notNull(),
    // The address that the code was sent to: a code confirms that one and no other.
    emailNorm: textC("email_norm").notNull(),
    codeHash: bytea("code_hash").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    triesLeft: integer("tries_left").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    index("codes_by_user").on(table.workspaceId, table.userId, table.createdAt),
    workspacePolicy("codes"),
  ],
)

/** Links to choose a new password: one use, one time limit, known only by the hash of their token. */
import { foreignKey, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { bytea, instant, workspaceId, workspacePolicy } from "./workspaces.ts"

export const passwordResets = pgTable(
  "password_resets",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    index("password_resets_by_token").on(table.tokenHash),
    index("password_resets_by_user").on(table.workspaceId, table.userId, table.createdAt),
    workspacePolicy("password_resets"),
  ],
)

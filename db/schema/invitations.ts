/** Invitation links: one use, one time limit, known only by the hash of their token. */
import { foreignKey, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { bytea, instant, workspaceId, workspacePolicy } from "./workspaces.ts"

export const invitations = pgTable(
  "invitations",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({
      columns: [table.workspaceId, table.createdBy],
      foreignColumns: [users.workspaceId, users.id],
    }),
    index("invitations_by_token").on(table.tokenHash),
    index("invitations_by_user").on(table.workspaceId, table.userId, table.createdAt),
    workspacePolicy("invitations"),
  ],
)

/** Service accounts: what a `users` row of the type `service` has besides. Its name is the row's first name; disabled is suspended. */
import { foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { workspaceId, workspacePolicy } from "./workspaces.ts"

export const serviceAccounts = pgTable(
  "service_accounts",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    // The person who answers for it.
    ownerId: uuid("owner_id").notNull(),
    description: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({
      columns: [table.workspaceId, table.ownerId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    index("service_accounts_by_owner").on(table.workspaceId, table.ownerId),
    workspacePolicy("service_accounts"),
  ],
)

/** Actions on many people at once: whom they were asked for, how far they have come, and what became of each person. */
import { sql } from "drizzle-orm"
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const bulkRuns = pgTable(
  "bulk_runs",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    createdBy: uuid("created_by").notNull(),
    action: textC().notNull(),
    // The role or group that is given or taken; null where the action needs none.
    target: uuid(),
    reason: text(),
    // The filter that chose them, or null if they were ticked one by one.
    query: jsonb().$type<Record<string, string>>(),
    // Who gets the bots of people who are deleted: by bot, and under "rest" all others; null where nobody owns any.
    newOwners: jsonb("new_owners").$type<Record<string, string>>(),
    state: textC().notNull().default("running"),
    selected: integer().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.createdBy],
      foreignColumns: [users.workspaceId, users.id],
    }),
    index("bulk_runs_by_creator").on(table.workspaceId, table.createdBy, table.createdAt),
    check("bulk_runs_state", sql`state in ('running', 'stopping', 'stopped', 'finished')`),
    workspacePolicy("bulk_runs"),
  ],
)

/** `outcome`: null until their turn has come, then `done` or the code of why not. */
export const bulkItems = pgTable(
  "bulk_items",
  {
    workspaceId: workspaceId(),
    runId: uuid("run_id").notNull(),
    // The place in the order in which it goes on.
    n: integer().notNull(),
    userId: uuid("user_id").notNull(),
    outcome: textC(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.runId, table.n] }),
    foreignKey({
      columns: [table.workspaceId, table.runId],
      foreignColumns: [bulkRuns.workspaceId, bulkRuns.id],
    }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    index("bulk_items_to_do")
      .on(table.workspaceId, table.runId, table.n)
      .where(sql`outcome is null`),
    index("bulk_items_by_outcome").on(table.workspaceId, table.runId, table.outcome, table.n),
    index("bulk_items_by_user").on(table.workspaceId, table.userId),
    workspacePolicy("bulk_items"),
  ],
)

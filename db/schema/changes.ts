/** The change log: one row for each named change, and what it did to each row. Written by PostgreSQL alone (CHANGES.md). */
import { sql } from "drizzle-orm"
import {
  bigint,
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" })

export const changes = pgTable(
  "changes",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    actorId: uuid("actor_id"),
    via: textC().notNull(),
    sessionId: uuid("session_id"),
    // The access token by which it was done.
    tokenId: uuid("token_id"),
    action: textC().notNull(),
    reason: text(),
    undoes: uuid(),
    origin: jsonb().$type<{ ip?: string; userAgent?: string; requestId?: string }>(),
    at: instant("at").notNull(),
    xid: xid8()
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.actorId],
      foreignColumns: [users.workspaceId, users.id],
    }),
    foreignKey({ columns: [table.workspaceId, table.undoes], foreignColumns: [table.workspaceId, table.id] }),
    index("changes_by_time").on(table.workspaceId, table.at, table.id),
    index("changes_by_actor").on(table.workspaceId, table.actorId, table.at, table.id),
    index("changes_by_action").on(table.workspaceId, table.action, table.at, table.id),
    index("changes_by_via").on(table.workspaceId, table.via, table.at, table.id),
    index("changes_by_undone")
      .on(table.workspaceId, table.undoes)
      .where(sql`undoes is not null`),
    workspacePolicy("changes"),
  ],
)

/** `before` and `after` hold whole rows for insert and delete, differing columns for update, nothing where a table is only marked. */
export const changeRows = pgTable(
  "change_rows",
  {
    // No foreign key here: one look-up for each of a hundred thousand images was the slowest part of a bulk change.
    workspaceId: uuid("workspace_id").notNull(),
    changeId: uuid("change_id").notNull(),
    n: bigint({ mode: "bigint" }).notNull().generatedAlwaysAsIdentity(),
    at: instant("at").notNull(),
    tableName: textC("table_name").notNull(),
    rowKey: textC("row_key").notNull(),
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.changeId, table.n] }),
    index("change_rows_by_row").on(table.workspaceId, table.tableName, table.rowKey, table.n),
    workspacePolicy("change_rows"),
  ],
)

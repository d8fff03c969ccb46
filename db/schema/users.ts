/** People: who they are, and the facts from which their status follows (PRODUCT §3). */
import { sql } from "drizzle-orm"
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { identityProviderId, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const users = pgTable(
  "users",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    type: textC().notNull(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    email: text().notNull(),
    // Null: the address is record only, because somebody who took this person's place has it, or because they were erased.
    emailNorm: textC("email_norm"),
    phone: text(),
    externalId: text("external_id"),
    // Where the person signs in, and so who owns what of their account (its foreign key stands in a migration: providers come later).
    identityProviderId: identityProviderId(),
    timezone: text(),
    // Its foreign key stands in a migration: pictures come later.
    pictureId: uuid("picture_id"),
    sortName: textC("sort_name").notNull(),
    search: textC().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    createdBy: uuid("created_by"),
    emailConfirmedAt: instant("email_confirmed_at"),
    joinedAt: instant("joined_at"),
    lockedUntil: instant("locked_until"),
    suspendedAt: instant("suspended_at"),
    archivedAt: instant("archived_at"),
    erasedAt: instant("erased_at"),
    // Who took this person's place under another user type.
    replacedBy: uuid("replaced_by"),
    // Locked is not in it, because it ends by itself: a lock is looked at when it is asked for.
    status: textC()
      .notNull()
      .generatedAlwaysAs(
        sql`case when archived_at is not null then 'archived' when suspended_at is not null then 'suspended' when joined_at is null then 'invited' else 'active' end`,
      ),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.createdBy],
      foreignColumns: [table.workspaceId, table.id],
    }),
    foreignKey({
      columns: [table.workspaceId, table.replacedBy],
      foreignColumns: [table.workspaceId, table.id],
    }),
    uniqueIndex("users_live_email")
      .on(table.workspaceId, table.emailNorm)
      .where(sql`archived_at is null`),
    // For the worker that mails an address where it has accounts, across workspaces.
    index("users_by_email")
      .on(table.emailNorm)
      .where(sql`archived_at is null`),
    index("users_by_name")
      .on(table.workspaceId, table.sortName, table.id)
      .where(sql`archived_at is null`),
    index("users_by_status").on(table.workspaceId, table.status, table.sortName, table.id),
    index("users_by_status_and_type").on(
      table.workspaceId,
      table.status,
      table.type,
      table.sortName,
      table.id,
    ),
    index("users_by_type")
      .on(table.workspaceId, table.type, table.sortName, table.id)
      .where(sql`archived_at is null`),
    index("users_by_provider")
      .on(table.workspaceId, table.identityProviderId, table.sortName, table.id)
      .where(sql`identity_provider_id is not null and archived_at is null`),
    index("users_by_provider_archived")
      .on(table.workspaceId, table.identityProviderId, table.sortName, table.id)
      .where(sql`identity_provider_id is not null and archived_at is not null`),
    index("users_by_lock")
      .on(table.workspaceId, table.lockedUntil)
      .where(sql`locked_until is not null`),
    index("users_by_creation")
      .on(table.workspaceId, table.createdAt, table.id)
      .where(sql`archived_at is null`),
    // For counting who came and who was suspended in a time, archived or not, without looking at anybody else.
    index("users_by_time").on(table.workspaceId, table.createdAt, table.type),
    index("users_by_suspension")
      .on(table.workspaceId, table.suspendedAt, table.type)
      .where(sql`suspended_at is not null`),
    index("users_erased")
      .on(table.workspaceId, table.id)
      .where(sql`erased_at is not null`),
    // One for each view: in one of all, a letter among the archived finds everybody's first.
    index("users_by_search")
      .using("gin", table.workspaceId, table.search.op("gin_trgm_ops"))
      .where(sql`archived_at is null`),
    index("users_by_search_archived")
      .using("gin", table.workspaceId, table.search.op("gin_trgm_ops"))
      .where(sql`archived_at is not null`),
    // Service accounts are few among many people.
    index("users_services")
      .on(table.workspaceId, table.sortName, table.id)
      .where(sql`type = 'service'`),
    check(
      "users_type",
      sql`type in ('tenant_admin', 'bot_admin', 'supervisor', 'agent', 'analyst', 'viewer', 'member', 'service')`,
    ),
    workspacePolicy("users"),
  ],
)

/** What changes at every sign-in and message, apart from `users` so that it is no change of the person. A trigger gives everybody a row. */
export const userActivity = pgTable(
  "user_activity",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    lastSignInAt: instant("last_sign_in_at"),
    // What they wrote in conversations that are no tests.
    messages: integer().notNull().default(0),
    lastMessageAt: instant("last_message_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    index("user_activity_by_sign_in").on(
      table.workspaceId,
      sql`coalesce(last_sign_in_at, '-infinity'::timestamptz)`,
      table.userId,
    ),
    workspacePolicy("user_activity"),
  ],
)

/** How many people have each stored status; kept by a trigger, because counting a million takes 0.1 s. */
export const userCounts = pgTable(
  "user_counts",
  {
    workspaceId: workspaceId(),
    status: textC().notNull(),
    people: bigint({ mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.status] }), workspacePolicy("user_counts")],
)

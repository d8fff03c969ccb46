/** Sessions, one row each, found by the hash of their token; ended ones stay, to say why they ended. */
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
import { bytea, identityProviderId, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const sessions = pgTable(
  "sessions",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    tokenHash: bytea("token_hash").notNull(),
    stage: textC().notNull(),
    // Where the person signed in; null: here, with a password.
    identityProviderId: identityProviderId(),
    // When they last showed who they are: at sign-in, or with their password again.
    provedAt: instant("proved_at").notNull().defaultNow(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    idleMinutes: integer("idle_minutes").notNull(),
    endedAt: instant("ended_at"),
    endedReason: text("ended_reason"),
    // The workspace's profile fields as they were when the person came in: a change of them waits for the next sign-in (K).
    profileFields: jsonb("profile_fields").$type<{ shown: string[]; editable: string[] }>(),
    ip: text(),
    userAgent: text("user_agent"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    // Not unique: a token names its workspace only through this look-up, and 256 random bits don't meet.
    index("sessions_by_token")
      .on(table.tokenHash)
      .where(sql`ended_at is null`),
    index("sessions_by_user").on(table.workspaceId, table.userId, table.createdAt),
    index("sessions_by_time").on(table.workspaceId, table.createdAt, table.id),
    check("sessions_stage", sql`stage in ('password_change', 'verify_email', 'full')`),
    workspacePolicy("sessions"),
  ],
)

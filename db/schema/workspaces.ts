/** Workspaces (tenants), and what every other table has from them: the workspace id and the policy that keeps rows apart. */
import { sql } from "drizzle-orm"
import {
  boolean,
  customType,
  integer,
  pgPolicy,
  pgRole,
  pgTable,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core"

/** What the login of every request is a member of; owns nothing (CHANGES.md, "Roles and connections"). */
export const appUser = pgRole("app_user").existing()

/** Text compared byte by byte: the same order on every server, and usable by an index under row level security. */
export const textC = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" })

export const instant = (name: string) => timestamp(name, { withTimezone: true })

const current = sql`(select nullif(current_setting('app.workspace_id', true), '')::uuid)`

// What an admin may set stands here and not in tables of its own: one row that is audited, undone and read as one. Null: the default.
export const workspaces = pgTable(
  "workspaces",
  {
    id: uuid().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    // Off: people keep the address they came with (K); those with users:write may still correct it.
    emailChangeAllowed: boolean("email_change_allowed").notNull().default(true),
    // Since when passwords are only for those with sso:bypass.
    ssoEnforcedAt: instant("sso_enforced_at"),
    // The sign-in policy over the defaults of lib/auth/policy.ts, in the units that the names say.
    passwordLeast: integer("password_least"),
    // On: new passwords are looked up among breached ones, at a service of somebody else's.
    breachedPasswordCheck: boolean("breached_password_check").notNull().default(false),
    lockTries: integer("lock_tries"),
    lockWindowMinutes: integer("lock_window_minutes"),
    lockMinutes: integer("lock_minutes"),
    sessionIdleMinutes: integer("session_idle_minutes"),
    sessionDays: integer("session_days"),
    invitationDays: integer("invitation_days"),
    temporaryPasswordDays: integer("temporary_password_days"),
    codeMinutes: integer("code_minutes"),
    // Domains that new people's addresses must be of; null: any.
    allowedDomains: text("allowed_domains").array(),
    // Keys of lib/profile-fields: which of a person's fields are shown, and which they may edit themselves.
    profileFieldsShown: text("profile_fields_shown").array(),
    profileFieldsEditable: text("profile_fields_editable").array(),
    mailSenderName: text("mail_sender_name"),
    mailReplyTo: text("mail_reply_to"),
    timezone: text(),
    supportAddress: text("support_address"),
    // Its foreign key stands in a migration: logos come later.
    logoId: uuid("logo_id"),
  },
  (table) => [
    pgPolicy("workspaces_workspace", {
      to: appUser,
      using: sql`${table.id} = ${current}`,
      withCheck: sql`${table.id} = ${current}`,
    }),
  ],
)

/** First column of every table. */
export const workspaceId = () =>
  uuid("workspace_id")
    .notNull()
    .references(() => workspaces.id)

/** The provider that a row came from, or null. */
export const identityProviderId = () => uuid("identity_provider_id")

/** Row level security of one table: only rows of the workspace that the transaction named are seen or written. */
export const workspacePolicy = (table: string) =>
  pgPolicy(`${table}_workspace`, {
    to: appUser,
    using: sql`workspace_id = ${current}`,
    withCheck: sql`workspace_id = ${current}`,
  })

/** Workspaces (tenants), and what every other table has from them: the workspace id and the policy that keeps rows apart. */
import { sql } from "drizzle-orm"
import { boolean, customType, pgPolicy, pgRole, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core"

/** What the login of every request is a member of; owns nothing (CHANGES.md, "Roles and connections"). */
export const appUser = pgRole("app_user").existing()

/** Text compared byte by byte: the same order on every server, and usable by an index under row level security. */
export const textC = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" })

export const instant = (name: string) => timestamp(name, { withTimezone: true })

const current = sql`(select nullif(current_setting('app.workspace_id', true), '')::uuid)`

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

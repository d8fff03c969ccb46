/** Signing in by a provider: what was begun, what must not be used twice, and how it ended. */
import { sql } from "drizzle-orm"
import { check, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { identityProviders } from "./identity-providers.ts"
import { users } from "./users.ts"
import { bytea, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

/** One way to a provider and back, whichever process answers: begun, answered, used once. */
export const ssoAttempts = pgTable(
  "sso_attempts",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    providerId: uuid("provider_id").notNull(),
    purpose: textC().notNull(),
    // OIDC's state, SAML's RelayState.
    stateHash: bytea("state_hash").notNull(),
    // Of the cookie of the browser that began.
    browserHash: bytea("browser_hash").notNull(),
    // Nonce, code verifier, request id; and what the provider posted, until the browser fetches it.
    sealed: bytea().notNull(),
    answer: bytea(),
    // Who tries out or links; null for a sign-in.
    userId: uuid("user_id"),
    sessionId: uuid("session_id"),
    // A page of ours to come back to.
    returnTo: text("return_to"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    // Of a rehearsal: what came and what it would have done, sealed.
    outcome: bytea(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.providerId],
      foreignColumns: [identityProviders.workspaceId, identityProviders.id],
    }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    index("sso_attempts_by_state").on(table.workspaceId, table.stateHash),
    index("sso_attempts_by_end").on(table.expiresAt),
    index("sso_attempts_by_user").on(table.workspaceId, table.userId),
    check("sso_attempts_purpose", sql`purpose in ('sign-in', 'rehearsal', 'link')`),
    workspacePolicy("sso_attempts"),
  ],
)

/** Assertions that were accepted, for as long as they could be again. */
export const ssoAssertions = pgTable(
  "sso_assertions",
  {
    workspaceId: workspaceId(),
    providerId: uuid("provider_id").notNull(),
    assertionId: textC("assertion_id").notNull(),
    until: instant("until").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.providerId, table.assertionId] }),
    index("sso_assertions_by_end").on(table.until),
    workspacePolicy("sso_assertions"),
  ],
)

/** How each sign-in by a provider ended, for the admin who is asked why somebody can't get in. */
export const ssoSignIns = pgTable(
  "sso_sign_ins",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    providerId: uuid("provider_id").notNull(),
    at: instant("at").notNull().defaultNow(),
    outcome: textC().notNull(),
    // Why it was refused: an IdentityRefusal or a RefusalCode.
    reason: textC(),
    // More of it, without secrets.
    detail: text(),
    userId: uuid("user_id"),
    subject: text(),
    email: text(),
    ip: text(),
    userAgent: text("user_agent"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    index("sso_sign_ins_by_provider").on(table.workspaceId, table.providerId, table.at, table.id),
    index("sso_sign_ins_by_user").on(table.workspaceId, table.userId, table.at),
    index("sso_sign_ins_by_time").on(table.at),
    check("sso_sign_ins_outcome", sql`outcome in ('signed-in', 'created', 'linked', 'refused')`),
    workspacePolicy("sso_sign_ins"),
  ],
)

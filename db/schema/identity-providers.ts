/** Identity providers of a workspace, what they give to whom, and which person is who there. */
import { sql } from "drizzle-orm"
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core"
import { groups } from "./groups.ts"
import { roles } from "./roles.ts"
import { users } from "./users.ts"
import { bytea, identityProviderId, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const identityProviders = pgTable(
  "identity_providers",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    kind: textC().notNull(),
    name: text().notNull(),
    // OIDC: the issuer. SAML: the entity id.
    issuer: textC().notNull(),
    clientId: text("client_id"),
    ssoUrl: text("sso_url"),
    metadataUrl: text("metadata_url"),
    // PEM; several while the provider changes from one to the next.
    certificates: text().array().notNull().default([]),
    emailClaim: text("email_claim").notNull(),
    firstNameClaim: text("first_name_claim").notNull(),
    lastNameClaim: text("last_name_claim").notNull(),
    groupsClaim: text("groups_claim").notNull(),
    trustEmail: boolean("trust_email").notNull().default(false),
    firstSignIn: textC("first_sign_in").notNull().default("invited"),
    // Of whoever gets an account at the first sign-in.
    userType: textC("user_type").notNull().default("member"),
    owns: text().array().notNull().default([]),
    directoryManaged: boolean("directory_managed").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
    // Null: it can only be tried out.
    enabledAt: instant("enabled_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    check("identity_providers_kind", sql`kind in ('oidc', 'saml')`),
    check("identity_providers_first_sign_in", sql`first_sign_in in ('nobody', 'invited', 'domain')`),
    check("identity_providers_owns", sql`owns <@ array['names', 'email', 'groups', 'status']`),
    workspacePolicy("identity_providers"),
  ],
)

/** Client secrets, sealed and apart, so that no listing or image ever carries one. */
export const identityProviderSecrets = pgTable(
  "identity_provider_secrets",
  {
    workspaceId: workspaceId(),
    providerId: uuid("provider_id").notNull(),
    sealed: bytea().notNull(),
    setAt: instant("set_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.providerId] }),
    foreignKey({
      columns: [table.workspaceId, table.providerId],
      foreignColumns: [identityProviders.workspaceId, identityProviders.id],
    }),
    workspacePolicy("identity_provider_secrets"),
  ],
)

/**
 * What a provider gives: a role or a group, to whoever has the value in the groups claim; or, without a value, to whoever gets their
 * account at the first sign-in.
 */
export const identityProviderRules = pgTable(
  "identity_provider_rules",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    providerId: uuid("provider_id").notNull(),
    value: textC(),
    roleId: uuid("role_id"),
    groupId: uuid("group_id"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.providerId],
      foreignColumns: [identityProviders.workspaceId, identityProviders.id],
    }),
    foreignKey({ columns: [table.workspaceId, table.roleId], foreignColumns: [roles.workspaceId, roles.id] }),
    foreignKey({
      columns: [table.workspaceId, table.groupId],
      foreignColumns: [groups.workspaceId, groups.id],
    }),
    unique("identity_provider_rules_once")
      .on(table.workspaceId, table.providerId, table.value, table.roleId, table.groupId)
      .nullsNotDistinct(),
    check("identity_provider_rules_gives", sql`num_nonnulls(role_id, group_id) = 1`),
    workspacePolicy("identity_provider_rules"),
  ],
)

/** Who a person is at a provider: issuer and subject, never the address (OpenID Connect Core 5.7). */
export const identityLinks = pgTable(
  "identity_links",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    providerId: uuid("provider_id").notNull(),
    issuer: textC().notNull(),
    subject: textC().notNull(),
    // The groups claim as it last came: what the rules are applied to.
    groups: text().array().notNull().default([]),
    linkedAt: instant("linked_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({
      columns: [table.workspaceId, table.providerId],
      foreignColumns: [identityProviders.workspaceId, identityProviders.id],
    }),
    unique("identity_links_identity").on(table.workspaceId, table.providerId, table.issuer, table.subject),
    // Somebody else at the provider who got a former colleague's address is not that colleague.
    unique("identity_links_person").on(table.workspaceId, table.providerId, table.userId),
    index("identity_links_by_user").on(table.workspaceId, table.userId),
    workspacePolicy("identity_links"),
  ],
)

/** E-mail domains that a workspace says are its own; proved by a DNS record, one workspace has each. */
export const emailDomains = pgTable(
  "email_domains",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    domain: textC().notNull(),
    // What the TXT record must say. Everybody may see it.
    proof: text().notNull(),
    // Whose people they are, and so where they sign in.
    providerId: identityProviderId(),
    createdAt: instant("created_at").notNull().defaultNow(),
    provedAt: instant("proved_at"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({
      columns: [table.workspaceId, table.providerId],
      foreignColumns: [identityProviders.workspaceId, identityProviders.id],
    }),
    unique("email_domains_domain").on(table.workspaceId, table.domain),
    workspacePolicy("email_domains"),
  ],
)

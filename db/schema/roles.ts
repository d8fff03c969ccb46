/** Roles, what each permits, and who holds one directly. */
import { sql } from "drizzle-orm"
import {
  foreignKey,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { appUser, identityProviderId, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

const own = sql`built_in is null`
const ofOwnRole = sql`exists (select from roles r where r.workspace_id = role_permissions.workspace_id and r.id = role_id and r.built_in is null)`
// Whoever controls a provider can become anyone: these come with the Admin permissions only (PRODUCT §2).
const forOwnRoles = sql`permission not in ('sso:manage', 'sso:bypass')`

export const roles = pgTable(
  "roles",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    // The key in `builtInRoles`; null for a workspace's own roles.
    builtIn: textC("built_in"),
    name: text().notNull(),
    nameNorm: textC("name_norm").notNull(),
    description: text().notNull().default(""),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("roles_name").on(table.workspaceId, table.nameNorm),
    uniqueIndex("roles_built_in").on(table.workspaceId, table.builtIn),
    workspacePolicy("roles"),
    // A built-in role is fixed for every request, an undo too.
    pgPolicy("roles_made", { as: "restrictive", for: "insert", to: appUser, withCheck: own }),
    pgPolicy("roles_edited", { as: "restrictive", for: "update", to: appUser, using: own, withCheck: own }),
    pgPolicy("roles_deleted", { as: "restrictive", for: "delete", to: appUser, using: own }),
  ],
)

export const rolePermissions = pgTable(
  "role_permissions",
  {
    workspaceId: workspaceId(),
    roleId: uuid("role_id").notNull(),
    permission: textC().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.roleId, table.permission] }),
    foreignKey({ columns: [table.workspaceId, table.roleId], foreignColumns: [roles.workspaceId, roles.id] }),
    index("role_permissions_by_permission").on(table.workspaceId, table.permission, table.roleId),
    workspacePolicy("role_permissions"),
    pgPolicy("role_permissions_put_in", {
      as: "restrictive",
      for: "insert",
      to: appUser,
      withCheck: sql`${ofOwnRole} and ${forOwnRoles}`,
    }),
    pgPolicy("role_permissions_taken_out", {
      as: "restrictive",
      for: "delete",
      to: appUser,
      using: ofOwnRole,
    }),
  ],
)

export const userRoles = pgTable(
  "user_roles",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    roleId: uuid("role_id").notNull(),
    // Given by a rule of this provider, and taken away by it.
    identityProviderId: identityProviderId(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.roleId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({ columns: [table.workspaceId, table.roleId], foreignColumns: [roles.workspaceId, roles.id] }),
    index("user_roles_by_role").on(table.workspaceId, table.roleId, table.userId),
    index("user_roles_by_provider")
      .on(table.workspaceId, table.identityProviderId, table.userId)
      .where(sql`identity_provider_id is not null`),
    workspacePolicy("user_roles"),
  ],
)

/** Roles, what each permits, and who holds one directly. */
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

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
  ],
)

export const userRoles = pgTable(
  "user_roles",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    roleId: uuid("role_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.roleId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({ columns: [table.workspaceId, table.roleId], foreignColumns: [roles.workspaceId, roles.id] }),
    index("user_roles_by_role").on(table.workspaceId, table.roleId, table.userId),
    workspacePolicy("user_roles"),
  ],
)

/** Groups of people, and the roles that a group gives its members. */
import { sql } from "drizzle-orm"
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import { roles } from "./roles.ts"
import { users } from "./users.ts"
import { identityProviderId, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const groups = pgTable(
  "groups",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    name: text().notNull(),
    nameNorm: textC("name_norm").notNull(),
    description: text().notNull().default(""),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex("groups_name").on(table.workspaceId, table.nameNorm),
    workspacePolicy("groups"),
  ],
)

export const groupMembers = pgTable(
  "group_members",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    groupId: uuid("group_id").notNull(),
    // Put in by a rule of this provider, and taken out by it.
    identityProviderId: identityProviderId(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.userId, table.groupId] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({
      columns: [table.workspaceId, table.groupId],
      foreignColumns: [groups.workspaceId, groups.id],
    }),
    index("group_members_by_group").on(table.workspaceId, table.groupId, table.userId),
    index("group_members_by_provider")
      .on(table.workspaceId, table.identityProviderId, table.userId)
      .where(sql`identity_provider_id is not null`),
    workspacePolicy("group_members"),
  ],
)

export const groupRoles = pgTable(
  "group_roles",
  {
    workspaceId: workspaceId(),
    groupId: uuid("group_id").notNull(),
    roleId: uuid("role_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.groupId, table.roleId] }),
    foreignKey({
      columns: [table.workspaceId, table.groupId],
      foreignColumns: [groups.workspaceId, groups.id],
    }),
    foreignKey({ columns: [table.workspaceId, table.roleId], foreignColumns: [roles.workspaceId, roles.id] }),
    index("group_roles_by_role").on(table.workspaceId, table.roleId, table.groupId),
    workspacePolicy("group_roles"),
  ],
)

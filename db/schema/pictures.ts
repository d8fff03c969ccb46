/** Pictures of people and logos of workspaces, as WebP that we encoded ourselves; an id names one picture for good. */
import { foreignKey, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { bytea, instant, workspaceId, workspacePolicy } from "./workspaces.ts"

/** At most one for each person, the one that `users.picture_id` names: what was replaced is gone. */
export const userPictures = pgTable(
  "user_pictures",
  {
    workspaceId: workspaceId(),
    userId: uuid("user_id").notNull(),
    id: uuid().notNull(),
    webp: bytea().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    workspacePolicy("user_pictures"),
  ],
)

/** Logos; `workspaces.logo_id` names the one in use. The newest former ones stay for a while, so that a change of it can be undone. */
export const workspaceLogos = pgTable(
  "workspace_logos",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    webp: bytea().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), workspacePolicy("workspace_logos")],
)

/** Access tokens of people and service accounts: only a hash is stored, and ended ones stay, to say why they ended. */
import { sql } from "drizzle-orm"
import { check, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { users } from "./users.ts"
import { bytea, instant, textC, workspaceId, workspacePolicy } from "./workspaces.ts"

export const accessTokens = pgTable(
  "access_tokens",
  {
    workspaceId: workspaceId(),
    id: uuid().notNull(),
    userId: uuid("user_id").notNull(),
    name: text().notNull(),
    // How it begins, for people to tell it by.
    start: textC().notNull(),
    tokenHash: bytea("token_hash").notNull(),
    // Permissions; at each use what its owner may then, and no more than these.
    scopes: text().array().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    createdBy: uuid("created_by").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    revokedAs: textC("revoked_as"),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    foreignKey({ columns: [table.workspaceId, table.userId], foreignColumns: [users.workspaceId, users.id] }),
    foreignKey({
      columns: [table.workspaceId, table.createdBy],
      foreignColumns: [users.workspaceId, users.id],
    }),
    // Not unique, as for sessions: a token names its workspace only through this look-up.
    index("access_tokens_by_hash")
      .on(table.tokenHash)
      .where(sql`revoked_at is null`),
    index("access_tokens_by_user").on(table.workspaceId, table.userId, table.createdAt),
    check(
      "access_tokens_revoked_as",
      sql`revoked_as in ('owner', 'admin', 'regenerated', 'suspended', 'archived', 'deactivated', 'taken_over')`,
    ),
    workspacePolicy("access_tokens"),
  ],
)

/** When and from where each was last used, apart from the token so that its use is no change of it. */
export const accessTokenUses = pgTable(
  "access_token_uses",
  {
    workspaceId: workspaceId(),
    tokenId: uuid("token_id").notNull(),
    usedAt: instant("used_at").notNull(),
    ip: text(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.tokenId] }),
    foreignKey({
      columns: [table.workspaceId, table.tokenId],
      foreignColumns: [accessTokens.workspaceId, accessTokens.id],
    }).onDelete("cascade"),
    workspacePolicy("access_token_uses"),
  ],
)

/** Whether somebody may still give a person a way in: a link or password that they gave while they could lets nobody in once they can't. */
import { type SQL, sql } from "drizzle-orm"
import { adminMark, type Permission, rankPermissions } from "#lib/access/permissions.ts"

/**
 * The condition that `by`, somebody's id, is active, holds one of these permissions, and lacks nothing of rank that the person of the
 * query's `users` row holds by now: who has risen above them since is theirs no more (PRODUCT §2, "Rank").
 */
export const mayGiveStill = (by: SQL, needed: readonly Permission[]): SQL<boolean> => sql<boolean>`exists (
  select from users giver
   where giver.workspace_id = users.workspace_id and giver.id = ${by} and giver.status = 'active'
     and exists (
       select from user_permissions own
        where own.workspace_id = giver.workspace_id and own.user_id = giver.id and own.permission = any (${sql.param([...needed])}::text[]))
     and not exists (
       select from user_permissions theirs
        where theirs.workspace_id = users.workspace_id and theirs.user_id = users.id and theirs.permission = any (${sql.param([...rankPermissions])}::text[])
          and not exists (
            select from user_permissions own
             where own.workspace_id = giver.workspace_id and own.user_id = giver.id
               and (own.permission = theirs.permission or theirs.permission = 'users:erase' and own.permission = ${adminMark}))))`

/** Who last wrote this row about the person, as the log knows it; null: Roster itself. `first`: who made it. */
export const writerOf = (table: string, key: SQL, { first = false } = {}): SQL => sql`(
  select c.actor_id from change_rows r join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
   where r.workspace_id = users.workspace_id and r.table_name = ${table} and r.row_key = ${key}
   order by r.n ${sql.raw(first ? "asc" : "desc")} limit 1)`

const passwordGiver = writerOf("credentials", sql`users.id::text`)

/**
 * The same of whoever gave the temporary password of the query's `users` row, which is asked of who has joined: of anybody else a code is
 * asked besides, at their own address.
 */
export const passwordGiverMay: SQL<boolean> = sql<boolean>`(
  users.email_confirmed_at is null or users.joined_at is null or coalesce(${passwordGiver} = users.id, true)
  or ${mayGiveStill(passwordGiver, ["users:write", "users:reset"])})`

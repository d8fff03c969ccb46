/** Two admins at one form of a group: what the second one is told. */
import { sql } from "drizzle-orm"
import {
  columnsEdited,
  givingTold,
  refuseIfEdited as refuseIfRowsEdited,
  rowsAbout,
  versionOf as versionOfRows,
} from "#lib/access/edited-meanwhile.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"

/** How far the log of the group's fields and roles has come: what a form carries as `seen`. */
export const versionOf = (tx: Tx, groupId: string) =>
  versionOfRows(tx, rowsAbout(groupId, ["groups", "group_roles"]))

/** Whether the log says that the group was here and is gone. */
export async function isDeleted(tx: Tx, groupId: string): Promise<boolean> {
  const [latest] = await rows<{ gone: boolean }>(
    tx,
    sql`select r.after is null as gone from change_rows r where r.table_name = 'groups' and r.row_key = ${groupId} order by r.n desc limit 1`,
  )
  return latest?.gone ?? false
}

/** Refuses `edited-meanwhile` if somebody changed this of the group after `seen`. Call it before writing. */
export const refuseIfEdited = (tx: Tx, groupId: string, seen: string, table: "groups" | "group_roles") =>
  refuseIfRowsEdited(tx, rowsAbout(groupId, [table]), seen, (edit) =>
    table === "group_roles"
      ? [givingTold(edit, "role")]
      : columnsEdited(edit, { name: "Name", description: "Description" }),
  )

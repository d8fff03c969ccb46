/** Two admins at one service account: what the second one is told. */
import {
  columnsEdited,
  givingTold,
  refuseIfEdited as refuseIfRowsEdited,
  rowsAbout,
  versionOf as versionOfRows,
} from "#lib/access/edited-meanwhile.ts"
import type { Tx } from "#lib/access/transaction.ts"

/** How far the log of this service account has come: what its forms carry as `seen`. */
export const versionOf = (tx: Tx, id: string) =>
  versionOfRows(tx, rowsAbout(id, ["users", "service_accounts", "user_roles"]))

/** Refuses `edited-meanwhile` if somebody changed what `tables` hold of it after `seen`. Call it before writing. */
export const refuseIfEdited = (
  tx: Tx,
  id: string,
  seen: string,
  tables: ("users" | "service_accounts" | "user_roles")[],
) =>
  refuseIfRowsEdited(tx, rowsAbout(id, tables), seen, (edit) => {
    if (edit.table === "user_roles") return [givingTold(edit, "role")]
    return [
      ...columnsEdited(edit, { first_name: "Name", description: "Description" }),
      ...(edit.after && "owner_id" in edit.after ? [`${edit.by} chose another owner`] : []),
    ]
  })

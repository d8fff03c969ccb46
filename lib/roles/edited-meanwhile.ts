/** Two admins at one role: what the second one is told. */
import {
  columnsEdited,
  refuseIfEdited as refuseIfRowsEdited,
  rowsAbout,
  versionOf as versionOfRows,
} from "#lib/access/edited-meanwhile.ts"
import type { Tx } from "#lib/access/transaction.ts"

const about = (roleId: string) => rowsAbout(roleId, ["roles", "role_permissions"])

/** How far the log of this role has come: what its form carries as `seen`. */
export const versionOf = (tx: Tx, roleId: string) => versionOfRows(tx, about(roleId))

/** Refuses `edited-meanwhile` if somebody changed the role after `seen`. Call it before writing. */
export const refuseIfEdited = (tx: Tx, roleId: string, seen: string) =>
  refuseIfRowsEdited(tx, about(roleId), seen, (edit) =>
    edit.table === "role_permissions"
      ? [`${edit.by} ${edit.after ? "put in" : "took out"} ${edit.part}`]
      : columnsEdited(edit, { name: "Name", description: "Description" }),
  )

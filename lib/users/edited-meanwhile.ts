/** Two admins at one form of a person: what the second one is told. */
import {
  columnsEdited,
  givingTold,
  refuseIfEdited as refuseIfRowsEdited,
  rowsAbout,
  versionOf as versionOfRows,
} from "#lib/access/edited-meanwhile.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { profileColumns } from "#lib/profile-fields/fields.ts"

const labels: Record<string, string> = {
  first_name: "First name",
  last_name: "Last name",
  email: "Email",
  phone: "Phone",
  external_id: "External ID",
  timezone: "Timezone",
  ...profileColumns,
}

const ofForm = ["users", "user_profiles", "user_roles"]

/** How far the log of this person's fields, profile, roles and groups has come: what a form carries as `seen`. */
export const versionOf = (tx: Tx, userId: string) =>
  versionOfRows(tx, rowsAbout(userId, [...ofForm, "group_members"]))

/** Refuses `edited-meanwhile` if somebody changed the person's fields or roles (or what `tables` names) after `seen`. Call it before writing. */
export const refuseIfEdited = (tx: Tx, userId: string, seen: string, tables: string[] = ofForm) =>
  refuseIfRowsEdited(tx, rowsAbout(userId, tables), seen, (edit) => {
    if (edit.table === "user_roles") return [givingTold(edit, "role")]
    return edit.table === "group_members" ? [givingTold(edit, "group")] : columnsEdited(edit, labels)
  })

/** Two admins at one form of the settings: what the second one is told. */
import {
  type Edit,
  refuseIfEdited as refuseIfRowsEdited,
  rowsAbout,
  versionOf as versionOfRows,
} from "#lib/access/edited-meanwhile.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Tx } from "#lib/access/transaction.ts"

const about = ({ workspace }: Actor) => rowsAbout(workspace.id, ["workspaces"])

/** How far the log of the workspace's settings has come: what a form carries as `seen`. */
export const versionOf = (tx: Tx, actor: Actor) => versionOfRows(tx, about(actor))

/** Refuses `edited-meanwhile` if somebody changed what this form sets, as `tell` says it, after `seen`. Call it before writing. */
export const refuseIfEdited = (tx: Tx, actor: Actor, seen: string, tell: (edit: Edit) => string[]) =>
  refuseIfRowsEdited(tx, about(actor), seen, tell)

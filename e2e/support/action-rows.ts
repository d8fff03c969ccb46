/**
 * The table of all writes. e2e/writes*.spec.ts try each row by every door it has: the server action as a script calls it, the form as
 * its page renders it and a browser without JavaScript posts it, the operation of the REST API by an access token. At each it
 * works, is refused without the permission, about somebody above one's rank, to another workspace and with bad input; and where it
 * is refused, nothing changes. A new action, change or operation without its row fails.
 *
 * To add a row, put it under the action's folder and name into action-rows-<area>.ts:
 * - `needs`: the permission, and `also` what else the same call asks for. `give` arranges in the workspace what the call is about and
 *   answers the form's fields, by name; `whom` is what the person is that it is about. It is asked anew for each door.
 * - `leaves`: the name of the change, or in words why the audit log gets none.
 * - `outranks`: true if `give` heeds `whom`, so that it can be about an Admin; or what arranges and answers fields that are; or in words
 *   why nobody can be above whoever may.
 * - `bad`: a field with a value that is refused, and `beside` which field the error stands if not that one; or in words why there is
 *   none.
 * - `form`: the address of the page with its form, fields in braces; left out, the first page that carries it; or in words why none.
 * - `rest`: the operation that is the same write.
 * - `foreign`: where an admin of another workspace is led (an address) or what they are told (a pattern), if not to the page of what does
 *   not exist; `reads`: it writes nothing for anybody, only answers; `ready`: what whoever may has to have done before.
 *
 * - `inForm`: where by the form it is another matter: `foreign` as above, or in words why there is no refusal to see.
 *
 * `upload`: a route that takes a picture, keyed by its folder; it is the page with its form. Routes that take anything else are `open`.
 *
 * `own`: for one's own account only. `give` answers fields that name somebody else: nothing of theirs may change; `mine` those by which
 * it works, or says where that is tried; `stage`: the step of signing in that it is for. `open`: for everybody, with the reason.
 */
import type { Person } from "../../db/seed/people.ts"
import type { Stage } from "../../lib/access/actor.ts"
import type { Permission } from "../../lib/access/permissions.ts"
import { accountRows } from "./action-rows-account.ts"
import { audienceRows } from "./action-rows-audiences.ts"
import { auditRows } from "./action-rows-audit.ts"
import { chatRows } from "./action-rows-chat.ts"
import { botRows } from "./action-rows-bots.ts"
import { memberRows } from "./action-rows-bot-members.ts"
import { providerRows } from "./action-rows-providers.ts"
import { enforcementRows } from "./action-rows-enforcement.ts"
import { deskRows } from "./action-rows-desk.ts"
import { emailRows } from "./action-rows-email.ts"
import { groupRows } from "./action-rows-groups.ts"
import { pictureRows } from "./action-rows-pictures.ts"
import { roleRows } from "./action-rows-roles.ts"
import { tokenRows } from "./action-rows-tokens.ts"
import { serviceAccountRows } from "./action-rows-service-accounts.ts"
import { userRows } from "./action-rows-users.ts"
import type { Fields } from "./actions.ts"
import type { Workspace } from "./fixtures.ts"
import type { ByRest } from "./operations.ts"

export type Give = (workspace: Workspace, whom?: Partial<Person>) => Promise<Fields>

/** Where by the form it is another matter. */
export type InForm = { outranks?: string; foreign?: string | RegExp; bad?: string }

export type WriteRow = {
  needs: Permission
  also?: Permission[]
  give: Give
  leaves: string
  outranks: true | Give | string
  bad: Fields | string
  beside?: string
  form?: string
  inForm?: InForm
  rest?: ByRest
  foreign?: string | RegExp
  reads?: boolean
  ready?: (workspace: Workspace, callerId: string) => Promise<void>
}
export type OwnRow = {
  own: string
  give: Give
  mine: ((workspace: Workspace, callerId: string) => Promise<Fields>) | string
  leaves: string
  bad: Fields | string
  form?: string
  inForm?: InForm
  stage?: Stage
}
export type UploadRow = Pick<WriteRow, "give" | "leaves" | "outranks" | "foreign"> & {
  upload: string
  needs: Permission | "self"
}
export type ActionRow = WriteRow | OwnRow | UploadRow | { open: string }

/** An area with many actions has its rows in a file of its own, action-rows-<area>.ts, and is named here. */
export const actionRows: Record<string, ActionRow> = {
  ...accountRows,
  ...userRows,
  ...roleRows,
  ...groupRows,
  ...deskRows,
  ...auditRows,
  ...audienceRows,
  ...emailRows,
  ...providerRows,
  ...enforcementRows,
  ...chatRows,
  ...botRows,
  ...memberRows,
  ...tokenRows,
  ...serviceAccountRows,
  ...pictureRows,
}

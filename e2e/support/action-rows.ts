/**
 * What is known of each server action: who may, and a call of it that would work. e2e/actions.spec.ts calls each as whoever must
 * not, and as whoever may. A new action gets its row here, under its folder and name; without one the test fails.
 *
 * - `needs`: a permission, and `also` what else the same call asks for. `give` arranges in the workspace what the call is about and
 *   answers the form's fields, by name; `foreign`: where an admin of another workspace is led (an address) or what they are told (a
 *   pattern), if not to the page of what does not exist; `reads`: it writes nothing for anybody, only answers; `ready`: what whoever may
 *   has to have done before.
 * - `own`: for one's own account only. `give` answers fields that name somebody else; nothing of theirs may change.
 * - `open`: for everybody, with the reason.
 */
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

export type Give = (workspace: Workspace) => Promise<Fields>
export type ActionRow =
  | {
      needs: Permission
      also?: Permission[]
      give: Give
      foreign?: string | RegExp
      reads?: boolean
      ready?: (workspace: Workspace, callerId: string) => Promise<void>
    }
  | { own: string; give: Give }
  | { open: string }

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

import { Ban, KeyRound, Pencil } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import type { UserDetail } from "#lib/users/user.ts"
import { ArchiveDialog } from "./archive-dialog.tsx"
import type { AskedTransition, Step } from "./confirmable.ts"
import { EraseDialog } from "./erase-dialog.tsx"
import { GroupsDialog } from "./groups-dialog.tsx"
import { InvitationDialogs } from "./invitation-dialogs.tsx"
import { MoreMenu } from "./more-menu.tsx"
import { AdminRoleDialog, BotBuilderDialog } from "./named-access-dialog.tsx"
import { ReplaceDialog } from "./replace-dialog.tsx"
import { ResetPasswordDialog } from "./reset-password-dialog.tsx"
import { RolesDialog } from "./roles-dialog.tsx"
import { StateForm } from "./state-form.tsx"
import { StatusDialog } from "./status-dialog.tsx"
import type { Giving } from "./to-give.ts"

const asked: AskedTransition[] = ["suspend", "deactivate", "restore"]

type Props = {
  user: UserDetail
  own: boolean
  giving: Giving
  tabs: ReadonlySet<string>
  confirm: Step | null
}

/** What can be done about the person: the likely steps as buttons, every step in the menu, with the reason where one is not possible. */
export function UserActions({ user, own, giving, tabs, confirm }: Props) {
  const { may } = user
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full">
      {!may.edit && (
        <ButtonLink href={`/users/${user.id}/edit`} className="max-sm:flex-1">
          <Pencil size={16} aria-hidden="true" /> Edit
        </ButtonLink>
      )}
      {!may.resetPassword && (
        <DialogButton dialog="reset" className="max-sm:flex-1">
          <KeyRound size={16} aria-hidden="true" /> Reset password
        </DialogButton>
      )}
      {!may.unlock && <StateForm userId={user.id} step="unlock" focused={confirm === "unlock"} />}
      {user.suspendedAt && !may.activate && (
        <StateForm userId={user.id} step="activate" focused={confirm === "activate"} />
      )}
      {!may.suspend && (
        <DialogButton kind="danger" dialog="suspend" className="max-sm:flex-1">
          <Ban size={16} aria-hidden="true" /> Suspend
        </DialogButton>
      )}
      {!may.restore && (
        <DialogButton dialog="restore" className="max-sm:flex-1">
          Restore
        </DialogButton>
      )}
      <MoreMenu user={user} tabs={tabs} />
      <Dialogs user={user} own={own} giving={giving} confirm={confirm} />
    </div>
  )
}

/** The question of each step that is open to the reader. */
function Dialogs({ user, own, giving, confirm }: Omit<Props, "tabs">) {
  const { id, firstName, email, may } = user
  const who = { userId: id, name: `${firstName} ${user.lastName}`, firstName }
  const invitation = confirm === "resend" || confirm === "link" || confirm === "withdraw" ? confirm : null
  return (
    <>
      {!may.resetPassword && (
        <ResetPasswordDialog
          {...who}
          email={email}
          own={own}
          proof={own || user.admin ? giving.proof : null}
          open={confirm === "reset"}
        />
      )}
      {asked
        .filter((step) => !may[step])
        .map((step) => (
          <StatusDialog key={step} {...who} step={step} open={confirm === step} />
        ))}
      {!may.invite && (
        <InvitationDialogs
          {...who}
          email={email}
          byProvider={user.passwordRefusal !== null}
          validDays={giving.invitationDays}
          open={invitation}
        />
      )}
      {!may.edit && (
        <RolesDialog {...who} {...giving.roles} version={user.version} open={confirm === "roles"} />
      )}
      <AccessDialogs {...who} version={user.version} giving={giving} confirm={confirm} />
      {!may.replace && (
        <ReplaceDialog
          {...who}
          {...giving.types}
          email={email}
          proof={giving.proof}
          open={confirm === "replace"}
        />
      )}
      {giving.leaving && (
        <ArchiveDialog
          {...who}
          email={email}
          leaving={giving.leaving}
          proof={giving.proof}
          open={confirm === "archive"}
        />
      )}
      {!may.erase && <EraseDialog {...who} email={email} open={confirm === "erase"} />}
    </>
  )
}

type Who = { userId: string; name: string; firstName: string; version: string }

/** What the account panel edits. */
function AccessDialogs({ giving, confirm, ...who }: Who & { giving: Giving; confirm: Step | null }) {
  const { groups, admin, botBuilder } = giving
  return (
    <>
      {groups && !groups.many && (
        <GroupsDialog {...who} boxes={groups.boxes} held={groups.held} open={confirm === "groups"} />
      )}
      {admin?.open && (
        <AdminRoleDialog
          {...who}
          chosen={admin.direct ? "yes" : "no"}
          besides={admin.besides}
          open={confirm === "admin-role"}
        />
      )}
      {botBuilder && (
        <BotBuilderDialog
          {...who}
          chosen={botBuilder.access}
          besides={botBuilder.besides}
          open={confirm === "bot-builder"}
        />
      )}
    </>
  )
}

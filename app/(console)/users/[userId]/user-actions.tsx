import { Ban, Ellipsis, KeyRound, Link2, LockOpen, Mail, MailX } from "lucide-react"
import { buttonClass } from "#components/ui/button.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { Menu, MenuLine, MenuLink, MenuRefusal } from "#components/ui/menu.tsx"
import type { LucideIcon } from "lucide-react"
import { type RefusalCode, refusals } from "#lib/errors.ts"
import type { UserDetail } from "#lib/users/user.ts"
import type { Step } from "./confirmable.ts"
import { InvitationDialogs } from "./invitation-dialogs.tsx"
import { ResetPasswordDialog } from "./reset-password-dialog.tsx"
import { StateForm } from "./state-form.tsx"
import { SuspendDialog } from "./suspend-dialog.tsx"

type Props = { user: UserDetail; own: boolean; confirm: Step | null }

/** What can be done about the person: the likely steps as buttons, every step in the menu, with the reason where one is not possible. */
export function UserActions({ user, own, confirm }: Props) {
  const { may } = user
  const who = {
    userId: user.id,
    name: `${user.firstName} ${user.lastName}`,
    firstName: user.firstName,
    email: user.email,
  }
  const invitation = confirm === "resend" || confirm === "link" || confirm === "withdraw" ? confirm : null
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full">
      {!may.resetPassword && (
        <>
          <DialogButton dialog="reset" className="max-sm:flex-1">
            <KeyRound size={16} aria-hidden="true" /> Reset password
          </DialogButton>
          <ResetPasswordDialog {...who} own={own} open={confirm === "reset"} />
        </>
      )}
      {!may.unlock && <StateForm userId={user.id} step="unlock" focused={confirm === "unlock"} />}
      {user.suspendedAt && !may.activate && (
        <StateForm userId={user.id} step="activate" focused={confirm === "activate"} />
      )}
      {!may.suspend && (
        <>
          <DialogButton kind="danger" dialog="suspend" className="max-sm:flex-1">
            <Ban size={16} aria-hidden="true" /> Suspend
          </DialogButton>
          <SuspendDialog
            userId={who.userId}
            name={who.name}
            firstName={who.firstName}
            open={confirm === "suspend"}
          />
        </>
      )}
      {!may.invite && <InvitationDialogs {...who} open={invitation} />}
      <MoreMenu user={user} />
    </div>
  )
}

function MoreMenu({ user }: { user: UserDetail }) {
  const { id, may, suspendedAt } = user
  const entry = (label: string, icon: LucideIcon, step: Step, refusal: RefusalCode | null) =>
    refusal ? (
      <MenuRefusal key={step} icon={icon} why={refusals[refusal]}>
        {label}
      </MenuRefusal>
    ) : (
      <MenuLink key={step} icon={icon} href={`/users/${id}?confirm=${step}`}>
        {label}
      </MenuLink>
    )
  return (
    <>
      <button
        type="button"
        popoverTarget="user-more"
        aria-label={`More about ${user.firstName} ${user.lastName}`}
        className={buttonClass({ square: true })}
      >
        <Ellipsis size={16} aria-hidden="true" />
      </button>
      <Menu id="user-more" label="More" place="below">
        {entry("Reset password", KeyRound, "reset", may.resetPassword)}
        {entry("Unlock", LockOpen, "unlock", may.unlock)}
        {suspendedAt
          ? entry("Activate", Ban, "activate", may.activate)
          : entry("Suspend", Ban, "suspend", may.suspend)}
        <MenuLine />
        {entry("Resend invitation", Mail, "resend", may.invite)}
        {entry("Copy a fresh link", Link2, "link", may.invite)}
        {entry("Withdraw invitation", MailX, "withdraw", may.invite)}
      </Menu>
    </>
  )
}

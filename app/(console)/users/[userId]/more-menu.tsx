import {
  ArchiveRestore,
  Ban,
  CircleCheck,
  Ellipsis,
  Eraser,
  KeyRound,
  KeySquare,
  Link2,
  LockOpen,
  type LucideIcon,
  Mail,
  MailX,
  MonitorSmartphone,
  Pencil,
  Shield,
  Trash,
  UserRoundX,
  UsersRound,
} from "lucide-react"
import { buttonClass } from "#components/ui/button.tsx"
import { Menu, MenuLine, MenuLink, MenuRefusal } from "#components/ui/menu.tsx"
import type { RefusalCode } from "#lib/errors.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { whyNot } from "../owned-words.ts"
import type { Step } from "./confirmable.ts"

/** Every step that there is. What is not possible stays visible, with its reason. */
export function MoreMenu({ user, tabs }: { user: UserDetail; tabs: ReadonlySet<string> }) {
  const { id, may } = user
  const page = `/users/${id}`
  const link = (label: string, icon: LucideIcon, href: string, refusal: RefusalCode | null, danger = false) =>
    refusal ? (
      <MenuRefusal key={label} icon={icon} why={whyNot(refusal, user.directory)}>
        {label}
      </MenuRefusal>
    ) : (
      <MenuLink key={label} icon={icon} href={href} danger={danger}>
        {label}
      </MenuLink>
    )
  const entry = (label: string, icon: LucideIcon, step: Step, refusal: RefusalCode | null, danger = false) =>
    link(label, icon, `${page}?confirm=${step}`, refusal, danger)
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
        {link("Edit", Pencil, `${page}/edit`, may.edit)}
        {entry("Manage roles", Shield, "roles", may.edit)}
        {link(
          "Sessions",
          MonitorSmartphone,
          `${page}/sessions`,
          tabs.has("sessions") ? null : "not-permitted",
        )}
        {link("Access tokens", KeySquare, `${page}/tokens`, tabs.has("tokens") ? null : "not-permitted")}
        {entry("Reset password", KeyRound, "reset", may.resetPassword)}
        <MenuLine />
        {entry("Suspend", Ban, "suspend", may.suspend)}
        {entry("Activate", CircleCheck, "activate", may.activate)}
        {entry("Unlock", LockOpen, "unlock", may.unlock)}
        {entry("Deactivate", UserRoundX, "deactivate", may.deactivate)}
        <MenuLine />
        {entry("Resend invitation", Mail, "resend", may.invite)}
        {/* Why there is no invitation is said once, above. */}
        {!may.invite && entry("Copy a fresh link", Link2, "link", null)}
        {!may.invite && entry("Withdraw invitation", MailX, "withdraw", null)}
        <MenuLine />
        {entry("Replace with another type…", UsersRound, "replace", may.replace)}
        {entry("Restore", ArchiveRestore, "restore", may.restore)}
        {entry("Erase…", Eraser, "erase", may.erase, true)}
        {entry("Delete", Trash, "archive", may.archive, true)}
      </Menu>
    </>
  )
}

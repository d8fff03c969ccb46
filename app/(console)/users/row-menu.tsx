"use client"

import {
  ArchiveRestore,
  Ban,
  CircleCheck,
  KeyRound,
  KeySquare,
  LockOpen,
  type LucideIcon,
  Mail,
  MonitorSmartphone,
  Pencil,
  Shield,
  Trash,
  UserRound,
  UserRoundX,
} from "lucide-react"
import { MenuLine, MenuLink, MenuRefusal } from "#components/ui/menu.tsx"
import type { Row } from "./rows.ts"

/** What one row allows, and why not. Each step opens on the person's page, which says what it does. */
export function RowMenu({ row }: { row: Row }) {
  const { refusals } = row
  const [label, icon] =
    row.action === "suspend" ? (["Suspend", Ban] as const) : (["Activate", CircleCheck] as const)
  return (
    <div role="group" aria-label={`Actions for ${row.name}`}>
      <MenuLink icon={UserRound} href={`/users/${row.id}`}>
        Open
      </MenuLink>
      <Step row={row} path="/edit" icon={Pencil} label="Edit" refusal={refusals.edit} />
      <Step row={row} path="?confirm=roles" icon={Shield} label="Manage roles" refusal={refusals.edit} />
      <Step
        row={row}
        path="/sessions"
        icon={MonitorSmartphone}
        label="Sessions"
        refusal={refusals.sessions}
      />
      <Step row={row} path="/tokens" icon={KeySquare} label="Access tokens" refusal={refusals.tokens} />
      <Step row={row} path="?confirm=reset" icon={KeyRound} label="Reset password" refusal={refusals.reset} />
      <MenuLine />
      <Step row={row} path={`?confirm=${row.action}`} icon={icon} label={label} refusal={refusals.suspend} />
      <Step row={row} path="?confirm=unlock" icon={LockOpen} label="Unlock" refusal={refusals.unlock} />
      <Step
        row={row}
        path="?confirm=resend"
        icon={Mail}
        label="Resend invitation"
        refusal={refusals.resend}
      />
      <Step
        row={row}
        path="?confirm=deactivate"
        icon={UserRoundX}
        label="Deactivate"
        refusal={refusals.deactivate}
      />
      <MenuLine />
      <Step
        row={row}
        path="?confirm=restore"
        icon={ArchiveRestore}
        label="Restore"
        refusal={refusals.restore}
      />
      <Step row={row} path="?confirm=archive" icon={Trash} label="Delete" refusal={refusals.delete} danger />
    </div>
  )
}

type StepProps = {
  row: Row
  /** Below the person's page. */
  path: string
  icon: LucideIcon
  label: string
  refusal: string | null
  danger?: boolean
}

function Step({ row, path, icon, label, refusal, danger }: StepProps) {
  if (refusal) {
    return (
      <MenuRefusal icon={icon} why={refusal}>
        {label}
      </MenuRefusal>
    )
  }
  return (
    <MenuLink icon={icon} href={`/users/${row.id}${path}`} danger={danger}>
      {label}
    </MenuLink>
  )
}

"use client"

import { Ban, CircleCheck, KeyRound, LockOpen, Mail, type LucideIcon, UserRound } from "lucide-react"
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
      <Step row={row} step="reset" icon={KeyRound} label="Reset password" refusal={refusals.reset} />
      <MenuLine />
      <Step row={row} step={row.action} icon={icon} label={label} refusal={refusals.suspend} />
      <Step row={row} step="unlock" icon={LockOpen} label="Unlock" refusal={refusals.unlock} />
      <Step row={row} step="resend" icon={Mail} label="Resend invitation" refusal={refusals.resend} />
    </div>
  )
}

type StepProps = { row: Row; step: string; icon: LucideIcon; label: string; refusal: string | null }

function Step({ row, step, icon, label, refusal }: StepProps) {
  if (refusal) {
    return (
      <MenuRefusal icon={icon} why={refusal}>
        {label}
      </MenuRefusal>
    )
  }
  return (
    <MenuLink icon={icon} href={`/users/${row.id}?confirm=${step}`}>
      {label}
    </MenuLink>
  )
}

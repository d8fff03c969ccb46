"use client"

import { Ban, CircleCheck, UserRound } from "lucide-react"
import { MenuLine, MenuLink, MenuRefusal } from "#components/ui/menu.tsx"
import type { Row } from "./rows.ts"

/** What one row allows, and why not. */
export function RowMenu({ row }: { row: Row }) {
  const { label, icon } =
    row.action === "suspend" ? { label: "Suspend", icon: Ban } : { label: "Activate", icon: CircleCheck }
  return (
    <div role="group" aria-label={`Actions for ${row.name}`}>
      <MenuLink icon={UserRound} href={`/users/${row.id}`}>
        Open
      </MenuLink>
      <MenuLine />
      {row.refusal ? (
        <MenuRefusal icon={icon} why={row.refusal}>
          {label}
        </MenuRefusal>
      ) : (
        <MenuLink icon={icon} href={`/users/${row.id}?confirm=${row.action}`}>
          {label}
        </MenuLink>
      )}
    </div>
  )
}

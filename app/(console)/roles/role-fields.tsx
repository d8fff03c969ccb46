"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { PermissionBoxes } from "./permission-boxes.tsx"
import type { BoxArea } from "./putting.ts"

type Props = { areas: BoxArea[]; saved?: string[]; autoFocus?: boolean }

/** Name, description and permissions: the same for a new role and one that is there. */
export function RoleFields({ areas, saved, autoFocus }: Props) {
  return (
    <div className="panel overflow-hidden">
      <div className="p-4">
        <FormMessage />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="name" label="Name" autoComplete="off" autoFocus={autoFocus} />
          <TextField name="description" label="Description" autoComplete="off" optional />
        </div>
      </div>
      <PermissionBoxes areas={areas} saved={saved} />
    </div>
  )
}

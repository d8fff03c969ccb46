"use client"

import { Check } from "lucide-react"
import Link from "next/link"
import { Form } from "#components/form/form.tsx"
import type { Values } from "#components/form/form-context.ts"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { useFormValues } from "#components/form/use-form-values.ts"
import { buttonClass } from "#components/ui/button.tsx"
import { permissionLabels, permissions } from "#lib/access/permissions.ts"
import { createRoleAction } from "../actions.ts"
import type { BoxArea } from "../putting.ts"
import { RoleFields } from "../role-fields.tsx"
import { SavePanel } from "../save-panel.tsx"

const createRoleInput = () => import("#lib/roles/input.ts").then((input) => input.createRoleInput)

type Props = {
  /** Drawn by the server for this form: posted twice, it makes one role. */
  id: string
  initial: Values
  areas: BoxArea[]
}

export function NewRoleForm({ id, initial, areas }: Props) {
  return (
    <Form
      schema={createRoleInput}
      action={createRoleAction}
      initial={{ ...initial, id }}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px]"
    >
      <HiddenField name="id" />
      <RoleFields areas={areas} autoFocus />
      <Permits />
    </Form>
  )
}

/** What whoever gets the role will be able to do. Without JavaScript it follows each post. */
function Permits() {
  const chosen = new Set(useFormValues().all("permissions"))
  const permitted = permissions.filter((permission) => chosen.has(permission))
  return (
    <SavePanel
      title="What it permits"
      note={permitted.length > 0 ? `${permitted.length} of ${permissions.length}` : null}
      foot={
        <div className="flex justify-end gap-2">
          <Link href="/roles" prefetch={false} className={buttonClass({ kind: "ghost" })}>
            Cancel
          </Link>
          <SubmitButton>Create role</SubmitButton>
        </div>
      }
    >
      {permitted.length === 0 ? (
        <p className="p-4 text-label text-muted">Nothing yet. Tick what whoever has this role may do.</p>
      ) : (
        <ul className="grid gap-2.5 p-4">
          {permitted.map((permission) => (
            <li key={permission} className="flex gap-2.5 text-label">
              <Check size={16} className="text-success" aria-hidden="true" />
              {permissionLabels[permission]}
            </li>
          ))}
        </ul>
      )}
    </SavePanel>
  )
}

"use client"

import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { editRoleAction } from "../actions.ts"
import type { BoxArea } from "../putting.ts"
import { RoleFields } from "../role-fields.tsx"
import { BeforeYouSave } from "./before-you-save.tsx"

const editRoleInput = () => import("#lib/roles/input.ts").then((input) => input.editRoleInput)

type Props = {
  roleId: string
  initial: { seen: string; name: string; description: string; permissions: string[] }
  areas: BoxArea[]
  follows: boolean
}

export function EditRoleForm({ roleId, initial, areas, follows }: Props) {
  return (
    <Form
      schema={editRoleInput}
      action={editRoleAction}
      permalink={`/roles/${roleId}`}
      initial={initial}
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px]"
    >
      <input type="hidden" name="roleId" value={roleId} />
      <HiddenField name="seen" />
      <HiddenField name="sure" />
      <RoleFields areas={areas} saved={initial.permissions} />
      <BeforeYouSave saved={initial} page={`/roles/${roleId}`} follows={follows} />
    </Form>
  )
}

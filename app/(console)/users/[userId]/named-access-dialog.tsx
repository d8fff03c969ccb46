"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { type Card, RadioCards } from "#components/form/radio-cards.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { setAdminRoleAction, setBotBuilderAction } from "../actions.ts"
import type { Besides } from "./besides.ts"

const setAdminRoleInput = () => import("#lib/users/input.ts").then((input) => input.setAdminRoleInput)
const setBotBuilderInput = () => import("#lib/users/input.ts").then((input) => input.setBotBuilderInput)

type Props = {
  userId: string
  name: string
  version: string
  /** What is chosen now. */
  chosen: string
  besides: Besides
  open: boolean
}

const adminCards: Card[] = [
  { value: "no", label: "Not an admin", hint: "Has what type, roles and groups give." },
  { value: "yes", label: "Admin", hint: "Everything except erasing people: the role Admin, given directly." },
]

const botBuilderCards: Card[] = [
  { value: "none", label: "None", hint: "Neither of the two roles is held directly." },
  { value: "builder", label: "Builder", hint: "Builds the bots they have a part in: the role Bot Builder." },
  { value: "creator", label: "Builder + new bots", hint: "And makes new ones: the role Bot Creator." },
]

/** Admin role (K): the role Admin given directly, or taken. */
export const AdminRoleDialog = (props: Props) => (
  <NamedAccessDialog
    {...props}
    id="admin-role"
    title={`Admin role of ${props.name}`}
    field="admin"
    cards={adminCards}
    schema={setAdminRoleInput}
    action={setAdminRoleAction}
    button="Save Admin role"
  />
)

/** Bot Builder access (K): one of two roles given directly, or neither. */
export const BotBuilderDialog = (props: Props) => (
  <NamedAccessDialog
    {...props}
    id="bot-builder"
    title={`Bot Builder access of ${props.name}`}
    field="access"
    cards={botBuilderCards}
    schema={setBotBuilderInput}
    action={setBotBuilderAction}
    button="Save access"
  />
)

type Kind = {
  id: "admin-role" | "bot-builder"
  title: string
  field: string
  cards: Card[]
  button: string
} & Pick<Parameters<typeof Form>[0], "schema" | "action">

function NamedAccessDialog(props: Props & Kind) {
  const { id, title, field, cards, schema, action, button, userId, version, chosen, besides, open } = props
  const page = `/users/${userId}`
  return (
    <Dialog id={id} title={title} open={open} closeHref={page}>
      <Form
        schema={schema}
        action={action}
        permalink={`${page}?confirm=${id}`}
        initial={{ seen: version, [field]: chosen }}
      >
        <DialogBody>
          <p className="mb-4 text-muted">Counts from the next click on.</p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <HiddenField name="seen" />
          <HiddenField name="sure" />
          <RadioCards name={field} legend="Given directly" cards={cards} />
          {besides && (
            <div className="mt-4">
              <Notice>
                {besides.has} comes from {besides.from} as well. It can't be taken away here.
              </Notice>
            </div>
          )}
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton>{button}</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}

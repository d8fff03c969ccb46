"use client"

import type { ReactNode } from "react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { setGroupsAction } from "../../actions.ts"

/** `why`: the reason for which there is no button. */
type Choice = { id: string; name: string; description: string; why: string | null }

type Props = {
  userId: string
  version: string
  search: string
  own: Choice[]
  others: Choice[]
  /** More match than are shown. */
  many: boolean
  /** The search, whose form can't stand within this one. */
  children: ReactNode
}

/** The person's groups at the left, others to be found at the right; each with the button that changes it at once. */
export function GroupsForm({ userId, version, search, own, others, many, children }: Props) {
  const here = `/users/${userId}/groups?${new URLSearchParams({ search })}`
  return (
    <>
      <div className="mb-4">{children}</div>
      <Form action={setGroupsAction} permalink={here} initial={{ seen: version }}>
        <FormMessage />
        <input type="hidden" name="userId" value={userId} />
        <input type="hidden" name="search" value={search} />
        <HiddenField name="seen" />
        <HiddenField name="sure" />
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
          <Choices title="In these groups" none="In no group." choices={own}>
            {({ id, name }) => (
              <RowButton size="sm" name="without" value={id}>
                Remove<span className="sr-only"> {name}</span>
              </RowButton>
            )}
          </Choices>
          <Choices title="Other groups" none="No other group matches." choices={others}>
            {({ id, name }) => (
              <RowButton size="sm" name="adding" value={id}>
                Add<span className="sr-only"> {name}</span>
              </RowButton>
            )}
          </Choices>
        </div>
        {many && (
          <p className="mt-3 text-label text-muted">There are more groups. Search to find the others.</p>
        )}
      </Form>
    </>
  )
}

function Choices(props: {
  title: string
  none: string
  choices: Choice[]
  children: (choice: Choice) => ReactNode
}) {
  const { title, none, choices, children } = props
  return (
    <Panel title={title}>
      {choices.length === 0 && <p className="p-4 text-label text-muted">{none}</p>}
      <ul>
        {choices.map((choice) => (
          <li
            key={choice.id}
            className="flex min-h-13 items-center gap-3 border-b border-base-300 px-4 py-2 last:border-b-0"
          >
            <span className="min-w-0 grow">
              <span className="block font-medium break-words">{choice.name}</span>
              {choice.description && (
                <span className="block text-label break-words text-muted">{choice.description}</span>
              )}
            </span>
            {choice.why === null ? (
              children(choice)
            ) : (
              <span className="max-w-48 text-right text-xs text-muted">{choice.why}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

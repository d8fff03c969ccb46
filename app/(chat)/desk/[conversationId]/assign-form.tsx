"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { SelectField } from "#components/form/select-field.tsx"
import type { DeskAgent } from "#lib/desk/agents.ts"
import { assignConversationAction, requeueConversationAction } from "../actions.ts"

type Props = { conversationId: string; agents: DeskAgent[]; taken: boolean }

/** Who gets the conversation; with `taken` also: nobody, so that it waits again. */
export function AssignForm({ conversationId, agents, taken }: Props) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Form
        action={assignConversationAction}
        schema={async () => (await import("#lib/desk/input.ts")).assignInput}
        initial={{ conversationId, agentId: "" }}
      >
        <FormMessage />
        <HiddenField name="conversationId" />
        <div className="desk-beside">
          <SelectField
            name="agentId"
            label="Assign to"
            choices={[
              { value: "", label: "Choose an agent" },
              ...agents.map(({ id, name, has }) => ({ value: id, label: `${name} (has ${has})` })),
            ]}
          />
          <RowButton>Assign</RowButton>
        </div>
      </Form>
      {taken && (
        <Form action={requeueConversationAction} initial={{ conversationId }}>
          <FormMessage />
          <HiddenField name="conversationId" />
          <div className="desk-beside">
            <RowButton>Back to the queue</RowButton>
          </div>
        </Form>
      )}
    </div>
  )
}

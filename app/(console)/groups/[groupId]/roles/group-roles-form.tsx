"use client"

import { type Box, CheckboxGroup } from "#components/form/checkbox-group.tsx"
import type { Values } from "#components/form/form-context.ts"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { usePreview } from "#components/form/use-preview.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import type { AccessMove } from "#lib/access/moves.ts"
import { AccessMoves } from "../../../access-moves.tsx"
import { setGroupRolesAction } from "../../actions.ts"

const setGroupRolesInput = () => import("#lib/groups/input.ts").then((input) => input.setGroupRolesInput)

type Props = { groupId: string; boxes: Box[]; initial: Values }

/** The roles at the left, at the right who would gain and lose by them. */
export function GroupRolesForm({ groupId, boxes, initial }: Props) {
  const page = `/groups/${groupId}`
  return (
    <Form
      schema={setGroupRolesInput}
      action={setGroupRolesAction}
      permalink={`${page}/roles`}
      initial={initial}
      className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px]"
    >
      <div className="panel p-5">
        <FormMessage />
        <input type="hidden" name="groupId" value={groupId} />
        <HiddenField name="seen" />
        <HiddenField name="sure" />
        <CheckboxGroup name="roles" legend="Roles" boxes={boxes} />
      </div>
      <BeforeSaving cancel={page} />
    </Form>
  )
}

function BeforeSaving({ cancel }: { cancel: string }) {
  const { asking, answer, refusal } = usePreview(setGroupRolesAction)
  const hydrated = useHydrated()
  const moves = answer?.["moves"] && (JSON.parse(answer["moves"]) as AccessMove[])
  return (
    <Panel title="Before you save" hint={asking && <span className="spinner" aria-label="Looking" />}>
      <div aria-live="polite">
        {refusal ? (
          <div className="p-4">
            <Notice kind="error">{refusal}</Notice>
          </div>
        ) : moves ? (
          <AccessMoves moves={moves} />
        ) : (
          <p className="p-4 text-label text-muted">
            Tick or clear a role to see who gains and who loses what. It counts from their next click on.
          </p>
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2 border-t border-base-300 px-4 py-3">
        <ButtonLink kind="ghost" href={cancel}>
          Cancel
        </ButtonLink>
        {!hydrated && (
          <RowButton name="step" value="preview">
            Show who gains and loses
          </RowButton>
        )}
        <SubmitButton name="step" value="save">
          Save roles
        </SubmitButton>
      </div>
    </Panel>
  )
}

"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { botRoles } from "#lib/access/bot-roles.ts"
import { memberRoles, type MemberRole } from "#lib/bot-members/input.ts"
import { removeMemberAction, setMemberAction } from "./actions.ts"

type Props = {
  botId: string
  userId: string
  role: MemberRole
  from: "bot" | "user"
  /** Whose part it is, or in which bot: for who hears the buttons one by one. */
  about: string
}

/** The other part, and none. Nothing is lost that can't be given again, so nothing is asked. */
export function PartForms({ botId, userId, role, from, about }: Props) {
  const here = from === "user" ? `/users/${userId}/bots` : `/bots/${botId}/members`
  const other = memberRoles.find((each) => each !== role)!
  const place = (
    <>
      <FormMessage />
      <input type="hidden" name="botId" value={botId} />
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="from" value={from} />
    </>
  )
  return (
    <div className="flex flex-wrap gap-2 max-sm:w-full">
      <Form action={setMemberAction} permalink={here}>
        {place}
        <RowButton size="sm" name="role" value={other}>
          Make {botRoles[other].label}
          <span className="sr-only"> ({about})</span>
        </RowButton>
      </Form>
      <Form action={removeMemberAction} permalink={here}>
        {place}
        <RowButton size="sm">
          Remove<span className="sr-only"> {about}</span>
        </RowButton>
      </Form>
    </div>
  )
}

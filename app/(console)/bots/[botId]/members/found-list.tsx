"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { Avatar, type AvatarLook } from "#components/ui/avatar.tsx"
import { botRoles } from "#lib/access/bot-roles.ts"
import { memberRoles } from "#lib/bot-members/input.ts"
import { setMemberAction } from "./actions.ts"

/** `part`: what they are in the bot already. */
type Found = AvatarLook & { id: string; name: string; email: string; part: string | null }

export function FoundList({ botId, search, people }: { botId: string; search: string; people: Found[] }) {
  const here = `/bots/${botId}/members?${new URLSearchParams({ search })}`
  return (
    <ul className="border-t border-base-300" aria-label="Found">
      {people.map(({ id, name, email, initials, hue, picture, part }) => (
        <li
          key={id}
          className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 border-b border-base-300 px-4 py-2 last:border-b-0"
        >
          <Avatar initials={initials} hue={hue} picture={picture} />
          <span className="min-w-0 flex-1 basis-32">
            <span className="block font-medium wrap-anywhere">{name}</span>
            <span className="block text-label wrap-anywhere text-muted">{email}</span>
          </span>
          {part ? (
            <span className="text-label text-muted">{part}</span>
          ) : (
            <Form action={setMemberAction} permalink={here} className="flex flex-wrap gap-2">
              <FormMessage />
              <input type="hidden" name="botId" value={botId} />
              <input type="hidden" name="userId" value={id} />
              <input type="hidden" name="search" value={search} />
              {memberRoles.map((role) => (
                <RowButton key={role} size="sm" name="role" value={role}>
                  {botRoles[role].label}
                  <span className="sr-only"> ({name})</span>
                </RowButton>
              ))}
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}

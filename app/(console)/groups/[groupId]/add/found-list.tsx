"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { Avatar, type AvatarLook } from "#components/ui/avatar.tsx"
import { addMembersAction } from "../../actions.ts"

/** `why`: the reason for which there is no button. */
type Found = AvatarLook & { id: string; name: string; email: string; why: string | null }

export function FoundList({ groupId, search, people }: { groupId: string; search: string; people: Found[] }) {
  const here = `/groups/${groupId}/add?${new URLSearchParams({ search })}`
  return (
    <Form action={addMembersAction} permalink={here}>
      <div className="px-4">
        <FormMessage />
      </div>
      <input type="hidden" name="groupId" value={groupId} />
      <input type="hidden" name="search" value={search} />
      <ul className="border-t border-base-300" aria-label="Found">
        {people.map(({ id, name, email, initials, hue, picture, why }) => (
          <li
            key={id}
            className="flex min-h-13 items-center gap-3 border-b border-base-300 px-4 py-2 last:border-b-0"
          >
            <Avatar initials={initials} hue={hue} picture={picture} />
            <span className="min-w-0 grow">
              <span className="block font-medium break-words">{name}</span>
              <span className="block text-label break-words text-muted">{email}</span>
            </span>
            {why === null ? (
              <RowButton size="sm" name="members" value={id}>
                Add<span className="sr-only"> {name}</span>
              </RowButton>
            ) : (
              <span className="max-w-40 text-right text-label text-muted">{why}</span>
            )}
          </li>
        ))}
      </ul>
    </Form>
  )
}

import { avatarOf } from "#components/ui/avatar.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { SearchForm } from "#components/ui/search-form.tsx"
import type { findCandidates } from "#lib/bot-members/candidates.ts"
import { botRoles, type BotRole } from "#lib/access/bot-roles.ts"
import { AddressForm } from "./address-form.tsx"
import { FoundList } from "./found-list.tsx"

type Props = {
  botId: string
  search: string
  /** Null: the reader may not look through the directory, and names people by their address. */
  found: Awaited<ReturnType<typeof findCandidates>> | null
}

/** Somebody more: found by name, or by their exact address. */
export function AddPanel({ botId, search, found }: Props) {
  if (!found) {
    return (
      <Panel title="Add somebody">
        <AddressForm botId={botId} />
      </Panel>
    )
  }
  const { people, more } = found
  return (
    <Panel title="Add somebody">
      <div className="p-4">
        <SearchForm
          action={`/bots/${botId}/members`}
          label="People to add"
          placeholder="Search name or e-mail"
          value={search}
        />
        <p className="mt-3 text-label text-muted empty:hidden">
          {search === ""
            ? "Type a name or an address to find people of this workspace."
            : people.length === 0 && `Nobody's name or address has “${search}” in it.`}
        </p>
      </div>
      {people.length > 0 && (
        <FoundList
          botId={botId}
          search={search}
          people={people.map(({ id, firstName, lastName, pictureId, email, role }) => ({
            id,
            name: `${firstName} ${lastName}`,
            email,
            ...avatarOf(firstName, lastName, id, pictureId),
            part: role && botRoles[role as BotRole].label,
          }))}
        />
      )}
      {more && (
        <p className="border-t border-base-300 px-4 py-3 text-label text-muted">
          There are more. Add a letter or a word.
        </p>
      )}
    </Panel>
  )
}

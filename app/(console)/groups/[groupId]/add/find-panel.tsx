import { avatarOf } from "#components/ui/avatar.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { SearchForm } from "#components/ui/search-form.tsx"
import type { Candidates } from "#lib/groups/candidates.ts"
import { whyNot } from "../../../users/owned-words.ts"
import { FoundList } from "./found-list.tsx"

type Props = { groupId: string; search: string; candidates: Candidates }

/** One person at a time: search, and a button beside each who was found. */
export function FindPanel({ groupId, search, candidates: { people, more } }: Props) {
  return (
    <Panel title="Find people">
      <div className="p-4">
        <SearchForm
          action={`/groups/${groupId}/add`}
          label="People to add"
          placeholder="Search name or e-mail"
          value={search}
        />
        {search === "" && (
          <p className="mt-3 text-label text-muted">
            Type a name or an address to find people of this workspace.
          </p>
        )}
        {search !== "" && people.length === 0 && (
          <p className="mt-3 text-label text-muted">Nobody's name or address has “{search}” in it.</p>
        )}
      </div>
      {people.length > 0 && (
        <FoundList
          groupId={groupId}
          search={search}
          people={people.map(({ id, firstName, lastName, pictureId, email, refusal, directory }) => ({
            id,
            name: `${firstName} ${lastName}`,
            email,
            ...avatarOf(firstName, lastName, id, pictureId),
            why: refusal === "is-member" ? "Member" : refusal && whyNot(refusal, directory),
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

import { SearchX, UserPlus } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { SearchForm } from "#components/ui/search-form.tsx"
import type { GroupDetail } from "#lib/groups/group.ts"
import type { UserPage } from "#lib/users/listing.ts"
import { figureOf, membersInFigures } from "../words.ts"
import { toMember } from "./member-row.ts"
import { MembersTable } from "./members-table.tsx"
import { RemoveBar } from "./remove-bar.tsx"

type Props = {
  group: GroupDetail
  members: UserPage
  search: string
  ruled: ReadonlyMap<string, string>
  mayManage: boolean
}

/** Everybody in the group by name, a page at a time. */
export function MembersPanel({ group, members, search, ruled, mayManage }: Props) {
  const { rows, next, previous, refine } = members
  const here = `/groups/${group.id}`
  const href = (place: Record<string, string>) =>
    `${here}?${new URLSearchParams({ ...(search && { search }), ...place })}`
  const add = mayManage && (
    <ButtonLink size="sm" href={`${here}/add`}>
      <UserPlus size={16} aria-hidden="true" /> Add members
    </ButtonLink>
  )
  const many = next !== null || previous !== null
  return (
    <div className="min-w-0">
      <Panel
        title="Members"
        hint={<span className="tabular-nums">{figureOf(group.people)}</span>}
        actions={add}
      >
        {(search !== "" || group.people.counted > 5) && (
          <div className="border-b border-base-300 p-3">
            <SearchForm action={here} label="Members" placeholder="Search name or e-mail" value={search} />
          </div>
        )}
        {refine && (
          <div className="p-3">
            <Notice kind="warning">
              More than 1,000 people match. Refine your search: add a letter or a word.
            </Notice>
          </div>
        )}
        {rows.length === 0 ? (
          <Nobody search={search} here={here} mayManage={mayManage} />
        ) : (
          <MembersTable
            groupId={group.id}
            mayManage={mayManage}
            rows={rows.map((row) => toMember(row, ruled))}
          />
        )}
        {many && (
          <Pagination
            label="Pages of members"
            previous={previous && href({ before: previous })}
            next={next && href({ after: next })}
            summary={
              search === ""
                ? `${rows.length} of ${membersInFigures(group.people).toLowerCase()}`
                : `${rows.length} people`
            }
          />
        )}
      </Panel>
      {mayManage && rows.length > 0 && <RemoveBar groupId={group.id} />}
    </div>
  )
}

function Nobody({ search, here, mayManage }: { search: string; here: string; mayManage: boolean }) {
  if (search !== "") {
    return (
      <EmptyState
        icon={SearchX}
        sentence={`Nobody in this group has “${search}” in their name or address.`}
        action={<ButtonLink href={here}>Show all members</ButtonLink>}
      />
    )
  }
  return (
    <EmptyState
      icon={UserPlus}
      sentence="Nobody is in this group yet."
      action={mayManage && <ButtonLink href={`${here}/add`}>Add members</ButtonLink>}
    />
  )
}

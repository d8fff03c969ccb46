import { Plus } from "lucide-react"
import type { Metadata } from "next"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { SearchForm } from "#components/ui/search-form.tsx"
import { can } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { listGroupsInput } from "#lib/groups/input.ts"
import { listGroupPage } from "#lib/groups/listing.ts"
import { GroupsTable } from "./groups-table.tsx"
import { NoGroups } from "./no-groups.tsx"

export const metadata: Metadata = { title: "Groups" }

export default async function GroupsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("users:read")
  const query = listGroupsInput.parse(await searchParams)
  const page = await listGroupPage(actor, query)
  const mayManage = can(actor, "groups:manage")
  const many = page.next !== null || page.previous !== null
  const href = (place: Record<string, string>) =>
    `/groups?${new URLSearchParams({ ...(query.search && { search: query.search }), ...place })}`
  return (
    <Frame actor={actor} current="/groups" crumbs={[{ label: "Groups" }]} searchParams={searchParams}>
      <PageHeader
        title="Groups"
        lead="People who share what they may do: a group gives its roles to everybody in it."
        actions={
          mayManage && (
            <ButtonLink kind="primary" href="/groups/new">
              <Plus size={16} aria-hidden="true" /> Add group
            </ButtonLink>
          )
        }
      />
      <div className="panel">
        {(many || query.search !== "") && (
          <div className="border-b border-base-300 p-3">
            <SearchForm
              action="/groups"
              label="Groups"
              placeholder="Search name or description"
              value={query.search}
            />
          </div>
        )}
        {page.rows.length === 0 ? (
          <NoGroups search={query.search} mayManage={mayManage} />
        ) : (
          <GroupsTable rows={page.rows} />
        )}
        {many && (
          <Pagination
            label="Pages of groups"
            previous={page.previous && href({ before: page.previous })}
            next={page.next && href({ after: page.next })}
            summary={`${page.rows.length} ${page.rows.length === 1 ? "group" : "groups"}`}
          />
        )}
      </div>
    </Frame>
  )
}

import { readZone } from "#app/zone.ts"
import { Notice } from "#components/ui/notice.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import { type Actor, can } from "#lib/access/actor.ts"
import { userTypeNames, userTypes } from "#lib/access/permissions.ts"
import type { ListUsersQuery } from "#lib/users/input.ts"
import type { UserPage } from "#lib/users/listing.ts"
import { isFiltered, usersHref, usersParams } from "./address.ts"
import { Filters } from "./filters.tsx"
import { NoUsers } from "./no-users.tsx"
import { toRow } from "./rows.ts"
import { inFigures } from "./stat-cards.tsx"
import { UsersTable } from "./users-table.tsx"
import { statusWords } from "./words.ts"

type Props = {
  actor: Actor
  query: ListUsersQuery
  page: UserPage
  counts: { total: number; archived: number }
  roles: { id: string; name: string }[]
  openMenu: string | null
}

const statuses = (["active", "suspended", "invited", "locked"] as const).map((value) => ({
  value,
  label: statusWords[value].label,
}))
const types = userTypeNames.map((value) => ({ value, label: userTypes[value].label }))

/** The list with its views, filters and pages. */
export async function UsersPanel({ actor, query, page, counts, roles, openMenu }: Props) {
  const archived = query.view === "archived"
  const zone = await readZone(actor)
  return (
    <div className="panel">
      <Tabs
        label="Views"
        className="px-3"
        tabs={[
          {
            label: "Active",
            count: inFigures(counts.total),
            href: usersHref(query, { view: "active" }),
            current: !archived,
          },
          {
            label: "Archived",
            count: inFigures(counts.archived),
            href: usersHref(query, { view: "archived", status: "" }),
            current: archived,
          },
        ]}
      />
      <Filters
        query={query}
        statuses={statuses}
        types={types}
        roles={roles.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {page.refine && (
        <div className="px-3 pb-3">
          <Notice kind="warning">
            More than 1,000 people match. Refine your search: add a letter or a word.
          </Notice>
        </div>
      )}
      <div className="border-t border-base-300">
        {page.rows.length === 0 ? (
          <NoUsers query={query} mayAdd={can(actor, "users:write")} />
        ) : (
          <>
            <UsersTable
              rows={page.rows.map((user) => toRow(user, actor, zone))}
              archived={archived}
              openMenu={openMenu}
            />
            <form id="row-menu-form" action="/users" hidden>
              {[...usersParams(query)].map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
            </form>
            <Pagination
              label="Pages of people"
              previous={page.previous && usersHref(query, { before: page.previous })}
              next={page.next && usersHref(query, { after: page.next })}
              summary={summary(
                page.rows.length,
                isFiltered(query) ? null : archived ? counts.archived : counts.total,
              )}
            />
          </>
        )}
      </div>
    </div>
  )
}

function summary(shown: number, total: number | null): string {
  if (total !== null) return `${inFigures(shown)} of ${inFigures(total)} people`
  return shown === 1 ? "1 person" : `${inFigures(shown)} people`
}

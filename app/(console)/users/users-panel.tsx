import { ArrowDownWideNarrow } from "lucide-react"
import { readZone } from "#app/zone.ts"
import { Notice } from "#components/ui/notice.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import { type Actor, can } from "#lib/access/actor.ts"
import { userTypeNames, userTypes } from "#lib/access/permissions.ts"
import { bulkActions } from "#lib/bulk/actions.ts"
import { bulkActionNames } from "#lib/bulk/input.ts"
import type { ListUsersQuery } from "#lib/users/input.ts"
import type { countUsers, UserPage } from "#lib/users/listing.ts"
import { isFiltered, usersHref, usersParams } from "./address.ts"
import { BulkBar } from "./bulk-bar.tsx"
import { Filters } from "./filters.tsx"
import { NoUsers } from "./no-users.tsx"
import { toRow } from "./rows.ts"
import { inFigures } from "./stat-cards.tsx"
import { UsersTable } from "./users-table.tsx"
import { statusWords } from "./words.ts"

type Named = { id: string; name: string }
type Props = {
  actor: Actor
  query: ListUsersQuery
  page: UserPage
  counts: Awaited<ReturnType<typeof countUsers>>
  roles: Named[]
  groups: Named[]
  providers: Named[]
  /** People may be added here. */
  mayAdd: boolean
  openMenu: string | null
}

const statuses = (["active", "suspended", "invited", "locked"] as const).map((value) => ({
  value,
  label: statusWords[value].label,
}))
const types = userTypeNames.map((value) => ({ value, label: userTypes[value].label }))

const toOption = ({ id, name }: Named) => ({ value: id, label: name })

/** The list with its views, filters and pages. */
export async function UsersPanel(props: Props) {
  const { actor, query, page, counts, roles, groups, providers, mayAdd, openMenu } = props
  const archived = query.view === "archived"
  const zone = await readZone(actor)
  const total = totalOf(query, page, counts)
  // Nothing that can be done to many is for people in the archive.
  const actions = archived ? [] : bulkActionNames.filter((name) => can(actor, bulkActions[name].permission))
  return (
    <>
      <div className="panel">
        <div className="flex border-b border-base-300 px-3">
          <Tabs
            label="Views"
            className="-mb-px min-w-0 flex-1 border-b-0"
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
          <NewestFirst query={query} />
        </div>
        <Filters
          query={query}
          statuses={statuses}
          types={types}
          roles={roles.map(toOption)}
          groups={groups.map(toOption)}
          providers={providers.map(toOption)}
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
            <NoUsers query={query} mayAdd={mayAdd} />
          ) : (
            <>
              <UsersTable
                rows={page.rows.map((user) => toRow(user, actor, zone))}
                archived={archived}
                openMenu={openMenu}
                tickable={actions.length > 0}
                sort={query.sort}
                sortHrefs={{
                  name: usersHref(query, { sort: "name" }),
                  "last-sign-in": usersHref(query, { sort: "last-sign-in" }),
                }}
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
                summary={summary(page.rows.length, total)}
              />
            </>
          )}
        </div>
      </div>
      {actions.length > 0 && page.rows.length > 0 && (
        <BulkBar
          actions={actions}
          filter={[...usersParams({ ...query, sort: "name", after: undefined, before: undefined })]}
          total={total}
          more={!page.refine && (page.next !== null || page.previous !== null)}
        />
      )}
    </>
  )
}

/** By creation there is no column to stand at the head of. */
function NewestFirst({ query }: { query: ListUsersQuery }) {
  const on = query.sort === "created"
  return (
    <a
      href={usersHref(query, { sort: on ? "name" : "created" })}
      aria-current={on || undefined}
      className="my-1.5 inline-flex items-center gap-1.5 rounded-md px-2 text-label font-medium whitespace-nowrap text-muted transition-colors duration-[120ms] hover:text-base-content aria-[current]:bg-base-300/60 aria-[current]:text-base-content"
    >
      <ArrowDownWideNarrow size={16} aria-hidden="true" /> Newest first
    </a>
  )
}

/** How many match, or null where only counting them one by one would tell. */
function totalOf(query: ListUsersQuery, page: UserPage, counts: Props["counts"]): number | null {
  const { status, view } = query
  if (!isFiltered({ ...query, status: "" }) && !page.refine) {
    if (view === "archived") return status === "" ? counts.archived : null
    return status === "" ? counts.total : counts[status]
  }
  return page.next === null && page.previous === null && !page.refine ? page.rows.length : null
}

function summary(shown: number, total: number | null): string {
  if (shown === 1 && (total ?? 1) === 1) return "1 person"
  if (total !== null) return `${inFigures(shown)} of ${inFigures(total)} people`
  return `${inFigures(shown)} people`
}

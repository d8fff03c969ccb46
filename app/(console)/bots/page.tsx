import { Plus } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { Frame } from "#app/frame.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { SearchForm } from "#components/ui/search-form.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import { can } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { listBotsInput } from "#lib/bots/input.ts"
import { countBots, listBots } from "#lib/bots/listing.ts"
import { BotsTable } from "./bots-table.tsx"
import { NoBots } from "./no-bots.tsx"

export const metadata: Metadata = { title: "Bots" }

export default async function BotsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor({ permission: "bots:read", onSomeBot: true })
  const query = listBotsInput.parse(await searchParams)
  const [page, counts] = await Promise.all([listBots(actor, query), countBots(actor)])
  const mayCreate = can(actor, "bots:create")
  const archived = query.view === "archived"
  const many = page.next !== null || page.previous !== null
  const kept = { ...(archived && { view: "archived" }) }
  const href = (place: Record<string, string>) =>
    `/bots?${new URLSearchParams({ ...kept, ...(query.search && { search: query.search }), ...place })}`
  return (
    <Frame actor={actor} current="/bots" crumbs={[{ label: "Bots" }]} searchParams={searchParams}>
      <PageHeader
        title="Bots"
        lead="The assistants that people talk to: what each says, and who builds it."
        actions={
          mayCreate && (
            <ButtonLink kind="primary" href="/bots/new">
              <Plus size={16} aria-hidden="true" /> New bot
            </ButtonLink>
          )
        }
      />
      <div className="panel">
        <Tabs
          label="Views"
          className="px-3"
          tabs={[
            {
              label: "Active",
              count: counts.active.toLocaleString("en-GB"),
              href: "/bots",
              current: !archived,
            },
            {
              label: "Archived",
              count: counts.archived.toLocaleString("en-GB"),
              href: "/bots?view=archived",
              current: archived,
            },
          ]}
        />
        {(page.rows.length > 0 || query.search !== "") && (
          <div className="border-b border-base-300 p-3">
            <SearchForm
              action="/bots"
              label="Bots"
              placeholder="Search name or description"
              value={query.search}
              along={kept}
            />
          </div>
        )}
        {page.rows.length === 0 ? (
          <NoBots search={query.search} archived={archived} mayCreate={mayCreate} />
        ) : (
          <BotsTable rows={page.rows} />
        )}
        {many && (
          <Pagination
            label="Pages of bots"
            previous={page.previous && href({ before: page.previous })}
            next={page.next && href({ after: page.next })}
            summary={`${page.rows.length} ${page.rows.length === 1 ? "bot" : "bots"}`}
          />
        )}
      </div>
    </Frame>
  )
}

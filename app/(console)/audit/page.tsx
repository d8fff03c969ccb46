import { Download, FileBraces, FileSpreadsheet, History } from "lucide-react"
import type { Metadata } from "next"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Menu, MenuLink } from "#components/ui/menu.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { auditInput } from "#lib/audit/input.ts"
import { auditChoices, listAudit } from "#lib/audit/log.ts"
import { requireActor } from "#lib/auth/session.ts"
import { auditHref, auditParams, isNarrowed } from "./address.ts"
import { Entry } from "./entry.tsx"
import { Filters } from "./filters.tsx"
import { Narrowed } from "./narrowed.tsx"
import { actionGroups } from "./words.ts"

export const metadata: Metadata = { title: "Audit log" }

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("audit:read")
  const query = auditInput.parse(await searchParams)
  const zone = await readZone(actor)
  const [page, choices] = await Promise.all([listAudit(actor, query, { zone }), auditChoices(actor, query)])
  const exportHref = (format: string) => {
    const params = auditParams({ ...query, before: undefined, after: undefined })
    params.set("format", format)
    return `/audit/export?${params}`
  }
  return (
    <Frame actor={actor} current="/audit" crumbs={[{ label: "Audit log" }]} searchParams={searchParams}>
      <PageHeader
        title="Audit log"
        lead="Every change: who, what, from where, and what it was before."
        actions={<ExportLinks csv={exportHref("csv")} jsonl={exportHref("jsonl")} />}
      />
      <div className="panel overflow-clip">
        <Filters query={query} actors={choices.actors} actions={actionGroups} />
        <Narrowed query={query} about={choices.about} />
        {page.entries.length === 0 ? (
          <EmptyState
            icon={History}
            sentence={
              isNarrowed(query) ? "Nothing on record matches these filters." : "Nothing is on record yet."
            }
            action={isNarrowed(query) && <ButtonLink href="/audit">Show everything</ButtonLink>}
          />
        ) : (
          <>
            <div aria-hidden="true" className="log-row log-head border-t border-base-300">
              <span />
              <span>When</span>
              <span>Who</span>
              <span>What</span>
              <span>As</span>
              <span>From</span>
            </div>
            <ol aria-label="Entries">
              {page.entries.map((entry) => (
                <Entry
                  key={`${entry.kind} ${entry.id}`}
                  entry={entry}
                  zone={zone}
                  open={page.entries.length === 1 || entry.id === query.search}
                />
              ))}
            </ol>
          </>
        )}
        {(page.newer ?? page.older) && (
          <Pagination
            label="Pages of the log"
            previous={page.newer && auditHref(query, { after: page.newer })}
            next={page.older && auditHref(query, { before: page.older })}
            summary="Newest first"
          />
        )}
      </div>
    </Frame>
  )
}

function ExportLinks({ csv, jsonl }: { csv: string; jsonl: string }) {
  return (
    <>
      <button type="button" popoverTarget="export" className={buttonClass({})}>
        <Download size={16} aria-hidden="true" /> Export
      </button>
      <Menu id="export" label="Export what these filters show" place="below">
        <MenuLink icon={FileSpreadsheet} href={csv}>
          CSV
        </MenuLink>
        <MenuLink icon={FileBraces} href={jsonl}>
          JSON Lines
        </MenuLink>
      </Menu>
    </>
  )
}

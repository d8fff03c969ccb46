import { Download } from "lucide-react"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { listBotFigures } from "#lib/analytics/bots.ts"
import { readAnalytics } from "#lib/analytics/figures.ts"
import { type AnalyticsQuery, analyticsInput } from "#lib/analytics/input.ts"
import { type Period, periodOf } from "#lib/analytics/period.ts"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound, Refused } from "#lib/errors.ts"
import { BotsTable } from "./bots-table.tsx"
import { Cards } from "./cards.tsx"
import { Filters } from "./filters.tsx"
import { Plots } from "./plots.tsx"
import { periodWords } from "./words.ts"

export const metadata: Metadata = { title: "Analytics" }

export default async function AnalyticsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("analytics:read")
  const query = analyticsInput.parse(await searchParams)
  const zone = await readZone(actor)
  const { period, refused } = periodOrDefault(query, zone)
  const [analytics, bots] = await Promise.all([
    readAnalytics(actor, period, query.bot),
    listBotFigures(actor, period, query.bot),
  ]).catch((error: unknown) => {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  })
  const of = analytics.bot?.name ?? "all bots"
  return (
    <Frame actor={actor} current="/analytics" crumbs={[{ label: "Analytics" }]} searchParams={searchParams}>
      <PageHeader
        title="Analytics"
        lead={`${periodWords(period)}, ${of}, ${zone}.`}
        actions={
          refused === null && (
            <ButtonLink href={`/analytics/export?${new URLSearchParams(query)}`}>
              <Download size={16} aria-hidden="true" /> CSV
            </ButtonLink>
          )
        }
      />
      <Filters query={query} bots={analytics.bots} refused={refused} />
      <Cards analytics={analytics} />
      <Plots analytics={analytics} step={period.step} />
      {bots.length > 0 && <BotsTable bots={bots} />}
    </Frame>
  )
}

/** Days that can't be shown are refused beside their field, and the last 30 are shown. */
function periodOrDefault(query: AnalyticsQuery, zone: string): { period: Period; refused: Refused | null } {
  try {
    return { period: periodOf(query, zone), refused: null }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { period: periodOf({ ...query, range: "30" }, zone), refused: error }
  }
}

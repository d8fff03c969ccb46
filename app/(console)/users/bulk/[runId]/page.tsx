import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { exactTime } from "#components/ui/format-time.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { readZone } from "#app/zone.ts"
import { requireActor } from "#lib/auth/session.ts"
import { type BulkRun, getBulkRun, listBulkRuns, listBulkSkipped } from "#lib/bulk/run.ts"
import { NotFound } from "#lib/errors.ts"
import { listGroups } from "#lib/groups/listing.ts"
import { listRoles } from "#lib/roles/listing.ts"
import { BulkFrame } from "../bulk-frame.tsx"
import { ReasonsPanel } from "../reasons-panel.tsx"
import { bulkWords, peopleInFigures } from "../words.ts"
import { EarlierPanel } from "./earlier-panel.tsx"
import { ProgressPanel } from "./progress-panel.tsx"
import { SkippedPanel } from "./skipped-panel.tsx"
import { StopForm } from "./stop-form.tsx"
import { Watch } from "./watch.tsx"

export const metadata: Metadata = { title: "Progress" }

export default async function BulkRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const actor = await requireActor("users:read")
  const { runId } = await params
  const run = await getBulkRun(actor, runId).catch((error: unknown) => {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  })
  const [skipped, runs, roles, groups] = await Promise.all([
    listBulkSkipped(actor, runId),
    listBulkRuns(actor, 6),
    listRoles(actor),
    listGroups(actor),
  ])
  const target = [...roles, ...groups].find(({ id }) => id === run.target)?.name ?? "(no longer there)"
  const words = bulkWords[run.action]
  const zone = await readZone(actor)
  const others = runs.filter(({ id }) => id !== runId).slice(0, 5)
  const total = run.selected - run.done - run.left
  return (
    <BulkFrame
      narrow
      actor={actor}
      label={words.label}
      title={words.title(peopleInFigures(run.selected), target)}
      lead={`Started by ${run.createdBy.firstName} ${run.createdBy.lastName} on ${exactTime(run.createdAt, zone).text}.`}
    >
      {run.reason && <p className="mb-4 text-label text-muted">Reason: {run.reason}</p>}
      <div className="mb-6 grid gap-4">
        <State run={run} />
        <ProgressPanel run={run} now={new Date()} />
      </div>
      {run.endedAt === null && (
        <>
          <Watch />
          <noscript>
            <meta httpEquiv="refresh" content="2" />
          </noscript>
        </>
      )}
      {run.state === "running" && run.mayStop && <StopForm runId={runId} />}
      <div className="grid gap-6">
        {(run.skipped.length > 1 || total > skipped.length) && <ReasonsPanel reasons={run.skipped} />}
        {skipped.length > 0 && <SkippedPanel people={skipped} total={total} />}
        {others.length > 0 && <EarlierPanel runs={others} zone={zone} />}
      </div>
      <div className="mt-6">
        <ButtonLink href="/users">Back to the list</ButtonLink>
      </div>
    </BulkFrame>
  )
}

function State({ run: { state, done, left, selected, action } }: { run: BulkRun }) {
  if (state === "running") return <Notice>It goes on if you leave this page.</Notice>
  if (state === "stopping") return <Notice kind="warning">It stops before the next batch.</Notice>
  const result = `${peopleInFigures(done)} ${bulkWords[action].done}`
  if (state === "stopped") {
    return (
      <Notice kind="warning">
        Stopped. {result}, {peopleInFigures(selected - done)} not. {left > 0 && "What is done stays done."}
      </Notice>
    )
  }
  return <Notice>Finished. {result}.</Notice>
}

import { recentTime } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { BulkState, listBulkRuns } from "#lib/bulk/run.ts"
import { bulkWords, peopleInFigures } from "../words.ts"

const stateWords: Record<BulkState, string> = {
  running: "Under way",
  stopping: "Stopping",
  stopped: "Stopped",
  finished: "Finished",
}

type Props = { runs: Awaited<ReturnType<typeof listBulkRuns>>; zone: string }

/** What the reader asked for before this. */
export function EarlierPanel({ runs, zone }: Props) {
  return (
    <Panel title="Your other runs">
      <ul>
        {runs.map(({ id, action, state, selected, createdAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-3 border-b border-base-300 px-4 py-2.5 last:border-b-0"
          >
            <a href={`/users/bulk/${id}`} className="mr-auto text-link">
              {bulkWords[action].label}: {peopleInFigures(selected)}
            </a>
            <span className="text-label text-muted">
              {stateWords[state]} · <Time at={recentTime(createdAt, zone)} within />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

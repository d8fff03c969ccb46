import type { TimeText } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"

export type EndedRow = {
  id: string
  device: string
  ip: string | null
  started: TimeText
  ended: TimeText
  why: string
}

/** The sessions that ended last, with why. */
export function EndedPanel({ rows }: { rows: EndedRow[] }) {
  if (rows.length === 0) return null
  return (
    <Panel title="Ended" hint="The last 20 at most">
      <table className="grid-table sessions" role="table" aria-label="Ended sessions">
        <thead>
          <tr role="row">
            <th scope="col">Device and browser</th>
            <th scope="col">IP address</th>
            <th scope="col">Started</th>
            <th scope="col">Ended</th>
            <th scope="col">Why it ended</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr role="row" key={row.id}>
              <td role="cell" className="dv font-medium">
                {row.device}
              </td>
              <td role="cell" className="tabular-nums">
                {row.ip ?? "–"}
              </td>
              <td role="cell" className="text-muted">
                <Time at={row.started} />
              </td>
              <td role="cell" className="text-muted">
                <Time at={row.ended} />
              </td>
              <td role="cell" className="why">
                {row.why}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

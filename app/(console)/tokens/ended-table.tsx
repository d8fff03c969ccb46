import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { EndedTokenRow } from "./rows.ts"

/** The tokens that ended last, with why. */
export function EndedTokens({ rows }: { rows: EndedTokenRow[] }) {
  if (rows.length === 0) return null
  return (
    <Panel title="Ended" hint="The last 20 at most">
      <div className="token-list">
        <table className="grid-table tokens" role="table" aria-label="Ended access tokens">
          <thead>
            <tr role="row">
              <th scope="col">Token</th>
              <th scope="col">Made</th>
              <th scope="col">Ended</th>
              <th scope="col">Why it ended</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, start, made, ended, why }) => (
              <tr role="row" key={id} className="ended">
                <td role="cell" className="nm">
                  <p className="font-medium wrap-anywhere">{name}</p>
                  <p className="font-mono text-xs text-muted">{start}…</p>
                </td>
                <td role="cell" className="md text-muted">
                  <Time at={made} />
                </td>
                <td role="cell" className="en text-muted">
                  <Time at={ended} />
                </td>
                <td role="cell" className="us">
                  {why}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

import { TriangleExclamationPoint } from "lucide-react"
import { buttonClass } from "#components/ui/button.tsx"
import { Time } from "#components/ui/time.tsx"
import type { TokenRow } from "./rows.ts"
import { lostWords } from "./words.ts"

type Props = {
  rows: TokenRow[]
  /** What can be done with each; opened by the address of its row. */
  steps: readonly ("Regenerate" | "Revoke")[]
  /** The reader's own, and said so. */
  own: boolean
}

/** Tokens that live: what each permits, until when, and when and from where it was last used. Never the token itself. */
export function TokensTable({ rows, steps, own }: Props) {
  return (
    <div className="token-list">
      <table className="grid-table tokens" role="table" aria-label="Access tokens">
        <thead>
          <tr role="row">
            <th scope="col">Token</th>
            <th scope="col">Permits</th>
            <th scope="col">Ends</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr role="row" key={row.id}>
              <td role="cell" className="nm">
                <p className="font-medium wrap-anywhere">{row.name}</p>
                <p className="font-mono text-xs text-muted">{row.start}…</p>
              </td>
              <td role="cell" className="pm">
                <Scopes row={row} own={own} />
              </td>
              <td role="cell" className="en">
                <Time at={row.ends} />
                {row.soon && (
                  <p className="flex items-center gap-1 text-xs font-medium text-warning">
                    <TriangleExclamationPoint size={12} aria-hidden="true" /> {row.soon}
                  </p>
                )}
              </td>
              <td role="cell" className="us">
                {row.used ? <Time at={row.used} /> : <span className="text-muted">Never used</span>}
                {row.usedFrom && (
                  <p className="text-xs whitespace-nowrap text-muted tabular-nums">from {row.usedFrom}</p>
                )}
              </td>
              <td role="cell" className="ac">
                <span className="flex justify-end gap-2">
                  {steps.map((step) => (
                    <a
                      key={step}
                      href={`?confirm=${step.toLowerCase()}&id=${row.id}`}
                      aria-label={`${step} ${row.name}`}
                      className={buttonClass({ size: "sm" })}
                    >
                      {step}
                    </a>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const shown = 4

function Scopes({ row: { scopes, lost }, own }: { row: TokenRow; own: boolean }) {
  const rest = scopes.slice(shown)
  return (
    <>
      <p className="flex flex-wrap gap-1">
        {scopes.slice(0, shown).map((scope) => (
          <Scope key={scope}>{scope}</Scope>
        ))}
        {scopes.length === 0 && <span className="text-muted">Nothing any more</span>}
      </p>
      {rest.length > 0 && (
        <details className="mt-1 text-xs">
          <summary className="inline-block cursor-pointer text-link">and {rest.length} more</summary>
          <p className="mt-1 flex flex-wrap gap-1">
            {rest.map((scope) => (
              <Scope key={scope}>{scope}</Scope>
            ))}
          </p>
        </details>
      )}
      {lost.length > 0 && (
        <p className="mt-1 text-xs leading-[18px] text-muted">
          {lostWords(lost, own)} <span className="font-mono">{lost.join(", ")}</span>
        </p>
      )}
    </>
  )
}

const Scope = ({ children }: { children: string }) => <span className="tag font-mono">{children}</span>

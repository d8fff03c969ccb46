import type { ReactNode } from "react"

/** `aside` stands beside the term: a button that copies the value; `action` at the right of a row: a button that changes it. */
export type Fact = { term: string; value: ReactNode; aside?: ReactNode; action?: ReactNode }

/** Names and values, one above the other. */
export function Facts({ facts, columns = 1 }: { facts: Fact[]; columns?: 1 | 2 }) {
  return (
    <dl className={`grid gap-x-6 gap-y-4 p-4 ${columns === 2 ? "sm:grid-cols-2" : ""}`}>
      {facts.map(({ term, value, aside }) => (
        <div key={term} className="min-w-0">
          <dt className="flex h-4 items-center gap-1 text-xs text-muted">
            {term} {aside}
          </dt>
          <dd className="mt-0.5 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Names at the left, values at the right, a line under each. */
export function FactRows({ facts }: { facts: Fact[] }) {
  return (
    <dl>
      {facts.map(({ term, value, action }) => (
        <div
          key={term}
          className="grid min-h-13 grid-cols-[112px_minmax(0,1fr)] items-center gap-x-4 border-b border-base-300 px-4 py-2.5 last:border-b-0 sm:grid-cols-[176px_minmax(0,1fr)]"
        >
          <dt className="text-label text-muted">{term}</dt>
          <dd className="flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-2">
            <div className="min-w-0 grow basis-24">{value}</div>
            {action}
          </dd>
        </div>
      ))}
    </dl>
  )
}

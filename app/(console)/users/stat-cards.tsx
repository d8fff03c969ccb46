import { StatCard } from "#components/ui/stat-card.tsx"
import type { ListUsersQuery } from "#lib/users/input.ts"
import { usersHref } from "./address.ts"
import { statusWords } from "./words.ts"

type Counts = { total: number; active: number; suspended: number; invited: number; locked: number }

export const inFigures = (count: number) => count.toLocaleString("en-GB")

/** People by status; each card filters the list. */
export function StatCards({ counts, query }: { counts: Counts; query: ListUsersQuery }) {
  const { total, active } = counts
  const share = total > 0 ? `${Math.round((active / total) * 100)}%` : null
  const always = ["active", "suspended"] as const
  const whenAny = (["invited", "locked"] as const).filter((status) => counts[status] > 0)
  const link = (status: ListUsersQuery["status"]) => ({
    href: usersHref(query, { status, view: "active" }),
    chosen: query.view === "active" && query.status === status,
  })
  return (
    <nav aria-label="Figures" className="-mx-4 mb-5 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <div className="flex gap-2 sm:gap-3">
        <StatCard label="Total" value={inFigures(total)} {...link("")} />
        {[...always, ...whenAny].map((status) => (
          <StatCard
            key={status}
            label={statusWords[status].label}
            value={inFigures(counts[status])}
            hint={status === "active" ? share : null}
            {...link(status)}
          />
        ))}
      </div>
    </nav>
  )
}

import type { Analytics } from "#lib/analytics/figures.ts"
import { changeWords, count, shareWords } from "./words.ts"

/** The sums of the period, each beside the period before. */
export function Cards({ analytics: { total, before, bot } }: { analytics: Analytics }) {
  return (
    <dl className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Card
        label="Messages"
        value={count(total.messages)}
        change={changeWords(total.messages, before.messages)}
      />
      <Card
        label="Active people"
        value={count(total.active)}
        change={changeWords(total.active, before.active)}
      />
      {bot ? (
        <Card
          label="Conversations"
          value={count(total.conversations)}
          change={changeWords(total.conversations, before.conversations)}
        />
      ) : (
        <Card
          label="Sign-ins"
          value={count(total.signIns)}
          change={changeWords(total.signIns, before.signIns)}
        />
      )}
      <Card
        label="Hand-overs"
        value={count(total.handOvers)}
        note={
          total.conversations > 0
            ? `${shareWords(total.handOvers, total.conversations)} of conversations`
            : null
        }
      />
    </dl>
  )
}

type CardProps = { label: string; value: string; change?: string | null; note?: string | null }

function Card({ label, value, change, note }: CardProps) {
  return (
    <div className="panel px-4 py-3">
      <dt className="mb-0.5 text-label text-muted">{label}</dt>
      <dd>
        <span className="text-figure font-semibold tabular-nums">{value}</span>
        {change && (
          <span
            className={`ml-2 text-xs font-medium tabular-nums ${change.startsWith("+") ? "text-success" : "text-muted"}`}
            title="Beside as many days before"
          >
            {change}
            <span className="sr-only"> beside as many days before</span>
          </span>
        )}
        {note && <span className="ml-2 text-xs text-muted tabular-nums">{note}</span>}
      </dd>
    </div>
  )
}

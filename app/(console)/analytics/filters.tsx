import { RefreshCw } from "lucide-react"
import { FieldNote } from "#components/form/field-note.tsx"
import { Button } from "#components/ui/button.tsx"
import type { BotName } from "#lib/analytics/bots.ts"
import type { AnalyticsQuery } from "#lib/analytics/input.ts"
import { knownDays } from "#lib/audit/input.ts"
import type { Refused } from "#lib/errors.ts"

type Props = { query: AnalyticsQuery; bots: BotName[]; refused: Refused | null }

/** A plain GET form. The two days are there while they are asked for. */
export function Filters({ query, bots, refused }: Props) {
  return (
    <form action="/analytics" aria-label="Figures" className="panel analytics-filters" noValidate>
      <select name="bot" aria-label="Bot" defaultValue={query.bot} className="choice">
        <option value="">All bots</option>
        {bots.map(({ id, name, archived }) => (
          <option key={id} value={id}>
            {archived ? `${name} (archived)` : name}
          </option>
        ))}
      </select>
      <select name="range" aria-label="Period" defaultValue={query.range} className="choice">
        <option value="7">Last 7 days</option>
        <option value="30">Last 30 days</option>
        <option value="90">Last 90 days</option>
        <option value="dates">From a day to another</option>
      </select>
      <Day name="from" label="From" value={query.from} refused={refused} />
      <Day name="to" label="To" value={query.to} refused={refused} />
      <select name="by" aria-label="Steps" defaultValue={query.by} className="choice">
        <option value="day">By day</option>
        <option value="week">By week</option>
      </select>
      <Button type="submit">
        <RefreshCw size={16} aria-hidden="true" /> Refresh
      </Button>
    </form>
  )
}

type DayProps = { name: "from" | "to"; label: string; value: string; refused: Refused | null }

function Day({ name, label, value, refused }: DayProps) {
  const wrong = refused?.field === name ? refused : null
  return (
    <div className="days">
      <label className="text-input gap-1.5 px-2.5!" aria-invalid={wrong !== null}>
        <span className="text-label text-muted">{label}</span>
        <input
          type="date"
          name={name}
          min={knownDays.first}
          max={knownDays.last}
          defaultValue={value}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${name}-note` : undefined}
          className="min-w-0 text-label"
        />
      </label>
      {wrong && <FieldNote id={`${name}-note`} error={wrong.message} />}
    </div>
  )
}

import type { BulkRun } from "#lib/bulk/run.ts"
import { bulkWords, inFigures } from "../words.ts"

/** How far it has come: a figure, a bar, and what the parts of the bar are. */
export function ProgressPanel({ run, now }: { run: BulkRun; now: Date }) {
  const { selected, done, left, endedAt } = run
  const skipped = selected - done - left
  const share = (part: number) => `${(100 * part) / selected}%`
  const parts = [
    { key: "done", tone: "tone-primary", people: done, word: bulkWords[run.action].done },
    { key: "skipped", tone: "tone-warning", people: skipped, word: "skipped" },
    { key: "left", tone: "tone-base-300", people: left, word: endedAt ? "not done" : "to do" },
  ]
  return (
    <div className="panel p-5">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <p role="status" className="mr-auto text-muted">
          <span className="text-figure font-semibold text-base-content tabular-nums">
            {inFigures(done + skipped)}
          </span>{" "}
          of {inFigures(selected)} {endedAt ? "looked at" : "done"}
        </p>
        <p className="text-label text-muted tabular-nums">{pace(run, now)}</p>
      </div>
      <svg
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={selected}
        aria-valuenow={done + skipped}
        width="100%"
        height="8"
        className="mt-3 block overflow-hidden rounded-full bg-base-300"
      >
        <rect width={share(done)} height="8" className="fill-primary" />
        <rect x={share(done)} width={share(skipped)} height="8" className="fill-warning" />
      </svg>
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-label">
        {parts
          .filter(({ people, key }) => people > 0 || key === "done")
          .map(({ key, tone, people, word }) => (
            <li key={key} className={`dot tabular-nums ${tone} ${key === "left" ? "text-muted" : ""}`}>
              {inFigures(people)} {word}
            </li>
          ))}
      </ul>
    </div>
  )
}

/** "about 6 seconds left", or how long it took. */
function pace({ createdAt, endedAt, selected, left }: BulkRun, now: Date): string {
  const seconds = ((endedAt ?? now).getTime() - createdAt.getTime()) / 1000
  if (endedAt) return `took ${inSeconds(seconds)}`
  return left < selected ? `about ${inSeconds((seconds * left) / (selected - left))} left` : ""
}

function inSeconds(seconds: number): string {
  if (seconds > 90) return `${Math.round(seconds / 60)} min`
  return seconds < 1.5 ? "1 second" : `${Math.round(seconds)} seconds`
}

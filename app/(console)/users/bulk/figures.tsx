import { inFigures } from "./words.ts"

/** A few figures side by side. */
export function Figures({ figures }: { figures: { label: string; value: number | string }[] }) {
  return (
    <dl className="panel flex divide-x divide-base-300">
      {figures.map(({ label, value }) => (
        <div key={label} className="min-w-0 flex-1 px-3 py-2.5 sm:px-4 sm:py-3">
          <dt className="mb-0.5 text-label text-muted">{label}</dt>
          <dd className="text-figure font-semibold tabular-nums">
            {typeof value === "number" ? inFigures(value) : value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

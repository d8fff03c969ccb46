import type { FieldChange } from "#lib/bots/comparison.ts"

type Props = { fields: FieldChange[]; anew?: boolean; within?: boolean }

/** Each field as it is now and as it becomes; `anew`: nothing was before; `within`: below the title of an answer. */
export function FieldChanges({ fields, anew = false, within = false }: Props) {
  return (
    <dl className={within ? "mt-2 grid gap-2" : "divide-y divide-base-300"}>
      {fields.map(({ label, before, after }) => (
        <div
          key={label}
          className={`grid gap-x-4 gap-y-1 text-label ${within ? "sm:grid-cols-[116px_minmax(0,1fr)]" : "px-4 py-3 sm:grid-cols-[144px_minmax(0,1fr)]"}`}
        >
          <dt className="text-muted">{label}</dt>
          <dd className="grid min-w-0 gap-1">
            {anew ? (
              after.map((line) => <Line key={line}>{line}</Line>)
            ) : (
              <Lines before={before} after={after} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Of a list only what came and went: what stays says nothing. */
function Lines({ before, after }: { before: string[]; after: string[] }) {
  const gone = before.filter((line) => !after.includes(line))
  const come = after.filter((line) => !before.includes(line))
  if (gone.length + come.length === 0) return <Line>In another order</Line>
  return (
    <>
      {gone.map((line) => (
        <del key={line} className="changed-line changed-line-gone">
          <span className="sr-only">Before: </span>
          {line}
        </del>
      ))}
      {come.map((line) => (
        <ins key={line} className="changed-line changed-line-come">
          <span className="sr-only">After: </span>
          {line}
        </ins>
      ))}
      {come.length === 0 && after.length === 0 && <Line>Nothing any more</Line>}
    </>
  )
}

const Line = ({ children }: { children: string }) => (
  <span className="wrap-anywhere whitespace-pre-line">{children || "–"}</span>
)

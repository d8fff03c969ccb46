import { Tag } from "#components/ui/tag.tsx"
import type { Compared } from "#lib/audit/comparison.ts"
import { othersWords } from "#lib/audit/rows.ts"

const tagsShown = 12

/** What it was and what it became, thing by thing. */
export function Comparison({ lines }: { lines: Compared[] }) {
  return (
    <div className="panel overflow-x-auto">
      <table className="compared">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">What</span>
            </th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, before, after, tags, inAll }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <Values values={before} inAll={inAll?.before} tags={tags} />
              </td>
              <td>
                <Values values={after} inAll={inAll?.after} tags={tags} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type ValuesProps = { values: string[]; inAll: number | undefined; tags: boolean }

function Values({ values, inAll = values.length, tags }: ValuesProps) {
  if (inAll === 0) return <span className="text-muted">–</span>
  if (!tags) return values.join(", ")
  const shown = values.slice(0, tagsShown)
  const others = othersWords(inAll, shown.length)
  return (
    <span className="flex flex-wrap gap-1">
      {shown.map((value) => (
        <Tag key={value}>{value}</Tag>
      ))}
      {others && <span className="text-muted">{others}</span>}
    </span>
  )
}

import { buttonClass } from "#components/ui/button.tsx"
import type { TimeText } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"

export type BackEndRow = { id: string; name: string; audience: string; added: TimeText }

/** The workspace's back ends, each with what can be done with it. */
export function BackEndsTable({ rows }: { rows: BackEndRow[] }) {
  return (
    <table className="grid-table" role="table" aria-label="Back ends">
      <thead>
        <tr role="row">
          <th scope="col">Back end</th>
          <th scope="col" className="max-sm:hidden">
            Added
          </th>
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, audience, added }) => (
          <tr key={id} role="row">
            <td role="cell" className="wrap-anywhere">
              <p className="font-medium">{name}</p>
              <p className="font-mono text-xs text-muted">{audience}</p>
            </td>
            <td role="cell" className="whitespace-nowrap text-muted max-sm:hidden">
              <Time at={added} />
            </td>
            <td role="cell">
              <span className="flex justify-end gap-2 max-sm:my-1 max-sm:flex-col">
                {(["Rename", "Remove"] as const).map((step) => (
                  <a
                    key={step}
                    href={`?confirm=${step.toLowerCase()}&id=${id}`}
                    aria-label={`${step} ${name}`}
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
  )
}

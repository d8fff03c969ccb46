import type { ReactNode } from "react"
import { type PlotStep, seriesColours } from "#components/plot/axes.tsx"
import { Panel } from "#components/ui/panel.tsx"

type Column = { name: string; words: string[] }

type Props = {
  title: string
  hint: string
  /** Names of the lines, where there are several. */
  series?: string[]
  /** One colour alone is the second. */
  alone?: boolean
  stepName: string
  steps: PlotStep[]
  columns: Column[]
  children: ReactNode
}

/** A plot, and below it, folded, the table that says the same. */
export function PlotPanel({ title, hint, series = [], alone, stepName, steps, columns, children }: Props) {
  const keys = (className: string) =>
    series.map((name, n) => (
      <span key={name} aria-hidden="true" className={`plot-key ${seriesColours[n]} ${className}`}>
        {name}
      </span>
    ))
  return (
    <Panel title={title} hint={hint} className="min-w-0" actions={keys("max-sm:hidden")}>
      {series.length > 0 && <p className="flex gap-4 px-4 pt-3 sm:hidden">{keys("")}</p>}
      <div className={`p-4 pb-2 ${alone ? "plot-alone" : ""}`}>{children}</div>
      <details className="border-t border-base-300">
        <summary className="flex h-10 items-center px-4 text-label">
          <span className="text-link">Show the figures</span>
        </summary>
        <div className="border-t border-base-300">
          <table className="figures-table" aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{stepName}</th>
                {columns.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {steps.map(({ day, long }, n) => (
                <tr key={day}>
                  <th scope="row">{long}</th>
                  {columns.map(({ name, words }) => (
                    <td key={name}>{words[n]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Panel>
  )
}

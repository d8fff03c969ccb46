import type { ScaleLinear } from "d3-scale"
import type { ReactNode } from "react"

/** A step of the time axis: what stands under it, and in full above its figures. */
export type PlotStep = { day: string; short: string; long: string }

// As wide as the margin of `plot-area`.
const left = 44
const top = 10
const foot = 26
const mostTicks = 7

/** The middle of the n-th of so many steps, as a share of the width. */
export const middle = (n: number, steps: number) => `${share((n + 0.5) / steps)}%`
export const share = (part: number) => Math.round(part * 10_000) / 100

/** The colours of the first and the second series. */
export const seriesColours = ["plot-1", "plot-2"] as const

type Props = {
  /** What it shows, for who can't see it; the table beside says it all. */
  label: string
  height: number
  scale: ScaleLinear<number, number>
  ticks: { value: number; text: string }[]
  steps: PlotStep[]
  children: ReactNode
}

/** Grid, axes and the place between them, which grows with the page: everything in it stands by shares of the width. */
export function Axes({ label, height, scale, ticks, steps, children }: Props) {
  return (
    <div className="plot" role="img" aria-label={label}>
      <svg className="plot-grid" height={height + top + foot}>
        {ticks.map(({ value, text }) => (
          <g key={value}>
            <text x={left - 10} y={top + scale(value) + 4} textAnchor="end">
              {text}
            </text>
            <line
              x1={left}
              x2="100%"
              y1={top + scale(value)}
              y2={top + scale(value)}
              className={value === 0 ? "ground" : undefined}
            />
          </g>
        ))}
      </svg>
      <svg className="plot-area" height={height + top + foot}>
        <svg y={top} overflow="visible">
          {named(steps).map(({ n, short }) => (
            <text key={n} x={middle(n, steps.length)} y={height + 18} textAnchor="middle">
              {short}
            </text>
          ))}
          {children}
        </svg>
      </svg>
    </div>
  )
}

/** The steps that are named: Mondays where there are many days, and never more than have room. */
function named(steps: PlotStep[]): { n: number; short: string }[] {
  const all = steps.map(({ day, short }, n) => ({ n, day, short }))
  const mondays = all.filter(({ day }) => new Date(day).getUTCDay() === 1)
  const chosen = all.length > 14 && mondays.length > 1 ? mondays : all
  const every = Math.ceil(chosen.length / mostTicks)
  return chosen.filter((_, n) => n % every === 0)
}

import { area, curveMonotoneX, line } from "d3-shape"
import { Axes, type PlotStep, seriesColours } from "./axes.tsx"
import { heightScale } from "./scale.ts"
import { Spots } from "./spots.tsx"

export type Series = { name: string; figures: (number | null)[]; words: string[] }

// The picture is drawn this wide and then stretched: lines keep their width.
const width = 1000

/** Figures over time as lines; one alone is filled down to the ground. */
export function LinePlot(props: { label: string; height: number; steps: PlotStep[]; series: Series[] }) {
  const { label, height, steps, series } = props
  const { scale, ticks } = heightScale(
    series.flatMap(({ figures }) => figures),
    height,
    true,
  )
  const x = (_: number | null, n: number) => ((n + 0.5) / steps.length) * width
  const y = (figure: number | null) => scale(figure ?? 0)
  const stroke = line<number | null>().x(x).y(y).curve(curveMonotoneX)
  const fill = area<number | null>().x(x).y0(height).y1(y).curve(curveMonotoneX)
  return (
    <Axes label={label} height={height} scale={scale} ticks={ticks} steps={steps}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" height={height} overflow="visible">
        {series.map(({ name, figures }, n) => (
          <g key={name} className={`plot-series ${seriesColours[n]}`}>
            {series.length === 1 && <path d={fill(figures) ?? ""} className="fill" />}
            <path d={stroke(figures) ?? ""} className="line" />
          </g>
        ))}
      </svg>
      <Spots
        height={height}
        steps={steps}
        words={steps.map((_, n) => series.map(({ words }) => words[n]!))}
      />
    </Axes>
  )
}

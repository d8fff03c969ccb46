import { scaleBand } from "d3-scale"
import { Axes, type PlotStep, seriesColours, share } from "./axes.tsx"
import type { Series } from "./line-plot.tsx"
import { heightScale } from "./scale.ts"
import { Spots } from "./spots.tsx"

type Props = {
  label: string
  height: number
  steps: PlotStep[]
  series: Series[]
  /** Each before the one that follows, instead of beside it: for a part of the same. */
  stacked?: boolean
  /** The figures are counts. */
  whole?: boolean
}

/** Figures over time as bars: what there is none of has none. */
export function BarPlot({ label, height, steps, series, stacked = false, whole = true }: Props) {
  const { scale, ticks } = heightScale(
    series.flatMap(({ figures }) => figures),
    height,
    whole,
  )
  const places = scaleBand<number>()
    .domain([...steps.keys()])
    .range([0, 1])
    .paddingInner(0.42)
    .paddingOuter(0.21)
  const width = places.bandwidth() / (stacked ? 1 : series.length)
  return (
    <Axes label={label} height={height} scale={scale} ticks={ticks} steps={steps}>
      {series.map(({ name, figures }, at) => (
        <g key={name} className={`plot-bars ${seriesColours[at]} ${stacked ? "plot-stacked" : ""}`}>
          {figures.map(
            (figure, n) =>
              figure !== null &&
              figure > 0 && (
                <rect
                  key={steps[n]!.day}
                  x={`${share(places(n)! + (stacked ? 0 : at * width))}%`}
                  y={Math.min(scale(figure), height - 1)}
                  width={`${share(width)}%`}
                  height={Math.max(height - scale(figure), 1)}
                  rx={2}
                />
              ),
          )}
        </g>
      ))}
      <Spots
        height={height}
        steps={steps}
        words={steps.map((_, n) => series.map(({ words }) => words[n]!))}
      />
    </Axes>
  )
}

/** The height of a figure, and the figures that are named beside the plot. Pure. */
import { scaleLinear } from "d3-scale"

/** From 0 to the highest of the figures at least; with `whole` only whole numbers are named. */
export function heightScale(figures: (number | null)[], height: number, whole: boolean) {
  const highest = Math.max(...figures.map((figure) => figure ?? 0), whole ? 4 : 1)
  const scale = scaleLinear().domain([0, highest]).nice(4).range([height, 0])
  const ticks = scale.ticks(4).filter((tick) => !whole || Number.isInteger(tick))
  return { scale, ticks: ticks.map((value) => ({ value, text: shortNumber(value) })) }
}

/** "6k", "1.5M" */
const shortNumber = (value: number) =>
  new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 })
    .format(value)
    .replace("K", "k")

import type { PlotStep } from "#components/plot/axes.tsx"
import type { Step } from "#lib/analytics/input.ts"
import type { Period } from "#lib/analytics/period.ts"

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options })
const short = format({ day: "numeric", month: "short" })
const weekday = format({ weekday: "long" })
const long = format({ day: "numeric", month: "long" })
const withYear = format({ day: "numeric", month: "long", year: "numeric" })

/** "24 October to 22 November 2026" */
export function periodWords({ first, last }: Period): string {
  const [from, to] = [new Date(first), new Date(last)]
  if (first === last) return withYear.format(to)
  const sameYear = first.slice(0, 4) === last.slice(0, 4)
  return `${(sameYear ? long : withYear).format(from)} to ${withYear.format(to)}`
}

/** "26 Oct" and "Monday 26 Oct", or "Week of 26 Oct". */
export function stepWords(day: string, step: Step): PlotStep {
  // September in three letters, as everywhere.
  const text = short.format(new Date(day)).replace("Sept", "Sep")
  return {
    day,
    short: text,
    long: step === "week" ? `Week of ${text}` : `${weekday.format(new Date(day))} ${text}`,
  }
}

export const count = (figure: number | null) => (figure === null ? "–" : figure.toLocaleString("en"))

/** "45 s", "3 min 20 s", "2 h 5 min" */
export function waitWords(seconds: number | null): string {
  if (seconds === null) return "–"
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return joined(Math.floor(whole / 60), "min", whole % 60, "s")
  return joined(Math.floor(whole / 3600), "h", Math.floor((whole % 3600) / 60), "min")
}

const joined = (large: number, unit: string, small: number, smallUnit: string) =>
  small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`

/** "+12%" beside the period before; null where there was nothing to compare with. */
export function changeWords(now: number | null, before: number | null): string | null {
  if (now === null || !before) return null
  const percent = Math.round(((now - before) / before) * 100)
  return `${percent > 0 ? "+" : percent < 0 ? "−" : "±"}${Math.abs(percent).toLocaleString("en")}%`
}

/** "90.7%" */
export const shareWords = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((part / whole) * 100).toFixed(1)}%`

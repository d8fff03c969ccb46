/** The period that a query asks for, cut into days or weeks at the midnights of the reader's time zone. Pure. */
import { startOfDay } from "#lib/audit/day.ts"
import { refuse, Refused } from "#lib/errors.ts"
import { type AnalyticsQuery, longest, type Step } from "./input.ts"

export type Period = {
  zone: string
  step: Step
  /** Its first and last day, such as 2026-11-22. */
  first: string
  last: string
  days: number
  /** The first day of each step, and the moment when it begins. The first and last week may be cut off. */
  steps: { day: string; at: Date }[]
  end: Date
  /** When the period before begins: as many days, ending where this one begins. */
  before: Date
}

/**
 * The period of the query. Refuses `date-missing`, `dates-backwards` and `period-too-long` (366 days), beside the field that it is about.
 */
export function periodOf(query: AnalyticsQuery, zone: string, now = new Date()): Period {
  const { first, days } = daysOf(query, zone, now)
  const begins = (later: number) => {
    const at = startOfDay(first, zone, later)
    if (!at) throw new Refused("date-missing", "from")
    return at
  }
  const opens = (later: number) =>
    query.by === "day" || later === 0 || weekday(plusDays(first, later)) === monday
  return {
    zone,
    step: query.by,
    first,
    last: plusDays(first, days - 1),
    days,
    steps: [...Array(days).keys()]
      .filter(opens)
      .map((later) => ({ day: plusDays(first, later), at: begins(later) })),
    end: begins(days),
    before: begins(-days),
  }
}

function daysOf({ range, from, to }: AnalyticsQuery, zone: string, now: Date) {
  if (range !== "dates") {
    const days = Number(range)
    return { first: plusDays(dayOf(now, zone), 1 - days), days }
  }
  refuse(!isDay(from), "date-missing", "from")
  refuse(!isDay(to), "date-missing", "to")
  refuse(to < from, "dates-backwards", "to")
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  refuse(days > longest, "period-too-long", "to")
  return { first: from, days }
}

const dayMs = 86_400_000
const monday = 1

const weekday = (day: string) => new Date(day).getUTCDay()
const plusDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** Not the 31st of February: no calendar has it. */
const isDay = (day: string) =>
  !Number.isNaN(Date.parse(day)) && new Date(Date.parse(day)).toISOString().slice(0, 10) === day

/** The day that the zone's calendar shows at this moment. */
const dayOf = (at: Date, zone: string) =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at)

import { describe, expect, test } from "vitest"
import { analyticsInput } from "./input.ts"
import { periodOf } from "./period.ts"

const now = new Date("2026-11-22T23:30:00Z")
const period = (query: Record<string, string>, zone = "UTC") =>
  periodOf(analyticsInput.parse(query), zone, now)
const refusal = (query: Record<string, string>) => {
  try {
    period({ range: "dates", ...query })
    return null
  } catch (error) {
    const { code, field } = error as { code: string; field: string }
    return `${code} ${field}`
  }
}

describe("the last days", () => {
  test("end with today in the reader's zone, and the period before is as long", () => {
    const { first, last, days, before, end, steps } = period({ range: "7" })
    expect([first, last, days]).toEqual(["2026-11-16", "2026-11-22", 7])
    expect(before.toISOString()).toBe("2026-11-09T00:00:00.000Z")
    expect(end.toISOString()).toBe("2026-11-23T00:00:00.000Z")
    expect(steps).toHaveLength(7)
    // Half an hour after midnight there.
    expect(period({ range: "7" }, "Europe/Berlin").last).toBe("2026-11-23")
  })

  test("by week begin anew each Monday", () => {
    const weeks = period({ range: "30", by: "week" }).steps.map(({ day }) => day)
    expect(weeks).toEqual(["2026-10-24", "2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"])
  })

  test("junk falls back to thirty days by day", () => {
    const { days, step } = period({ range: "all", by: "hour", from: "x", bot: "'; drop" })
    expect([days, step]).toEqual([30, "day"])
  })
})

describe("from a day to another", () => {
  test("has 23 hours in the day on which the clock goes forward, and 25 when it goes back", () => {
    const hours = (from: string, zone: string) => {
      const { steps, end } = period({ range: "dates", from, to: from }, zone)
      return (end.getTime() - steps[0]!.at.getTime()) / 3_600_000
    }
    expect(hours("2026-03-29", "Europe/Berlin")).toBe(23)
    expect(hours("2026-10-25", "Europe/Berlin")).toBe(25)
    expect(hours("2026-10-25", "UTC")).toBe(24)
  })

  test("is a year at most, forward, and of days that there are", () => {
    expect(refusal({ from: "2026-01-01", to: "2027-01-01" })).toBeNull()
    expect(refusal({ from: "2026-01-01", to: "2027-01-02" })).toBe("period-too-long to")
    expect(refusal({ from: "2026-02-02", to: "2026-02-01" })).toBe("dates-backwards to")
    expect(refusal({ from: "2026-02-31", to: "2026-03-01" })).toBe("date-missing from")
    expect(refusal({ from: "2026-02-01", to: "" })).toBe("date-missing to")
    expect(refusal({ from: "0001-01-01", to: "2026-01-01" })).toBe("date-missing from")
  })
})

import { expect, test, vi } from "vitest"
import { startOfDay } from "./day.ts"

test("a day begins at the zone's midnight, also where the clock changes", () => {
  const at = (date: string, zone: string, later?: number) => startOfDay(date, zone, later)?.toISOString()
  expect(at("2026-11-22", "UTC")).toBe("2026-11-22T00:00:00.000Z")
  expect(at("2026-11-22", "Asia/Tokyo")).toBe("2026-11-21T15:00:00.000Z")
  expect(at("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00.000Z")
  expect(at("2026-03-29", "Europe/Berlin", 1)).toBe("2026-03-29T22:00:00.000Z")
  expect(at("2026-10-25", "America/New_York", 10)).toBe("2026-11-04T05:00:00.000Z")
  // Where it springs forward at midnight, the day begins with the first moment that there is.
  expect(at("2026-04-24", "Africa/Cairo")).toBe("2026-04-23T22:00:00.000Z")
  expect(at("2026-09-06", "America/Santiago")).toBe("2026-09-06T04:00:00.000Z")
  expect(at("2026-03-08", "America/Havana")).toBe("2026-03-08T05:00:00.000Z")
  // Where it falls back to the day before, with the midnight that is not taken back.
  expect(at("2026-04-05", "America/Santiago")).toBe("2026-04-05T04:00:00.000Z")
  expect(at("2026-11-01", "America/Havana")).toBe("2026-11-01T04:00:00.000Z")
  expect(at("2026-02-31", "UTC")).toBeUndefined()
  expect(at("junk", "UTC")).toBeUndefined()
})

test("the clock of a zone is made once, however the zone is spelt", () => {
  const made = vi.spyOn(Intl, "DateTimeFormat")
  for (const zone of ["Pacific/Chatham", "pacific/chatham", "PACIFIC/ChatHam"])
    expect(startOfDay("2026-11-22", zone)?.toISOString()).toBe("2026-11-21T10:15:00.000Z")
  expect(made).toHaveBeenCalledTimes(1)
})

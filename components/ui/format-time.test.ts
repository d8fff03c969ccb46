import { describe, expect, test, vi } from "vitest"
import { dayTime, exactTime, recentTime, clockTime, dayName, shortTime } from "./format-time.ts"

const now = new Date("2026-11-22T09:14:00Z")
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const said = (at: Date, zone = "UTC") => recentTime(at, zone, now).text

describe("exactTime", () => {
  test("says day and clock in the reader's zone", () => {
    expect(exactTime(now, "UTC").text).toBe("22 Nov 2026, 09:14")
    expect(exactTime(now, "Asia/Tokyo").text).toBe("22 Nov 2026, 18:14")
    expect(exactTime(now, "Asia/Tokyo").title).toBe("22 Nov 2026, 18:14 (Asia/Tokyo)")
  })

  test("says midnight as 00:00, September in three letters, and the moment for machines", () => {
    const midnight = exactTime(new Date("2026-09-03T00:00:00Z"), "UTC")
    expect(midnight.text).toBe("3 Sep 2026, 00:00")
    expect(midnight.iso).toBe("2026-09-03T00:00:00.000Z")
  })

  test("makes the format of a zone once, however the zone is spelt", () => {
    const made = vi.spyOn(Intl, "DateTimeFormat")
    for (const zone of ["Pacific/Chatham", "pacific/chatham", "PACIFIC/ChatHam"])
      expect(exactTime(now, zone).text).toBe("22 Nov 2026, 22:59")
    expect(made).toHaveBeenCalledTimes(1)
  })

  test("the day is the reader's, not London's", () => {
    expect(dayTime(new Date("2026-12-31T23:30:00Z"), "Europe/Berlin").text).toBe("1 Jan 2027")
  })
})

describe("recentTime", () => {
  test("counts minutes, then hours", () => {
    expect(said(before(0.5))).toBe("Just now")
    expect(said(before(12))).toBe("12 min ago")
    expect(said(before(59.9))).toBe("59 min ago")
    expect(said(before(60))).toBe("1 h ago")
    expect(said(before(9 * 60))).toBe("9 h ago")
  })

  test("yesterday is a day of the calendar, not 24 hours", () => {
    expect(said(before(10 * 60))).toBe("Yesterday")
    expect(said(before(10 * 60), "America/New_York")).toBe("Yesterday")
    expect(said(before(10 * 60), "Asia/Tokyo")).toBe("10 h ago")
    expect(said(before(48 * 60))).toBe("2 days ago")
    expect(said(before(6 * 24 * 60))).toBe("6 days ago")
  })

  test("is the day itself from a week on, and exact for what lies ahead", () => {
    expect(said(before(7 * 24 * 60))).toBe("15 Nov 2026")
    expect(said(before(-30))).toBe("22 Nov 2026, 09:44")
  })
})

describe("in a conversation", () => {
  const now = new Date("2026-11-22T23:30:00Z")
  const at = (text: string) => new Date(text)

  test("a list has the clock today and soon after midnight, the weekday within a week, then the day", () => {
    expect(shortTime(at("2026-11-22T09:14:00Z"), "UTC", now).text).toBe("09:14")
    expect(shortTime(at("2026-11-22T22:30:00Z"), "Europe/Berlin", now).text).toBe("23:30")
    expect(shortTime(at("2026-11-21T22:30:00Z"), "Europe/Berlin", now).text).toBe("Sat")
    expect(shortTime(at("2026-11-19T09:14:00Z"), "UTC", now).text).toBe("Thu")
    expect(shortTime(at("2026-11-15T09:14:00Z"), "UTC", now).text).toBe("15 Nov")
    expect(shortTime(at("2025-11-15T09:14:00Z"), "UTC", now).text).toBe("15 Nov 2025")
  })

  test("a day is the reader's", () => {
    const said = at("2026-11-22T22:30:00Z")
    expect([dayName(said, "UTC", now), dayName(said, "Europe/Berlin", now)]).toEqual(["Today", "Yesterday"])
    expect(dayName(at("2026-11-12T09:00:00Z"), "UTC", now)).toBe("12 Nov 2026")
    expect(clockTime(said, "Asia/Tokyo").text).toBe("07:30")
  })
})

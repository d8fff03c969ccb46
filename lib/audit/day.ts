/** Days in the reader's time zone as moments. Pure. */
const day = 86_400_000

/** When the day (such as 2026-11-22) begins in the zone, `later` days on; null for a day that no calendar has. */
export function startOfDay(date: string, zone: string, later = 0): Date | null {
  const wanted = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(wanted) || new Date(wanted).toISOString().slice(0, 10) !== date) return null
  const local = wanted + later * day
  // The clock of the zone a little before and after: twice, because its offset may change within the day.
  const first = local - offsetAt(local, zone)
  const second = local - offsetAt(first, zone)
  // Where the clock leaps over midnight, one is before the leap and one after it: the day begins with the leap.
  const leaps = offsetAt(second, zone) !== offsetAt(first, zone)
  return new Date(leaps ? Math.max(first, second) : second)
}

const clocks = new Map<string, Intl.DateTimeFormat>()
/** Made once for each zone, however it is spelt: that takes a hundred times what reading it does. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const name = zone.toLowerCase()
  const known = clocks.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  })
  clocks.set(name, made)
  return made
}

/** How far the zone's clock is ahead of UTC at this moment, in ms. */
function offsetAt(at: number, zone: string): number {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const clock = Date.UTC(
    parts["year"]!,
    parts["month"]! - 1,
    parts["day"]!,
    parts["hour"]!,
    parts["minute"]!,
    parts["second"]!,
  )
  return clock - Math.floor(at / 1000) * 1000
}

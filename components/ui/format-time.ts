/** Times in words, formatted where the reader's time zone is known. */
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

export type TimeText = { text: string; iso: string; title: string }

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string) {
  // Browsers may spell one zone in a million ways, and each format is kept.
  const name = timeZone.toLowerCase()
  const known = formats.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  })
  formats.set(name, made)
  return made
}

function readClock(at: Date, zone: string) {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const [year, month, dayOfMonth] = [Number(part["year"]), Number(part["month"]), Number(part["day"])]
  return {
    date: `${dayOfMonth} ${months[month - 1]} ${year}`,
    clock: `${part["hour"]}:${part["minute"]}`,
    dayNumber: Date.UTC(year, month - 1, dayOfMonth) / day,
  }
}

/** "22 Nov 2026, 09:14" */
export function exactTime(at: Date, zone: string): TimeText {
  const { date, clock } = readClock(at, zone)
  return { text: `${date}, ${clock}`, iso: at.toISOString(), title: `${date}, ${clock} (${zone})` }
}

/** "22 Nov 2026" */
export function dayTime(at: Date, zone: string): TimeText {
  return { ...exactTime(at, zone), text: readClock(at, zone).date }
}

/** "12 min ago", "3 h ago", "Yesterday", "4 days ago"; the day itself when that is a week or more ago. */
export function recentTime(at: Date, zone: string, now = new Date()): TimeText {
  const past = now.getTime() - at.getTime()
  const days = readClock(now, zone).dayNumber - readClock(at, zone).dayNumber
  const saying = (text: string) => ({ ...dayTime(at, zone), text })
  if (past < -minute) return exactTime(at, zone)
  if (past < minute) return saying("Just now")
  if (past < hour) return saying(`${Math.floor(past / minute)} min ago`)
  if (past < 6 * hour || days === 0) return saying(`${Math.floor(past / hour)} h ago`)
  if (days < 7) return saying(days === 1 ? "Yesterday" : `${days} days ago`)
  return dayTime(at, zone)
}

/** "09:14" */
export function clockTime(at: Date, zone: string): TimeText {
  return { ...exactTime(at, zone), text: readClock(at, zone).clock }
}

/** The day on which it is: "Today", "Yesterday", "22 Nov 2026". */
export function dayName(at: Date, zone: string, now: Date): string {
  const [then, today] = [readClock(at, zone), readClock(now, zone)]
  const days = today.dayNumber - then.dayNumber
  return days === 0 ? "Today" : days === 1 ? "Yesterday" : then.date
}

/** For a narrow column: "09:14" today and until half a day later, "Thu" within a week, "12 Nov" within the year, else "12 Nov 2025". */
export function shortTime(at: Date, zone: string, now = new Date()): TimeText {
  const [then, today] = [readClock(at, zone), readClock(now, zone)]
  const days = today.dayNumber - then.dayNumber
  const saying = (text: string) => ({ ...exactTime(at, zone), text })
  if (days === 0 || Math.abs(now.getTime() - at.getTime()) < day / 2) return saying(then.clock)
  // Day 0, 1 January 1970, was a Thursday.
  if (days > 0 && days < 7) return saying(weekdays[(then.dayNumber + 4) % 7]!)
  return saying(then.date.endsWith(today.date.slice(-4)) ? then.date.slice(0, -5) : then.date)
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

/** Times in words, formatted where the reader's time zone is known. */
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

export type TimeText = { text: string; iso: string; title: string }

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timeZone: string) {
  const known = formats.get(timeZone)
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
  formats.set(timeZone, made)
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

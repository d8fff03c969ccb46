import { dayTime, exactTime, recentTime, type TimeText } from "#components/ui/format-time.ts"
import type { EndedToken, LiveToken } from "#lib/access-tokens/listing.ts"
import { endWords } from "./words.ts"

/** A live token as the table shows it. `soon`: how long it has still, where that is a week or less. */
export type TokenRow = {
  id: string
  name: string
  start: string
  scopes: string[]
  lost: string[]
  made: TimeText
  ends: TimeText
  soon: string | null
  used: TimeText | null
  usedFrom: string | null
}

export type EndedTokenRow = {
  id: string
  name: string
  start: string
  made: TimeText
  ended: TimeText
  why: string
}

const day = 86_400_000
const soonDays = 7

export function toTokenRow(token: LiveToken, zone: string, now = new Date()): TokenRow {
  const { id, name, start, scopes, lost, createdAt, expiresAt, usedAt, usedFrom } = token
  return {
    id,
    name,
    start,
    scopes: scopes.filter((scope) => !lost.includes(scope)),
    lost,
    made: dayTime(createdAt, zone),
    ends: dayTime(expiresAt, zone),
    soon: soonWords(expiresAt.getTime() - now.getTime()),
    used: usedAt && recentTime(usedAt, zone, now),
    usedFrom,
  }
}

export function toEndedTokenRow(
  { id, name, start, createdAt, endedAt, endedAs }: EndedToken,
  zone: string,
  own: boolean,
): EndedTokenRow {
  return {
    id,
    name,
    start,
    made: dayTime(createdAt, zone),
    ended: exactTime(endedAt, zone),
    why: endWords(endedAs, own),
  }
}

function soonWords(left: number): string | null {
  if (left > soonDays * day) return null
  const days = Math.round(left / day)
  if (days === 0) return "Ends within a day"
  return days === 1 ? "Ends in 1 day" : `Ends in ${days} days`
}

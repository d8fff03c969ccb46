/** Chance that falls the same way each time, and the rhythm of a week: so that a demo looks like life, and always like the same one. */

export type Chance = {
  /** Between 0 and 1. */
  next: () => number
  /** Happens so many times of a hundred. */
  of100: (times: number) => boolean
  /** A whole number of 0 up to `most`, without it. */
  below: (most: number) => number
  oneOf: <T>(things: readonly T[]) => T
}

/** mulberry32 */
export function chance(seed: number): Chance {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number) => Math.floor(next() * most)
  return {
    next,
    below,
    of100: (times) => next() * 100 < times,
    oneOf: (things) => things[below(things.length)]!,
  }
}

const day = 86_400_000
const ofWeek = [0.3, 0.95, 1, 1.05, 1, 0.9, 0.35]

/** How busy the day is that was `ago` days ago: working days, and of late, more. */
export function busyness(ago: number, now: number): number {
  return ofWeek[new Date(now - ago * day).getUTCDay()]! * (1.15 - ago / 150)
}

/** A moment by daylight of the day that was so many days ago, in ms; never one to come. */
export function momentOf(ago: number, now: number, { next }: Chance): number {
  const begins = Math.floor((now - ago * day) / day) * day
  const hours = 6 + 6 * (next() + next())
  return Math.min(begins + hours * 3_600_000, now - next() * 3_600_000)
}

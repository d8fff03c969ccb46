/** How long things take: done in turns, so that whatever else the machine does hits all of them alike. */

/** Milliseconds: the middle one of all runs, and the one that 95 of 100 stay under. */
export type Timing = { median: number; p95: number }

/** Runs each task `rounds` times, one after another in turns, after three rounds to warm up. */
export async function timeInTurns(tasks: (() => Promise<unknown>)[], rounds: number): Promise<Timing[]> {
  const taken = tasks.map((): number[] => [])
  for (let round = -3; round < rounds; round += 1) {
    // There and back again, so that nobody always follows the same one.
    const turns = [...tasks.keys()]
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) {
      const milliseconds = await timeOnce(tasks[turn]!)
      if (round >= 0) taken[turn]!.push(milliseconds)
    }
  }
  return taken.map(summarise)
}

/** Milliseconds that one run takes. */
export async function timeOnce(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await task()
  return performance.now() - started
}

export function summarise(taken: number[]): Timing {
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  return { median: at(0.5), p95: at(0.95) }
}

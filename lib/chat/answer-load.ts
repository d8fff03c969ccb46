/**
 * How many answers of each bot this process is working on. A bot whose engine is slow gets no more than its share of the workers, so that
 * other bots' answers don't wait for it; its jobs carry the bot as a flag (enqueue_answer), by which the queue leaves them out.
 */

/** Of the two dozen that a worker does at once (lib/jobs/start.ts). */
const most = 6

const counts = new Map<string, number>()

/** The flags of the bots that have their share. */
export const busyBots = (): string[] => [...counts].filter(([, count]) => count >= most).map(([flag]) => flag)

/** Runs `work` as one of the bot's; answers false when the bot has its share already, and nothing is run. */
export async function withinShare(flag: string, work: () => Promise<void>): Promise<boolean> {
  const count = counts.get(flag) ?? 0
  if (count >= most) return false
  counts.set(flag, count + 1)
  try {
    await work()
    return true
  } finally {
    const left = counts.get(flag)! - 1
    if (left === 0) counts.delete(flag)
    else counts.set(flag, left)
  }
}

/** What work costs this process: unlike the time on the clock it says the same on a busy machine. */

/** ms of processor time that `work` takes. */
export async function cpuMilliseconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

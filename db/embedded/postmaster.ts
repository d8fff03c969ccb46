/** What postmaster.pid says, and whether the process it names is really a PostgreSQL of that folder. */
import { readFile, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { run } from "./account.ts"

/** `port` is 0 until it listens; `status` is PostgreSQL's own word: starting, ready, stopping, standby. */
export type Postmaster = { pid: number; port: number; status: string }

const file = (folder: string) => join(folder, "postmaster.pid")

/** Reads postmaster.pid (its lines: https://www.postgresql.org/docs/18/storage-file-layout.html); null when there is none. */
export async function readPostmaster(folder: string): Promise<Postmaster | null> {
  const lines = (await readFile(file(folder), "utf8").catch(() => "")).split("\n").map((line) => line.trim())
  const pid = Math.abs(Number(lines[0]))
  if (!pid) return null
  return { pid, port: lines[5] ? Number(lines[3]) : 0, status: lines[7] ?? "" }
}

/** `gone`: no such process. `stranger`: a live process (or the corpse of one) that is no PostgreSQL of this folder. */
export type Standing = "serving" | "gone" | "stranger"

/** Judges the process a postmaster.pid names. Where the system won't tell, it counts as serving: that harms nobody's data. */
export async function judgeProcess(pid: number, folder: string): Promise<Standing> {
  if (process.platform !== "linux") {
    const { code, output } = await run(null, "ps", ["-o", "stat=,comm=", "-p", String(pid)])
    if (code !== 0) return "gone"
    return /^[^Z]\S*\s.*postgres$/.test(output) ? "serving" : "stranger"
  }
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")
  if (!line) return "gone"
  const name = line.slice(line.indexOf("(") + 1, line.lastIndexOf(")"))
  const state = line.slice(line.lastIndexOf(")") + 2)[0]
  if (name !== "postgres" || state === "Z" || state === "X") return "stranger"
  // By device and inode: the same folder may be mounted under two names.
  const works = await stat(`/proc/${pid}/cwd`).catch(() => null)
  const here = await stat(folder).catch(() => null)
  return !works || (works.dev === here?.dev && works.ino === here.ino) ? "serving" : "stranger"
}

/**
 * Removes a postmaster.pid whose process id was given to something else since: PostgreSQL would take that for itself and
 * refuse to start. Does nothing when another start has written its own meanwhile.
 */
export async function removeStalePid(folder: string, pid: number): Promise<void> {
  if ((await readPostmaster(folder))?.pid === pid) await rm(file(folder), { force: true })
}

async function waitUntilGone(pid: number, folder: string, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await delay(25)) {
    if ((await judgeProcess(pid, folder)) !== "serving") return true
  }
  return false
}

/**
 * Stops the server of a folder: SIGINT (open transactions are rolled back), after 10 s SIGQUIT (the next start recovers).
 * Nothing to do when none runs. Throws when it is still there after another 5 s.
 */
export async function stopPostmaster(folder: string): Promise<void> {
  const running = await readPostmaster(folder)
  if (!running || (await judgeProcess(running.pid, folder)) !== "serving") return
  for (const [signal, patience] of [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
  ] as const) {
    try {
      process.kill(running.pid, signal)
    } catch {
      return // it ended by itself between the look and the signal
    }
    if (await waitUntilGone(running.pid, folder, patience)) return
  }
  throw new Error(`PostgreSQL (process ${running.pid}) on ${folder} does not stop: end it by hand.`)
}

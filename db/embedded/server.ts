/** The running server: starts one on a cluster, or joins the one that already runs there. */
import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { open, readFile, rename, stat, statfs } from "node:fs/promises"
import { createServer } from "node:net"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { serverEnvironment } from "./account.ts"
import type { Binaries } from "./binaries.ts"
import type { Cluster } from "./cluster.ts"
import { takeHold } from "./hold.ts"
import type { Hold } from "./hold.ts"
import { folderError } from "./place.ts"
import type { Place } from "./place.ts"
import { judgeProcess, readPostmaster, removeStalePid, stopPostmaster } from "./postmaster.ts"

export type Server = { port: number; hold: Hold; adopted: boolean }
export type Start = {
  cluster: Cluster
  place: Place
  binaries: Binaries
  fast: boolean
  pickPort: () => Promise<number>
}

const patience = 60_000 // ms without progress, until we say that it can't be done
const retryFor = 10_000 // ms in which a server may refuse to start: a taken port, backends of a killed server still ending
const pause = 150 // ms
const leastSpace = 1024 * 1024 // bytes
const largestLog = 10 * 1024 * 1024 // bytes

// Data that may be lost with the machine: for test runs.
const fastFlags = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]

/** A port of 127.0.0.1 that is free now; it may be taken a moment later. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0))
    })
  })
}

async function openLog(dataDir: string) {
  const path = join(dataDir, "postgres.log")
  const size = (await stat(path).catch(() => null))?.size ?? 0
  if (size > largestLog) await rename(path, `${path}.1`)
  // Statements that fail are logged with their values: nobody else's business.
  return { path, from: size > largestLog ? 0 : size, handle: await open(path, "a", 0o600) }
}

/** A server on a full disk can't even log why it ends. */
async function isDiskFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize < leastSpace
}

type Attempt = {
  child: ChildProcess
  exited: () => boolean
  failure: () => Error | null
  complaint: () => Promise<string>
}

async function launch({ cluster, place, binaries, fast }: Start, port: number): Promise<Attempt> {
  const log = await openLog(place.dataDir).catch((cause: unknown) => {
    throw folderError(place.dataDir, cause)
  })
  const flags = ["listen_addresses=127.0.0.1", "unix_socket_directories=", ...(fast ? fastFlags : [])]
  const child = spawn(
    binaries.postgres,
    ["-D", cluster.folder, "-p", String(port), ...flags.flatMap((flag) => ["-c", flag])],
    // Its own process group: Ctrl-C in a terminal reaches Roster alone, which finishes its requests before it stops this.
    {
      ...place.account,
      cwd: "/",
      env: serverEnvironment(),
      stdio: ["ignore", log.handle.fd, log.handle.fd],
      detached: true,
    },
  )
  let exited = false
  let failure: Error | null = null
  child.on("exit", () => (exited = true))
  child.on("error", (error) => ((failure = error), (exited = true)))
  child.unref()
  await log.handle.close()
  const complaint = async () => {
    const lines = (await readFile(log.path)).subarray(log.from).toString().split("\n")
    return lines
      .filter((line) => /FATAL|PANIC|HINT/.test(line))
      .slice(-2)
      .join(" / ")
  }
  return { child, exited: () => exited, failure: () => failure, complaint }
}

/** Waits until our child answers as the server of the folder; null when it ended early. */
async function waitUntilReady(attempt: Attempt, { cluster, place }: Start): Promise<Server | null> {
  let end = Date.now() + patience
  for (; Date.now() < end && !attempt.exited(); await delay(20)) {
    const found = await readPostmaster(cluster.folder)
    if (!found || found.pid !== attempt.child.pid) continue
    if (found.status === "starting") end = Date.now() + patience // recovery takes as long as it takes
    const hold = found.port && found.status === "ready" ? await takeHold(found.port, cluster) : null
    if (hold) return { port: found.port, hold, adopted: false }
  }
  const failure = attempt.failure()
  if (failure) throw folderError(place.dataDir, failure, `PostgreSQL could not be run (${failure.message})`)
  if (attempt.exited()) return null
  await stopPostmaster(cluster.folder)
  throw folderError(
    place.dataDir,
    null,
    `PostgreSQL started and did not answer: see ${join(place.dataDir, "postgres.log")}`,
  )
}

/**
 * The server of a cluster: the one that runs there already (adopted), or a new one. Clears a stale postmaster.pid, waits
 * for one that is stopping or starting, retries on another port. Throws a line that names the folder when it won't run.
 */
export async function startServer(start: Start): Promise<Server> {
  const { folder } = start.cluster
  let end = Date.now() + patience
  let firstRefusal = 0
  for (; Date.now() < end; await delay(pause)) {
    const running = await readPostmaster(folder)
    const standing = running ? await judgeProcess(running.pid, folder) : "gone"
    if (running && standing === "serving") {
      if (running.status === "starting") end = Date.now() + patience
      const hold =
        running.port && running.status === "ready" ? await takeHold(running.port, start.cluster) : null
      if (hold) return { port: running.port, hold, adopted: true }
      continue
    }
    if (running && standing === "stranger") await removeStalePid(folder, running.pid)

    const attempt = await launch(start, await start.pickPort())
    const server = await waitUntilReady(attempt, start)
    if (server) return server
    firstRefusal ||= Date.now()
    const successor = await readPostmaster(folder)
    const lost = successor && (await judgeProcess(successor.pid, folder)) === "serving"
    const full = await isDiskFull(folder)
    if (lost || (!full && Date.now() - firstRefusal < retryFor)) continue
    const why = full ? "the disk is full" : `PostgreSQL does not start: ${await attempt.complaint()}`
    throw folderError(start.place.dataDir, null, why)
  }
  const pid = (await readPostmaster(folder))?.pid
  throw folderError(start.place.dataDir, null, `a PostgreSQL runs on it (process ${pid}) and does not answer`)
}

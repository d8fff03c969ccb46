/** The PostgreSQL that Roster brings along: one call starts it on a data folder, or joins the one that runs there. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { findBinaries } from "./embedded/binaries.ts"
import { openCluster } from "./embedded/cluster.ts"
import { setUpOwner } from "./embedded/hold.ts"
import { choosePlace, spareFolder } from "./embedded/place.ts"
import { stopPostmaster } from "./embedded/postmaster.ts"
import { freePort, startServer } from "./embedded/server.ts"
import type { Server } from "./embedded/server.ts"

export type EmbeddedOptions = {
  dataDir: string
  /** Trades safety against a crash of the machine for speed: for throw-away clusters of test runs. */
  fast?: boolean
}

/** What only the launcher's own tests hand in. */
export type EmbeddedSeams = { pickPort?: () => Promise<number>; spare?: string }

export type Embedded = {
  /** For the login roster_owner (CREATEROLE, no superuser), who owns the database `roster`. Holds a password: don't log it. */
  url: string
  /** Whether the server ran already when we came. */
  adopted: boolean
  /** PostgreSQL's own folder: `<dataDir>/pg`, or elsewhere when root's project lies where no other account gets. */
  folder: string
  /** Leaves the server, and stops it if no other app uses it. The second call does nothing new. */
  stop: () => Promise<void>
}

/**
 * Starts the embedded PostgreSQL on `dataDir`, created if missing, and answers once it takes queries. Its log is
 * `<dataDir>/postgres.log`. Several apps may call it on one folder at once: they share one server, and the last to
 * stop() stops it. An app that was killed no longer counts, so the server it left behind is stopped by the next one
 * that adopts it. Throws one clear line that names the folder or the package, and what to do.
 */
export async function startEmbedded(options: EmbeddedOptions, seams: EmbeddedSeams = {}): Promise<Embedded> {
  const { spare = spareFolder, pickPort = freePort } = seams
  const fast = options.fast ?? false
  const chosen = await choosePlace(options.dataDir, spare)
  const binaries = await findBinaries(chosen.account, spare)
  const { cluster, place } = await openCluster(chosen, binaries, fast)
  const server = await startServer({ cluster, place, binaries, fast, pickPort })
  try {
    await setUpOwner(server.hold.sql, cluster.ownerPassword)
  } catch (error) {
    await leave(server, cluster.folder)
    throw error
  }
  let stopped: Promise<void> | null = null
  return {
    url: `postgres://roster_owner:${cluster.ownerPassword}@127.0.0.1:${server.port}/roster`,
    adopted: server.adopted,
    folder: cluster.folder,
    stop: () => (stopped ??= leave(server, cluster.folder)),
  }
}

async function leave({ hold, adopted }: Server, folder: string) {
  // A server that no longer answers is the starter's to stop.
  const last = await hold.giveUp().catch(() => !adopted)
  if (last) await stopPostmaster(folder)
  await hold.close()
}

/** A server on an empty folder of its own, for a test run: fast, and stop() deletes it with all it holds. */
export async function startThrowAway(): Promise<Embedded> {
  const dataDir = await mkdtemp(join(tmpdir(), "roster-"))
  const embedded = await startEmbedded({ dataDir, fast: true })
  const stop = async () => {
    await embedded.stop()
    for (const folder of [dirname(embedded.folder), dataDir])
      await rm(folder, { recursive: true, force: true })
  }
  return { ...embedded, stop }
}

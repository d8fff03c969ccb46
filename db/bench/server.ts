/** A PostgreSQL of the bench's own, as durable as in production, in a temporary folder. */
import { randomBytes } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import postgres from "postgres"
import { closeDatabase } from "../client.ts"
import { startEmbedded } from "../embedded.ts"
import { migrate } from "../migrate.ts"

/** Runs `work` with the owner's connection on a fresh, migrated server. Afterwards, also on Ctrl-C, nothing is left of it. */
export async function withBenchServer<T>(work: (owner: postgres.Sql) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), "roster-bench-"))
  const starting = startEmbedded({ dataDir })
  let left: Promise<void> | undefined
  const leave = () => (left ??= cleanUp())
  async function cleanUp() {
    await closeDatabase()
    const embedded = await starting.catch(() => null)
    await embedded?.stop()
    for (const folder of embedded ? [dirname(embedded.folder), dataDir] : [dataDir])
      await rm(folder, { recursive: true, force: true })
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      // What is broken off now may fail as it likes.
      process.on("uncaughtException", () => {})
      void leave().finally(() => process.exit(130))
    })
  }

  try {
    const { url } = await starting
    process.env.DATABASE_URL = url
    process.env.AUTH_SECRET = randomBytes(32).toString("base64url")
    await migrate(url)
    const owner = postgres(url, { max: 1, onnotice: () => {} })
    const result = await work(owner)
    await owner.end()
    return result
  } finally {
    await leave()
  }
}

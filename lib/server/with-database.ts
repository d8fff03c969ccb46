/** Runs a command-line task beside a running server or without one: the database that the settings name, up to date. */
import { closeDatabase } from "#db/client.ts"
import { startEmbedded } from "#db/embedded.ts"
import { migrate } from "#db/migrate.ts"
import { readSettings, type Settings } from "#lib/settings.ts"
import { startUpLine } from "./start-up-error.ts"

/** Runs `task`; whatever keeps it from succeeding is printed as one line, and the process ends with 1. */
export async function withDatabase(task: (settings: Settings) => Promise<void>): Promise<void> {
  try {
    const settings = readSettings()
    const embedded = settings.databaseUrl ? null : await startEmbedded({ dataDir: settings.dataDir })
    process.env.DATABASE_URL = settings.databaseUrl ?? embedded!.url
    process.env.AUTH_SECRET = settings.authSecret
    try {
      await migrate()
      await task(settings)
    } finally {
      await closeDatabase()
      await embedded?.stop()
    }
  } catch (error) {
    process.stderr.write(`${startUpLine(error)}\n`)
    process.exitCode = 1
  }
}

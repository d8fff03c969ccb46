/** The app of the launcher's tests: a process of its own that starts the server, tells its parent, and stops it on a signal. */
import { setTimeout as delay } from "node:timers/promises"
import postgres from "postgres"
import { startEmbedded } from "../embedded.ts"
import { freePort } from "./server.ts"

const { dataDir, spare, ports } = JSON.parse(process.argv[2] ?? "{}") as {
  dataDir: string
  spare?: string
  ports: number[]
}
const say = (news: object) => process.stdout.write(`${JSON.stringify(news)}\n`)

try {
  const { url, adopted, folder, stop } = await startEmbedded(
    { dataDir },
    { spare, pickPort: async () => ports.shift() ?? freePort() },
  )
  const leave = async () => {
    await stop()
    process.exit(0)
  }
  process.on("SIGTERM", () => void leave())
  // Ctrl-C reaches the whole group of a terminal; what Roster still finishes then needs the database.
  const finishWork = async () => {
    await delay(300)
    const sql = postgres(url, { max: 1 })
    await sql`select 1`
    await sql.end()
  }
  process.on("SIGINT", () => void finishWork().then(leave))
  setInterval(() => {}, 60_000) // a real one serves, and outlives its database
  say({ url, adopted, folder })
} catch (error) {
  say({ error: error instanceof Error ? error.message : String(error) })
  process.exit(1)
}

/** The one process that serves Roster: settings, database, migrations, then Next; and back down in the opposite order. */
import { createServer } from "node:http"
import next from "next"
import { closeDatabase } from "#db/client.ts"
import { startEmbedded } from "#db/embedded.ts"
import { migrate } from "#db/migrate.ts"
import { captureConsole, log } from "#lib/log.ts"
import { readSettings, type Settings, testSettings } from "#lib/settings.ts"
import { runStops } from "./on-stop.ts"
import { answerRequests } from "./requests.ts"
import { closeServer, stopOnSignals, unwind } from "./shutdown.ts"
import { startUpLine } from "./start-up-error.ts"

export type ServeOptions = {
  /** Next's development server instead of the build. */
  dev?: boolean
  /** Runs when the database is up to date, before the first request is taken. */
  prepare?: () => Promise<void>
  /** Runs when requests are answered. */
  ready?: (settings: Settings) => void
}

const longestStop = 30_000 // ms, should something that is stopped hang

/** From here on every part of the process, Auth.js too, finds the resolved settings in the environment. */
function publish(settings: Settings, databaseUrl: string) {
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    AUTH_URL: settings.authUrl,
    AUTH_SECRET: settings.authSecret,
    DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
  })
}

async function startDatabase(settings: Settings, undo: (() => Promise<void>)[]) {
  if (settings.databaseUrl) return publish(settings, settings.databaseUrl)
  const embedded = await startEmbedded({ dataDir: settings.dataDir })
  undo.push(embedded.stop)
  publish(settings, embedded.url)
}

async function listen(settings: Settings, dev: boolean, undo: (() => Promise<void>)[]) {
  const server = createServer()
  // Next starts the worker while it prepares: it has to stop too when the port turns out to be taken.
  undo.push(runStops)
  const app = next({ dev, hostname: settings.host, port: settings.port, httpServer: server })
  await app.prepare()
  undo.push(() => app.close())
  const handle = app.getRequestHandler()
  server.on("request", answerRequests(handle, settings))
  if (!dev) server.on("upgrade", (_request, socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(settings.port, settings.host, resolve)
  })
  // Jobs stop beside the requests: what a last request still queues waits in the database for the next start.
  undo.push(async () => {
    const [finished] = await Promise.all([closeServer(server), runStops()])
    if (!finished) log.warn("requests that took too long were cut off")
  })
}

/**
 * Serves until a signal comes. What keeps it from starting (a setting, the database, a taken port) is printed as one line, and
 * the process ends with 1.
 */
export async function serve({ dev = false, prepare, ready }: ServeOptions): Promise<void> {
  const undo: (() => Promise<void>)[] = []
  const started = Promise.withResolvers<void>()
  let stopping = false
  const stop = async () => {
    stopping = true
    setTimeout(() => process.exit(1), longestStop).unref()
    await started.promise
    return unwind(undo)
  }
  const unlessStopping = async (step: () => Promise<void> | undefined) => {
    if (!stopping) await step()
  }
  stopOnSignals(stop)
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise failed unheard"))
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "an error that nothing caught")
    void stop().then(() => process.exit(1))
  })
  if (!dev) captureConsole()
  try {
    const settings = readSettings()
    for (const name of testSettings(settings))
      log.warn(`${name} is set. It is for tests only: unset it in production`)
    await startDatabase(settings, undo)
    undo.push(closeDatabase)
    await unlessStopping(() => migrate(process.env.DATABASE_URL))
    await unlessStopping(async () => prepare?.())
    await unlessStopping(() => listen(settings, dev, undo))
    await unlessStopping(async () => ready?.(settings))
    started.resolve()
  } catch (error) {
    process.stderr.write(`${startUpLine(error)}\n`)
    await unwind(undo)
    process.exit(1)
  }
}

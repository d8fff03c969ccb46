/** How the process ends: running requests finish, then everything stops in turn; a second signal doesn't wait. */
import type { Server } from "node:http"
import type pino from "pino"
import { log as standardLog } from "#lib/log.ts"

const patience = 10_000 // ms
const sameSignal = 500 // ms

/**
 * Stops accepting connections and waits until the running requests are answered, at most `milliseconds`; then cuts off what
 * is left. Answers whether all of them finished.
 */
export async function closeServer(server: Server, milliseconds = patience): Promise<boolean> {
  const closed = new Promise<true>((resolve) => server.close(() => resolve(true)))
  // A kept-alive connection counts as open until it is closed; one becomes idle whenever a request finishes.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const late = Promise.withResolvers<false>()
  const timer = setTimeout(() => late.resolve(false), milliseconds)
  const finished = await Promise.race([closed, late.promise])
  clearTimeout(timer)
  clearInterval(sweep)
  if (!finished) server.closeAllConnections()
  return finished
}

/** Runs the steps one after another, the last one added first, also when one fails. Answers whether none did. */
export async function unwind(
  steps: (() => Promise<void>)[],
  log: pino.Logger = standardLog,
): Promise<boolean> {
  let well = true
  for (const step of steps.splice(0).toReversed()) {
    try {
      await step()
    } catch (error) {
      well = false
      log.error({ err: error }, "something did not stop as it should")
    }
  }
  return well
}

/**
 * On SIGTERM or SIGINT runs `stop` and then exits: 0 if it answers true, else 1. A second signal exits with 1 at once; one
 * that follows within half a second is the same Ctrl-C, passed on by npm.
 */
export function stopOnSignals(
  stop: () => Promise<boolean>,
  exit: (code: number) => void = (code) => process.exit(code),
): void {
  let asked = 0
  const onSignal = () => {
    if (asked && Date.now() - asked > sameSignal) return exit(1)
    if (asked) return
    asked = Date.now()
    stop().then(
      (well) => exit(well ? 0 : 1),
      () => exit(1),
    )
  }
  process.on("SIGTERM", onSignal)
  process.on("SIGINT", onSignal)
}

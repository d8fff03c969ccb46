/** What has to be stopped before the process ends: parts of Next's bundle say so here, and the server process does it. */

export type Stop = () => Promise<void>

// The server process and Next's bundles each load this module: they share one list by its name.
const key = Symbol.for("roster.stop")
const held = globalThis as { [key: symbol]: Stop[] | undefined }

const registered = (): Stop[] => (held[key] ??= [])

/** Has `stop` run when the process is asked to end, beside the requests that are still being answered. */
export function onStop(stop: Stop): void {
  registered().push(stop)
}

/** Runs everything registered, once, side by side. One that fails doesn't keep the others from stopping; the first error is thrown. */
export async function runStops(): Promise<void> {
  const outcomes = await Promise.allSettled(
    registered()
      .splice(0)
      .map((stop) => stop()),
  )
  const failed = outcomes.find((outcome) => outcome.status === "rejected")
  if (failed) throw failed.reason
}

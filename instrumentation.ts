/** Runs once in every server process, inside Next's bundle: starts the worker, whose mail templates only that bundle can read. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs" && process.env.NEXT_PHASE !== "phase-production-build") {
    const { startJobs } = await import("#lib/jobs/start.ts")
    startJobs()
  }
}

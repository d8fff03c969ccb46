/** What every entrance sets before anything else is loaded: libraries read these while they load. */

/** Puts the process into `mode`, with signals left to us; `demo` makes settings optional. */
export function enter(mode: "production" | "development", { demo = false } = {}): void {
  Object.assign(process.env, {
    NODE_ENV: mode,
    NEXT_MANUAL_SIG_HANDLE: "true",
    NEXT_TELEMETRY_DISABLED: process.env.NEXT_TELEMETRY_DISABLED ?? "1",
    ...(demo && { ROSTER_DEMO: "1" }),
  })
}

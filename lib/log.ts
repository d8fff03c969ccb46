/** The log: JSON lines on stdout, each with the id of the request it belongs to and none with a secret in it. */
import { AsyncLocalStorage } from "node:async_hooks"
import { inspect } from "node:util"
import pino from "pino"
import { stripText, stripValue } from "#lib/server/redaction.ts"

/** `refusal`: what the form that it posted was refused with. */
export type CurrentRequest = { id: string; refusal?: string | undefined }

// The server process and Next's bundles each load this module: they share one store by its name.
const key = Symbol.for("roster.request")
const held = globalThis as { [key: symbol]: AsyncLocalStorage<CurrentRequest> | undefined }

/** The request being answered, in whichever part of the process the code runs. */
export const currentRequest = (): AsyncLocalStorage<CurrentRequest> => (held[key] ??= new AsyncLocalStorage())

/** A logger that writes to `destination`; everybody but tests wants `log`. */
export function makeLog(
  destination: pino.DestinationStream = pino.destination({ fd: 1, sync: true }),
): pino.Logger {
  return pino(
    {
      base: undefined,
      // The demo's terminal belongs to the person who tries it.
      level: process.env.ROSTER_DEMO === "1" ? "warn" : "info",
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: stripValue },
      formatters: {
        level: (level) => ({ level }),
        log: (fields) => stripValue(fields) as Record<string, unknown>,
      },
      mixin: () => {
        const request = currentRequest().getStore()
        return request ? { requestId: request.id } : {}
      },
      hooks: {
        logMethod([first, ...rest]: unknown[], method) {
          const fields = first instanceof Error ? { err: first } : first
          const { err } = (typeof fields === "object" && fields !== null ? fields : {}) as { err?: unknown }
          // Left alone, pino would say the message of the error as it is.
          const said = rest.length === 0 && err instanceof Error ? [err.message] : rest
          const strip = (value: unknown) => (typeof value === "string" ? stripText(value) : value)
          Reflect.apply(method, this, [strip(fields), ...said.map(strip)])
        },
      },
    },
    destination,
  )
}

export const log = makeLog()

/** Sends what libraries print with console into the log, so that it too is JSON, knows its request and holds no secret. */
export function captureConsole(into: pino.Logger = log): void {
  const levels = {
    log: "info",
    info: "info",
    debug: "debug",
    warn: "warn",
    error: "error",
    trace: "error",
  } as const
  for (const [name, level] of Object.entries(levels)) {
    console[name as keyof typeof levels] = (...args: unknown[]) => {
      const err = args.find((arg) => arg instanceof Error)
      const words = args.filter((arg) => arg !== err)
      const said = words
        .map((word) => (typeof word === "string" ? word : inspect(stripValue(word))))
        .join(" ")
      into[level](err ? { err } : {}, said.trim() || err?.message || "")
    }
  }
}

/** What PostgreSQL tells every process: one connection of the restricted login that only listens. It says nothing that needs a permission. */
import { setTimeout as delay } from "node:timers/promises"
import postgres from "postgres"
import { appUrl } from "#db/client.ts"

export type Ears = {
  heard: (payload: string) => void
  /** It listens now, for the first time or again: what was told before went unheard. */
  listens: () => void
  /** It went deaf, or could not listen yet; it tries again by itself. */
  deaf: (error: unknown) => void
}

export type Listening = { stop: () => Promise<void> }

// ms. A connection that is dead without a word is found out after `every` and `patience`.
const standardAsking = { every: 10_000, patience: 5_000 }
const pauses = { first: 100, most: 2_000 }

type Options = postgres.Options<Record<string, never>> & {
  onnotify: (channel: string, payload: string) => void
}

/** Listens on `channel` until it is stopped, whatever happens to connection and server meanwhile. */
export function listenTo(channel: string, ears: Ears, asking = standardAsking): Listening {
  const stopping = new AbortController()
  const { signal } = stopping
  const listening = (async () => {
    let failures = 0
    const listens = () => {
      failures = 0
      ears.listens()
    }
    while (!signal.aborted) {
      await listenOnce(channel, { ...ears, listens }, { asking, signal }).catch((error: unknown) => {
        if (!signal.aborted) ears.deaf(error)
      })
      const pause = Math.min(pauses.first * 2 ** failures, pauses.most)
      failures += 1
      await delay(pause, undefined, { signal }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await listening
    },
  }
}

/** Listens on a connection of its own until that ends; then throws, or returns if it was asked to stop. */
async function listenOnce(
  channel: string,
  { heard, listens }: Ears,
  { asking, signal }: { asking: typeof standardAsking; signal: AbortSignal },
): Promise<void> {
  const lost = Promise.withResolvers<never>()
  lost.promise.catch(() => {})
  const connection = connect((payload) => heard(payload), lost.reject)
  const answered = (query: PromiseLike<unknown>) =>
    Promise.race([query, lost.promise, tooLate(asking.patience, signal)])
  try {
    await answered(connection`listen ${connection(channel)}`)
    listens()
    while (!signal.aborted) {
      await Promise.race([delay(asking.every, undefined, { signal }).catch(() => {}), lost.promise])
      if (!signal.aborted) await answered(connection`select 1`)
    }
  } finally {
    await connection.end({ timeout: 0 })
  }
}

async function tooLate(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal, ref: false }).catch(() => {})
  throw new Error("the connection that listens gives no answer")
}

// By hand and not by the driver's listen(): that connects again without a way to ask whether its connection still lives.
function connect(onPayload: (payload: string) => void, onLost: (error: Error) => void) {
  const options: Options = {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    prepare: false,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: "roster live" },
    onnotify: (_channel, payload) => onPayload(payload),
    onclose: () => onLost(new Error("the connection that listens was closed")),
  }
  return postgres(appUrl(), options)
}

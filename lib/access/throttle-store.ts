/** The connection of the counters against guessing: their table has no workspace, and no other may be reached through this. */
import { database } from "#db/client.ts"

type Query = { text: string; values?: unknown[] }

/** Removes the counters whose window is over. */
export async function clearExpiredThrottles(): Promise<void> {
  await database().client`delete from throttles where expire < ${Date.now()}`
}

/** What rate-limiter-flexible takes for a client of `pg`: one parametrised statement on the table `throttles`. */
export const throttleStore = {
  async query({ text, values = [] }: Query) {
    if (!/^\s*(INSERT INTO|SELECT points, expire FROM|DELETE FROM) ?"?throttles"?\s/i.test(text)) {
      throw new Error("this connection is for the table throttles only")
    }
    const rows = await database().client.unsafe(text, values as never[], { prepare: true })
    return { rows: [...rows], rowCount: rows.count }
  },
}

/** How a bot came to its answer; kept with the answer, shown in test mode. Safe for the browser. */

/** An entry that was looked at, and how well its best phrase fits: 0 to 1. */
export type Candidate = { entry: string; title: string; phrase: string; score: number }

export type Trace =
  | {
      engine: "entries"
      /** Null: the draft. */
      version: number | null
      /** The id of the entry whose answer it is; null: the fallback. */
      matched: string | null
      /** The best first. */
      candidates: Candidate[]
      /** What a score must reach. */
      needed: number
      /** Among how many entries. */
      entries: number
      handsOver: boolean
      milliseconds: number
    }
  | {
      engine: "webhook"
      version: number | null
      url: string
      /** What was sent and what came, secrets masked; the last try. Null: nothing came. */
      request: { headers: Record<string, string>; body: string }
      response: { status: number; headers: Record<string, string>; body: string } | null
      /** Why it is the fallback; null: the engine answered. */
      failure: string | null
      tries: number
      handsOver: boolean
      milliseconds: number
    }

/** Which of a bot's own entries a question means; PostgreSQL compares (match_entries, db/migrations). */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import type { Candidate } from "./trace.ts"

/** What a score must reach. */
export const needed = 0.6

type Matching = {
  /** The best first, at most five. */
  candidates: Candidate[]
  needed: number
  /** The first candidate, if it is good enough. */
  matched: { id: string; answer: string; handsOver: boolean } | null
  milliseconds: number
}

type Row = Omit<Candidate, "entry"> & { entry: string; answer: string; handsOver: boolean }

/** Looks the question up among the entries of that version of the bot, of the draft with null. Any text is a question. */
export async function matchQuestion(
  tx: Tx,
  botId: string,
  version: number | null,
  question: string,
): Promise<Matching> {
  const begun = performance.now()
  const found = await rows<Row>(
    tx,
    sql`select entry, title, phrase, score, answer, hands_over as "handsOver" from match_entries(${botId}, ${version}, ${question})`,
  )
  const best = found[0]
  return {
    candidates: found.map(({ entry, title, phrase, score }) => ({ entry, title, phrase, score })),
    needed,
    matched:
      best && best.score >= needed
        ? { id: best.entry, answer: best.answer, handsOver: best.handsOver }
        : null,
    milliseconds: performance.now() - begun,
  }
}

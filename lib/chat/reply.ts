/** What a bot says to a question: its engine's answer, or its fallback, with how it came to it. */
import type { Tx } from "#lib/access/transaction.ts"
import { matchQuestion } from "./matching.ts"
import type { Question, Said } from "./question.ts"
import type { Trace } from "./trace.ts"

export type Reply = { text: string; trace: Trace }

/** From the bot's own entries. A bot that may not speak any more says its fallback. */
export async function replyFromEntries(tx: Tx, question: Question, said: Said): Promise<Reply> {
  const { botId, version, silenced } = question
  const { candidates, needed, matched, milliseconds } = silenced
    ? { candidates: [], needed: 1, matched: null, milliseconds: 0 }
    : await matchQuestion(tx, botId, version, question.text)
  return {
    text: matched?.answer ?? said.fallback,
    trace: {
      engine: "entries",
      version,
      matched: matched?.id ?? null,
      candidates,
      needed,
      entries: said.entries,
      handsOver: matched?.handsOver ?? false,
      milliseconds,
    },
  }
}

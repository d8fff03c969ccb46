/** What a bot says to a question: its engine's answer, or its fallback, with how it came to it. */
import { and, desc, eq, lt, ne, sql } from "drizzle-orm"
import { botSecrets } from "#db/schema/bots.ts"
import { messages } from "#db/schema/conversations.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { sealedForWebhook } from "#lib/bots/webhook-secret.ts"
import { unseal } from "#lib/sealing.ts"
import { matchQuestion } from "./matching.ts"
import type { Question, Said } from "./question.ts"
import type { Trace } from "./trace.ts"
import { askEngine, type EngineQuestion } from "./webhook.ts"

export type Reply = { text: string; trace: Trace }

/** Either the reply, or what is left to do for it when the transaction is over: nobody's rows are held while an engine thinks. */
type Prepared = { reply: Reply } | { ask: (stop?: AbortSignal) => Promise<Reply> }

const historyLength = 10

/** Prepares the reply to the question within a transaction. A bot that may not speak any more says its fallback. */
export async function prepareReply(tx: Tx, question: Question, said: Said): Promise<Prepared> {
  if (said.engine === "entries") return { reply: await fromEntries(tx, question, said) }
  if (question.silenced) return { reply: silent(question, said) }
  const asked = await engineQuestion(tx, question)
  const [kept] = await tx
    .select({ sealed: botSecrets.sealed })
    .from(botSecrets)
    .where(eq(botSecrets.botId, question.botId))
  return {
    ask: async (stop) => {
      const secret = kept ? opened(kept.sealed, question.botId) : null
      const { answer, exchange } = await askEngine(asked, { url: said.webhookUrl, secret }, { stop })
      const handsOver = answer?.handOver ?? false
      return {
        text: answer?.text ?? said.fallback,
        trace: { engine: "webhook", version: question.version, ...exchange, handsOver },
      }
    },
  }
}

async function fromEntries(tx: Tx, question: Question, said: Said): Promise<Reply> {
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

const silent = ({ version, silenced }: Question, { fallback }: Said): Reply => ({
  text: fallback,
  trace: {
    engine: "webhook",
    version,
    url: "",
    request: { headers: {}, body: "" },
    response: null,
    failure: silenced === "archived" ? "The bot is in the archive." : "The bot is not published.",
    tries: 0,
    handsOver: false,
    milliseconds: 0,
  },
})

async function engineQuestion(tx: Tx, question: Question): Promise<EngineQuestion> {
  const { conversationId, botId, userId, version, isTest, n, id, text } = question
  const [workspace] = await tx
    .select({ slug: workspaces.slug })
    .from(workspaces)
    .where(sql`id = nullif(current_setting('app.workspace_id', true), '')::uuid`)
  const before = await tx
    .select({
      n: messages.n,
      author: sql<"person" | "bot" | "agent">`${messages.author}`,
      text: messages.text,
    })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), lt(messages.n, n), ne(messages.author, "event")))
    .orderBy(desc(messages.n))
    .limit(historyLength)
  return {
    conversation: conversationId,
    bot: botId,
    person: { id: userId },
    workspace: workspace!.slug,
    version,
    test: isTest,
    message: { n, id, text },
    history: before.toReversed(),
  }
}

/** Null when neither AUTH_SECRET nor the one before opens it: as if there were none. */
function opened(sealed: Buffer, botId: string): string | null {
  try {
    return unseal<string>(sealed, sealedForWebhook(botId))
  } catch {
    return null
  }
}

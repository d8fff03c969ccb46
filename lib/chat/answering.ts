/**
 * The bot's turn: a job for each message that a person writes to a bot. One conversation's answers come in the order of its questions, and
 * each question has one, however often a job runs: whoever finds an older question unanswered leaves the conversation to that one's job,
 * which goes on until there is none, and the database takes one answer for each message. (graphile-worker's named queues would do the
 * first, but are made for few names.)
 */
import { asSystem } from "#lib/access/as-system.ts"
import { NotFound } from "#lib/errors.ts"
import { lockConversation, say } from "./conversation.ts"
import { handOver } from "./hand-over.ts"
import { nextQuestion, type Question, saidBy } from "./question.ts"
import { prepareReply, type Reply } from "./reply.ts"

export type AnswerJob = { workspaceId: string; conversationId: string; n: number }

/** ms after which an older question's job is not counted on any more. */
const patience = 60_000

/** The conversations that this process is answering, and whether more came in while it was. */
const working = new Map<string, { more: boolean }>()

/**
 * Answers what waits for an answer in the conversation. May run twice, also at once; does nothing when it isn't the bot's turn. `stop` ends
 * it with the process: it throws then, to be run again.
 */
export async function answer(job: AnswerJob, stop?: AbortSignal): Promise<void> {
  const { conversationId } = job
  const others = working.get(conversationId)
  if (others) {
    others.more = true
    return
  }
  const mine = { more: false }
  working.set(conversationId, mine)
  try {
    do {
      mine.more = false
      await answerAll(job, stop)
    } while (mine.more)
  } finally {
    working.delete(conversationId)
  }
}

async function answerAll({ workspaceId, conversationId, n }: AnswerJob, stop?: AbortSignal): Promise<void> {
  for (let begun = false; ; begun = true) {
    const turn = await asSystem("answer", workspaceId, async (tx) => {
      const question = await nextQuestion(tx, conversationId)
      if (!question) return null
      const isAnothers = !begun && question.n < n && Date.now() - question.at.getTime() < patience
      if (isAnothers) return null
      return { question, prepared: await prepareReply(tx, question, await saidBy(tx, question)) }
    })
    if (!turn) return
    const { question, prepared } = turn
    await write(workspaceId, question, "reply" in prepared ? prepared.reply : await prepared.ask(stop))
  }
}

/** Says it, unless it was said or the bot's turn is over by now. */
async function write(workspaceId: string, question: Question, { text, trace }: Reply): Promise<void> {
  await asSystem("answer", workspaceId, async (tx) => {
    const conversation = await lockConversation(tx, question.conversationId)
    const next = await nextQuestion(tx, question.conversationId)
    if (next?.n !== question.n) return
    await say(tx, workspaceId, conversation, { author: "bot", text, replyTo: question.n, trace })
    if (trace.handsOver && !conversation.isTest)
      await handOver(tx, workspaceId, conversation, {
        reason: trace.engine === "webhook" ? "engine" : "answer",
      })
  }).catch((error: unknown) => {
    // Erased in the meantime.
    if (!(error instanceof NotFound)) throw error
  })
}

/** The newest test of a bot's draft, with how the bot came to each answer. */
import { and, between, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm"
import { bots, botVersions } from "#db/schema/bots.ts"
import { conversations, messages } from "#db/schema/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { permitsOnBot } from "#lib/access/bot-roles.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { isPublishedVersion, roleOf } from "#lib/bots/bot.ts"
import { changesSincePublished } from "#lib/bots/draft-changes.ts"
import { NotFound } from "#lib/errors.ts"
import { toHtml } from "./markdown.ts"
import { needOf } from "./own.ts"
import { messagesShown } from "./own-thread.ts"
import type { ThreadMessage } from "./thread.ts"
import type { Trace } from "./trace.ts"

export type TestThread = {
  bot: {
    id: string
    name: string
    greeting: string
    publishedVersion: number | null
    /** Since that version; null without one. */
    changes: number | null
    /** The actor may edit its entries. */
    mayBuild: boolean
  }
  /** Null: nothing was tried yet; `messages` is then the greeting that it will begin with. */
  conversationId: string | null
  messages: ThreadMessage[]
  earlier: number | null
  /** By the number of the answer; `question` is what was answered. */
  traces: Record<number, { trace: Trace; question: string }>
}

/** The actor's newest test with the bot's draft. Needs `chat:test` on it. Throws NotFound, also for a bot in the archive. */
export async function getTestThread(actor: Actor, botId: string, from?: number): Promise<TestThread> {
  return read(actor, needOf({ botId, isTest: true }), async (tx) => {
    const [found] = await tx
      .select({
        id: bots.id,
        name: bots.name,
        publishedVersion: bots.publishedVersion,
        greeting: bots.greeting,
        changes: changesSincePublished,
        role: roleOf(actor),
      })
      .from(bots)
      .leftJoin(botVersions, isPublishedVersion)
      .where(and(eq(bots.id, botId), isNull(bots.archivedAt)))
    if (!found) throw new NotFound()
    const { role, ...known } = found
    const bot = { ...known, mayBuild: permitsOnBot(actor.permissions, role, "bots:build") }
    const newest = await newestTest(tx, actor, botId)
    if (!newest) return { bot, conversationId: null, messages: greet(bot), earlier: null, traces: {} }
    const thread = await messagesShown(tx, newest.id, newest.messages, from)
    return {
      bot,
      conversationId: newest.id,
      ...thread,
      traces: await tracesOf(tx, newest.id, thread.messages),
    }
  })
}

async function newestTest(tx: Tx, actor: Actor, botId: string) {
  const [found] = await tx
    .select({ id: conversations.id, messages: conversations.messages })
    .from(conversations)
    .where(
      and(
        eq(conversations.userId, actor.user.id),
        eq(conversations.botId, botId),
        eq(conversations.isTest, true),
      ),
    )
    .orderBy(desc(conversations.createdAt), desc(conversations.id))
    .limit(1)
  return found
}

const greet = ({ name, greeting }: { name: string; greeting: string }): ThreadMessage[] =>
  greeting
    ? [
        {
          n: 1,
          author: "bot",
          name,
          authorId: null,
          pictureId: null,
          event: null,
          text: greeting,
          html: toHtml(greeting),
          at: new Date().toISOString(),
        },
      ]
    : []

/** How the bot came to what is shown, which may be little of a long test. */
async function tracesOf(
  tx: Tx,
  conversationId: string,
  shown: ThreadMessage[],
): Promise<TestThread["traces"]> {
  const [first, last] = [shown[0]?.n ?? 0, shown.at(-1)?.n ?? 0]
  const answers = await tx
    .select({ n: messages.n, replyTo: messages.replyTo, trace: messages.trace })
    .from(messages)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        between(messages.n, first, last),
        isNotNull(messages.trace),
      ),
    )
  const asked = answers.flatMap(({ replyTo }) => replyTo ?? [])
  const questions = await tx
    .select({ n: messages.n, text: messages.text })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), inArray(messages.n, asked)))
  const textOf = new Map(questions.map(({ n, text }) => [n, text]))
  return Object.fromEntries(
    answers.map(({ n, replyTo, trace }) => [
      n,
      { trace: trace as Trace, question: (replyTo && textOf.get(replyTo)) || "" },
    ]),
  )
}

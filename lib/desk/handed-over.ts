/** A conversation as the desk's writes find it, and how it comes to an agent and back into the queue. */
import { and, eq, isNull, sql } from "drizzle-orm"
import { conversations, handOvers } from "#db/schema/conversations.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { type Conversation, lockConversation, say } from "#lib/chat/conversation.ts"
import { NotFound, Refused } from "#lib/errors.ts"

/** Locks and answers a conversation that was handed over at some time. Throws NotFound for any other, and for a test. */
export async function lockHandedOver(tx: Tx, conversationId: string): Promise<Conversation> {
  const conversation = await lockConversation(tx, conversationId)
  if (conversation.isTest) throw new NotFound()
  const [known] = await tx
    .select({ id: handOvers.id })
    .from(handOvers)
    .where(eq(handOvers.conversationId, conversation.id))
    .limit(1)
  if (!known) throw new NotFound()
  return conversation
}

/** The same for who has it. Refuses `not-yours-any-more`, saying whose it is. */
export async function lockOwn(tx: Tx, actor: Actor, conversationId: string): Promise<Conversation> {
  const conversation = await lockHandedOver(tx, conversationId)
  if (conversation.agentId !== actor.user.id)
    throw new Refused("not-yours-any-more", undefined, { detail: await whereItIs(tx, conversation) })
  return conversation
}

/** Where a conversation is that somebody would have liked to have, in a sentence. */
export async function whereItIs(tx: Tx, { state, agentId }: Conversation): Promise<string> {
  if (state === "waiting") return "It is back in the queue."
  if (state === "closed") return "It is closed."
  if (agentId === null) return "It is with the bot again."
  const [agent] = await tx
    .select({ name: sql<string>`concat_ws(' ', ${users.firstName}, ${users.lastName})` })
    .from(users)
    .where(eq(users.id, agentId))
  return `${agent!.name} has it.`
}

/** Gives a conversation that is held to the agent, who says by that that they are there. */
export async function giveTo(tx: Tx, actor: Actor, conversation: Conversation, agentId: string) {
  const at = new Date()
  await tx
    .update(conversations)
    .set({ state: "taken", agentId, takenAt: at })
    .where(eq(conversations.id, conversation.id))
  await tx
    .update(handOvers)
    // How long the person waited until one came doesn't change when another one comes after that.
    .set({ takenAt: sql`coalesce(${handOvers.takenAt}, ${at.toISOString()}::timestamptz)`, takenBy: agentId })
    .where(and(eq(handOvers.conversationId, conversation.id), isNull(handOvers.endedAt)))
  Object.assign(conversation, { state: "taken", agentId })
  await say(tx, actor.workspace.id, conversation, { author: "event", event: "taken", authorId: agentId })
}

/** Puts a conversation that is held, and that somebody has, back to its place in the queue. */
export async function putBack(tx: Tx, actor: Actor, conversation: Conversation) {
  await tx
    .update(conversations)
    .set({ state: "waiting", agentId: null, takenAt: null })
    .where(eq(conversations.id, conversation.id))
  Object.assign(conversation, { state: "waiting", agentId: null })
  await say(tx, actor.workspace.id, conversation, {
    author: "event",
    event: "taken-away",
    authorId: actor.user.id,
  })
}

/** A supervisor decides who has a conversation, or that nobody has. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { converseSteadily } from "#lib/access/converse.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { say } from "#lib/chat/conversation.ts"
import { refuse } from "#lib/errors.ts"
import { giveTo, lockHandedOver, putBack } from "./handed-over.ts"
import type { AssignInput, DeskConversationInput } from "./input.ts"

/**
 * Gives the conversation to the agent, also if somebody else has it; nothing if it is theirs already. Needs `conversations:monitor`. Refuses
 * `not-waiting` for one that is with the bot or closed, and `agent-unfit` for whoever may not handle any.
 */
export async function assignConversation(actor: Actor, input: AssignInput): Promise<void> {
  await converseSteadily(actor, "conversations:monitor", async (tx) => {
    const conversation = await lockHandedOver(tx, input.conversationId)
    refuse(conversation.state !== "waiting" && conversation.state !== "taken", "not-waiting")
    refuse(!(await mayHandle(tx, input.agentId)), "agent-unfit", "agentId")
    if (conversation.agentId === input.agentId) return
    const by = { author: "event", event: "assigned", authorId: actor.user.id } as const
    await say(tx, actor.workspace.id, conversation, by)
    await giveTo(tx, actor, conversation, input.agentId)
  })
}

/** Takes the conversation away from who has it; nothing if it waits already. Needs `conversations:monitor`. Refuses `not-waiting`. */
export async function requeueConversation(actor: Actor, input: DeskConversationInput): Promise<void> {
  await converseSteadily(actor, "conversations:monitor", async (tx) => {
    const conversation = await lockHandedOver(tx, input.conversationId)
    if (conversation.state === "waiting") return
    refuse(conversation.state !== "taken", "not-waiting")
    await putBack(tx, actor, conversation)
  })
}

async function mayHandle(tx: Tx, agentId: string): Promise<boolean> {
  const found = await rows(
    tx,
    sql`
      select from users u where u.id = ${agentId} and u.status = 'active' and u.type <> 'service' and exists (
        select from user_permissions up
         where up.workspace_id = u.workspace_id and up.user_id = u.id and up.permission = 'conversations:handle')`,
  )
  return found.length > 0
}

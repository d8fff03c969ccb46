/** Conversations and what was said in them, written straight into the tables: for seeds and tests. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"

export type SeedMessage = {
  author: "person" | "bot" | "agent" | "event"
  text?: string
  event?: string
  authorId?: string | null
  replyTo?: number
  at?: Date
}

/** Adds a message at the end of a conversation and answers its number. */
export async function insertMessage(
  tx: postgres.TransactionSql,
  conversationId: string,
  { author, authorId = null, text = "" }: SeedMessage,
): Promise<number> {
  const [counted] = await tx<{ n: number; workspace_id: string }[]>`
    update conversations set messages = messages + 1, last_message_at = now()
     where id = ${conversationId} returning messages as n, workspace_id`
  const { n, workspace_id } = counted!
  await tx`insert into messages ${tx({
    workspace_id,
    conversation_id: conversationId,
    n,
    id: uuidv7(),
    author,
    author_id: authorId,
    text,
  })}`
  return n
}

export type SeedConversation = {
  userId: string
  botId: string
  isTest?: boolean
  messages?: SeedMessage[]
  /** With it the conversation waits for somebody, or with `agentId` somebody has it. */
  waitingSince?: Date
  agentId?: string
  /** Why it was handed over. */
  reason?: "asked" | "answer" | "engine"
}

/** Adds a conversation and answers its id. */
export async function insertConversation(
  owner: postgres.Sql,
  workspaceId: string,
  { userId, botId, isTest = false, messages = [], waitingSince, agentId, reason = "asked" }: SeedConversation,
): Promise<string> {
  const id = uuidv7()
  const now = new Date()
  const first = messages[0]?.at ?? now
  const last = messages.at(-1)?.at ?? now
  await owner.begin(async (tx) => {
    await tx`insert into conversations ${tx({
      workspace_id: workspaceId,
      id,
      user_id: userId,
      bot_id: botId,
      is_test: isTest,
      state: agentId ? "taken" : waitingSince ? "waiting" : "bot",
      messages: messages.length,
      waiting_since: waitingSince ?? null,
      agent_id: agentId ?? null,
      taken_at: agentId ? now : null,
      created_at: first,
      last_message_at: last,
    })}`
    const said = messages.map((message, index) => ({
      workspace_id: workspaceId,
      conversation_id: id,
      n: index + 1,
      id: uuidv7(),
      author: message.author,
      author_id:
        message.authorId ??
        (message.author === "person" ? userId : message.author === "agent" ? (agentId ?? null) : null),
      event: message.event ?? null,
      text: message.text ?? "",
      reply_to: message.replyTo ?? null,
      at: message.at ?? now,
    }))
    if (said.length > 0) await tx`insert into messages ${tx(said)}`
    if (waitingSince)
      await tx`insert into hand_overs ${tx({
        workspace_id: workspaceId,
        id: uuidv7(),
        conversation_id: id,
        bot_id: botId,
        reason,
        at: waitingSince,
        taken_at: agentId ? now : null,
        taken_by: agentId ?? null,
      })}`
    const written = said.filter(({ author }) => author === "person").length
    if (!isTest && written > 0)
      await tx`
        update user_activity set messages = messages + ${written}, last_message_at = ${last}
         where workspace_id = ${workspaceId} and user_id = ${userId}`
  })
  return id
}

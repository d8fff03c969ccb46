/** One conversation as the desk shows it: who the person is, why they want somebody, and what there was before. */
import { and, eq, sql } from "drizzle-orm"
import { bots } from "#db/schema/bots.ts"
import { conversations } from "#db/schema/conversations.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { UserType } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import type { ConversationState } from "#lib/chat/conversation.ts"
import type { HandOverReason } from "#lib/chat/hand-over.ts"
import { messagesShown } from "#lib/chat/own-thread.ts"
import type { ThreadMessage } from "#lib/chat/thread.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { type RoleHeld, rolesHeldBy } from "#lib/users/roles-held.ts"
import { deskNeed, isSeen, seenBy } from "./seen.ts"

export type DeskConversation = {
  id: string
  state: ConversationState
  bot: string
  person: {
    id: string
    firstName: string
    lastName: string
    pictureId: string | null
    email: string
    type: UserType
    timezone: string | null
    createdAt: Date
    roles: Pick<RoleHeld, "name" | "group" | "rule">[]
  }
  agent: { id: string; name: string } | null
  takenAt: Date | null
  waitingSince: Date | null
  closedAt: Date | null
  /** Why somebody was wanted, and how well the bot's last answer before that fitted, from 0 to 1, if it says so. */
  handOver: { reason: HandOverReason; at: Date; score: number | null }
  /** The person's other conversations that were handed over, the latest first: how each began, and who came. */
  before: { title: string; at: Date; who: string }[]
  messages: ThreadMessage[]
  /** The number after which the messages before these begin; null: these are all. */
  earlier: number | null
}

const nameOf = sql<string>`concat_ws(' ', ${users.firstName}, ${users.lastName})`

/**
 * The conversation with what was said last in it, or with `from` what was said after that number, to whoever sees it on the desk now
 * (seenBy). Throws NotFound for any other, whatever it is.
 */
export async function getDeskConversation(
  actor: Actor,
  conversationId: string,
  from?: number,
): Promise<DeskConversation> {
  if (!isUuid(conversationId)) throw new NotFound()
  return read(actor, deskNeed, async (tx) => {
    const [found] = await tx
      .select({
        id: conversations.id,
        state: sql<ConversationState>`${conversations.state}`,
        agentId: conversations.agentId,
        takenAt: conversations.takenAt,
        waitingSince: conversations.waitingSince,
        closedAt: conversations.closedAt,
        said: conversations.messages,
        bot: bots.name,
        person: {
          id: users.id,
          firstName: users.firstName,
          lastName: users.lastName,
          pictureId: users.pictureId,
          email: users.email,
          type: sql<UserType>`${users.type}`,
          timezone: users.timezone,
          createdAt: users.createdAt,
        },
      })
      .from(conversations)
      .innerJoin(bots, eq(bots.id, conversations.botId))
      .innerJoin(users, eq(users.id, conversations.userId))
      .where(and(eq(conversations.id, conversationId), seenBy(actor)))
    if (!found) throw new NotFound()
    const { agentId, person, said, ...conversation } = found
    const roles = (await rolesHeldBy(tx, [person.id])).get(person.id) ?? []
    return {
      ...conversation,
      person: { ...person, roles },
      agent: agentId === null ? null : { id: agentId, name: (await nameOfPerson(tx, agentId)) ?? "" },
      handOver: await lastHandOver(tx, conversationId),
      before: await handedOverBefore(tx, conversationId, person.id),
      ...(await messagesShown(tx, conversationId, said, from)),
    }
  })
}

async function lastHandOver(tx: Tx, conversationId: string): Promise<DeskConversation["handOver"]> {
  const [found] = await rows<{ reason: HandOverReason; at: string; score: number | null }>(
    tx,
    sql`
      select h.reason, h.at, (
               select (m.trace #>> '{candidates,0,score}')::float from messages m
                where m.workspace_id = h.workspace_id and m.conversation_id = h.conversation_id and m.author = 'bot' and m.at <= h.at
                order by m.n desc limit 1) as score
        from hand_overs h where h.conversation_id = ${conversationId} order by h.at desc limit 1`,
  )
  return { ...found!, at: new Date(found!.at) }
}

const mostBefore = 5

async function handedOverBefore(
  tx: Tx,
  conversationId: string,
  personId: string,
): Promise<DeskConversation["before"]> {
  const found = await rows<{ title: string | null; at: string; who: string }>(
    tx,
    sql`
      select (select left(m.text, 120) from messages m
               where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.author = 'person' order by m.n limit 1) as title,
             h.at, coalesce(nullif(concat_ws(' ', a.first_name, a.last_name), ''), b.name) as who
        from conversations c
        join bots b on b.workspace_id = c.workspace_id and b.id = c.bot_id
        join lateral (
          select h.at, h.taken_by from hand_overs h
           where h.workspace_id = c.workspace_id and h.conversation_id = c.id order by h.at desc limit 1) h on true
        left join users a on a.workspace_id = c.workspace_id and a.id = h.taken_by
       where c.user_id = ${personId} and c.id <> ${conversationId} and not c.is_test
       order by h.at desc limit ${mostBefore}`,
  )
  return found.map(({ title, at, who }) => ({ title: title ?? "", at: new Date(at), who }))
}

/**
 * Who has a conversation that the actor does not see (any more): a name; null if nobody has, since it is with the bot or closed. For whoever
 * came too late or had it before. Throws NotFound for what isSeen() throws it.
 */
export async function whoHas(actor: Actor, conversationId: string): Promise<string | null> {
  return read(actor, deskNeed, async (tx) => {
    await isSeen(tx, actor, conversationId)
    const [found] = await tx
      .select({ agentId: conversations.agentId })
      .from(conversations)
      .where(eq(conversations.id, conversationId))
    return found!.agentId && nameOfPerson(tx, found!.agentId)
  })
}

async function nameOfPerson(tx: Tx, id: string): Promise<string | null> {
  const [found] = await tx.select({ name: nameOf }).from(users).where(eq(users.id, id))
  return found?.name ?? null
}

/** What tests of the desk arrange: a customer, two agents, a supervisor, and a conversation that waits. */
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation, type SeedConversation } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "./fixtures.ts"

export type Desk = {
  workspace: TestWorkspace
  admin: Actor
  supervisor: Actor
  hugo: Actor
  ines: Actor
  customer: string
  bot: string
}

/** A workspace with everybody whom the desk knows, and a bot. */
export async function newDesk(): Promise<Desk> {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  return {
    workspace,
    admin,
    supervisor: await newActor(workspace, { type: "supervisor", firstName: "Sara", lastName: "Lind" }),
    hugo: await newActor(workspace, { type: "agent", firstName: "Hugo", lastName: "Mensah" }),
    ines: await newActor(workspace, { type: "agent", firstName: "Ines", lastName: "Rocha" }),
    customer: await newPerson(workspace, { roles: ["User"], firstName: "Julia", lastName: "Brandt" }),
    bot: await insertBot(owner, workspace.id, {
      name: "Order helper",
      ownerId: admin.user.id,
      published: true,
    }),
  }
}

export const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/** A conversation of the desk's customer; it waits for five minutes now, or the agent has it. */
export const addConversation = (
  { workspace, customer, bot }: Desk,
  { by, ...said }: Partial<SeedConversation> & { by?: Actor } = {},
) =>
  insertConversation(owner, workspace.id, {
    userId: customer,
    botId: bot,
    waitingSince: minutesAgo(5),
    messages: [
      { author: "person", text: "one of the two lamps is missing", at: minutesAgo(7) },
      { author: "bot", text: "Your order was delivered on Thursday.", replyTo: 1, at: minutesAgo(6) },
      { author: "event", event: "handed-over", at: minutesAgo(5) },
    ],
    ...(by && { agentId: by.user.id }),
    ...said,
  })

/** How the conversation stands by the table, and what happened in it. */
export async function stateOf(conversation: string) {
  const [found] = await owner<
    { state: string; agent: string | null; waiting: Date | null; messages: number; last: string | null }[]
  >`
    select c.state, c.agent_id as agent, c.waiting_since as waiting, c.messages, (
        select m.event from messages m where m.conversation_id = c.id order by m.n desc limit 1) as last
      from conversations c where c.id = ${conversation}`
  return found!
}

/** What happened in the conversation, in order: who caused what. */
export const eventsOf = (conversation: string) =>
  owner<{ event: string; by: string | null }[]>`
    select event, author_id as by from messages where conversation_id = ${conversation} and event is not null order by n`

/** What came of calls that ran in parallel: "done", or the code of the refusal. */
export const codesOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.map((each): string =>
    each.status === "fulfilled" ? "done" : (each.reason.code ?? each.reason.name),
  )

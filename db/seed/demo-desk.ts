/** What is going on in the demo right now: people who wait, conversations that agents have, and what user@ has not seen yet. */
import type postgres from "postgres"
import { insertConversation, type SeedMessage } from "./conversations.ts"
import type { DemoBot } from "./demo-bots.ts"

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

type Desk = { person: (box: string) => string; agents: string[]; bots: DemoBot[] }

/** A question that the bot answers, ending so many minutes ago. */
const asked = (question: string, answer: string, ago: number): SeedMessage[] => [
  { author: "person", text: question, at: minutesAgo(ago + 1) },
  { author: "bot", text: answer, replyTo: 1, at: minutesAgo(ago + 0.98) },
]
/** Without `by` it is the bot that hands over. */
const wanted = (ago: number, by: string | null = null): SeedMessage => ({
  author: "event",
  event: "handed-over",
  authorId: by,
  at: minutesAgo(ago),
})

/** Three wait, agent@ has two, another agent has one; user@ has talked before, and has an answer to read. */
export async function seedOpenTalks(
  owner: postgres.Sql,
  workspaceId: string,
  { person, agents, bots: [helper, returns, travel] }: Desk,
): Promise<void> {
  const add = async (box: string, bot: DemoBot | undefined, messages: SeedMessage[], rest = {}) =>
    insertConversation(owner, workspaceId, { userId: person(box), botId: bot!.id, messages, ...rest })
  const [hugo, other] = [person("agent"), agents.find((id) => id !== person("agent"))!]
  const broken = "I am sorry about that. Somebody will take care of it with you."

  for (const [box, question, ago] of [
    ["paula.schmidt", "The glass of my lamp is broken", 23],
    ["zoe.devries", "You sent me two left shoes", 11],
    ["hannah.cohen", "My refund has not arrived, and I would like to talk to somebody", 3],
  ] as const) {
    const asks = box === "hannah.cohen"
    await add(
      box,
      asks ? returns : helper,
      [...asked(question, broken, ago), wanted(ago, asks ? person(box) : null)],
      { waitingSince: minutesAgo(ago), reason: asks ? "asked" : "answer" },
    )
  }

  for (const [box, question, ago, agentId] of [
    ["noah.fischer", "Can you still change the size of what I ordered?", 19, hugo],
    ["fatima.zahra", "The courier was here, but nobody rang", 34, hugo],
    ["grace.mwangi", "My flight to Lisbon was cancelled", 16, other],
  ] as const)
    await add(
      box,
      box === "grace.mwangi" ? travel : helper,
      [
        ...asked(question, broken, ago),
        wanted(ago),
        { author: "event", event: "taken", authorId: agentId, at: minutesAgo(ago - 2) },
        {
          author: "agent",
          text: "Hello. I have read what you wrote. One moment, I look it up.",
          at: minutesAgo(ago - 3),
        },
        { author: "person", text: "Thank you, that is kind of you.", at: minutesAgo(ago - 4) },
      ],
      { waitingSince: minutesAgo(ago), agentId, reason: "answer" },
    )

  const answerOf = (bot: DemoBot | undefined, title: string) =>
    bot!.entries.find((entry) => entry.title === title)!.answer
  const day = 24 * 60
  await add("user", returns, asked("Where do I print the label?", answerOf(returns, "Return label"), 9 * day))
  await add("user", travel, asked("How much may a hotel cost?", answerOf(travel, "Hotel limit"), 3 * day))
  const unseen = await add(
    "user",
    helper,
    asked("Where is my order?", answerOf(helper, "Where is my order"), 42),
  )
  await owner`
    update conversations set seen = messages where workspace_id = ${workspaceId} and user_id = ${person("user")} and id <> ${unseen}`
  await owner`update conversations set seen = 1 where workspace_id = ${workspaceId} and id = ${unseen}`
}

/** The demo's bots: who owns and builds them, and what each answers. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { insertBot, type SeedEntry } from "./bots.ts"
import { orderHelper } from "./order-helper.ts"
import { openChange } from "./workspace.ts"

export type DemoBot = {
  id: string
  /** With their ids, as the published version has them. */
  entries: (SeedEntry & { id: string })[]
  fallback: string
  /** Of a hundred conversations so many are with it, and of a hundred of those so many go to a person. */
  share: number
  handedOver: number
}

const entry = (title: string, phrase: string, answer: string, handsOver = false): SeedEntry => ({
  title,
  phrases: [phrase],
  answer,
  handsOver,
})

const returns = [
  entry(
    "Return label",
    "Where do I print the label?",
    "Under **Your orders**, choose *Return*, then *Print*.",
  ),
  entry(
    "No printer",
    "I have no printer",
    "Show the code in the mail at the counter: they print it for you.",
  ),
  entry(
    "Where is my return",
    "Has my return arrived?",
    "It takes up to four days; then a mail says that it is here.",
  ),
  entry("Refund", "When do I get my money?", "Within five working days after your parcel has reached us."),
  entry("Complaint", "I want to complain about a return", "I am sorry. Somebody will take care of it.", true),
]
const travel = [
  entry(
    "Book a train",
    "How do I book a train?",
    "In the travel portal, under *Rail*. Second class up to four hours.",
  ),
  entry("Hotel limit", "How much may a hotel cost?", "Up to **130 €** a night, **180 €** in capitals."),
  entry(
    "Expenses",
    "How do I hand in my expenses?",
    "Photograph the receipts and send them within thirty days.",
  ),
  entry("Cancelled flight", "My flight was cancelled", "Somebody will find you another one.", true),
]
const itHelp = [
  entry("VPN", "The VPN does not connect", "Restart the client, then choose *Frankfurt*."),
  entry("Printer", "The printer is out of paper", "Paper is in the cupboard beside it."),
]

/** Adds the bots, all but the last of them published, and answers those that people talk with. `person`: the id behind an address. */
export async function seedBots(
  owner: postgres.Sql,
  workspaceId: string,
  person: (box: string) => string,
): Promise<DemoBot[]> {
  const helper = await insertBot(owner, workspaceId, {
    name: "Order helper",
    description: "Orders, deliveries and returns",
    ownerId: person("bots"),
    greeting: "Hello. What would you like to know about your order?",
    fallback: "I did not understand that. Ask in other words, or talk to a person.",
    entries: orderHelper.slice(0, -2),
    members: [
      { userId: person("sofia.almeida"), role: "developer" },
      { userId: person("developer"), role: "tester" },
    ],
    published: true,
  })
  await goOnBuilding(owner, workspaceId, helper)
  const returnsBot = await insertBot(owner, workspaceId, {
    name: "Returns bot",
    description: "Labels, refunds and what went wrong",
    ownerId: person("sofia.almeida"),
    fallback: "I only know about returns. Ask me about labels and refunds.",
    entries: returns,
    members: [{ userId: person("priya.nair"), role: "developer" }],
    published: true,
  })
  const travelDesk = await insertBot(owner, workspaceId, {
    name: "Travel desk",
    description: "Journeys of our own people",
    ownerId: person("admin"),
    greeting: "Where do you want to go?",
    fallback: "I can't help with that. The travel team can.",
    entries: travel,
    members: [{ userId: person("developer"), role: "tester" }],
    published: true,
  })
  await insertBot(owner, workspaceId, {
    name: "IT help",
    description: "Laptops, printers and the VPN",
    ownerId: person("bots"),
    fallback: "Please write to it@acme.example.",
    entries: itHelp,
  })
  const bots: [id: string, share: number, handedOver: number][] = [
    [helper, 58, 9],
    [returnsBot, 30, 14],
    [travelDesk, 12, 12],
  ]
  return Promise.all(
    bots.map(async ([id, share, handedOver]) => {
      const [version] = await owner<{ content: { entries: DemoBot["entries"]; fallback: string } }[]>`
        select content from bot_versions where workspace_id = ${workspaceId} and bot_id = ${id}`
      return { id, share, handedOver, ...version!.content }
    }),
  )
}

/** What has been built since it was published: two entries more, and another greeting. */
async function goOnBuilding(owner: postgres.Sql, workspaceId: string, botId: string): Promise<void> {
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "bot.seeded")
    await tx`update bots set greeting = 'Hello. Ask me about orders, deliveries, returns and guarantees.' where workspace_id = ${workspaceId} and id = ${botId}`
    for (const { title, phrases, answer, handsOver = false } of orderHelper.slice(-2))
      await tx`insert into bot_entries ${tx({ workspace_id: workspaceId, bot_id: botId, id: uuidv7(), title, phrases, answer, hands_over: handsOver })}`
  })
}

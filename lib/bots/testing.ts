/** What tests of bots arrange: a workspace with one bot and everybody who may be about it, and forms of which one part is said. */
import { uuidv7 } from "uuidv7"
import { insertBot, type SeedBot } from "#db/seed/bots.ts"
import type { Actor } from "#lib/access/actor.ts"
import { newActor, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { getBot } from "./bot.ts"
import { getEntry, listEntries } from "./entries.ts"
import {
  addEntryInput,
  createBotInput,
  type EditBotInput,
  editBotInput,
  type EditEntryInput,
  editEntryInput,
  type PublishBotInput,
} from "./input.ts"
import { lookAtPublishing } from "./publication.ts"

export const opening = {
  title: "Opening hours",
  phrases: ["When are you open?", "opening hours"],
  answer: "From **nine** to five.",
}

/** A workspace with a bot of one answer, its owner, developer and tester, a bot admin and somebody who only reads bots. */
export async function arrangeBot(bot: Partial<SeedBot> = {}) {
  const workspace: TestWorkspace = await newWorkspace()
  const [lena, developer, tester, admin, viewer, member] = await Promise.all([
    newActor(workspace, { firstName: "Lena", lastName: "Sharma" }),
    newActor(workspace, { firstName: "Dev", lastName: "Eloper" }),
    newActor(workspace),
    newActor(workspace, { type: "bot_admin", firstName: "Maya", lastName: "Wright" }),
    newActor(workspace, { type: "viewer" }),
    newActor(workspace),
  ])
  const botId = await insertBot(owner, workspace.id, {
    ownerId: lena.user.id,
    name: "Order helper",
    entries: [opening],
    members: [
      { userId: developer.user.id, role: "developer" },
      { userId: tester.user.id, role: "tester" },
    ],
    ...bot,
  })
  return { workspace, botId, lena, developer, tester, admin, viewer, member }
}

/** A bot of another workspace, with an entry. */
export async function arrangeElsewhere() {
  const { botId, lena } = await arrangeBot()
  return { botId, entryId: (await listEntries(lena, botId))[0]!.id }
}

/** The form of a new bot, as it is posted. */
export const newBot = (over: Record<string, unknown> = {}) =>
  createBotInput.parse({ id: uuidv7(), name: "Returns bot", fallback: "Say it otherwise.", ...over })

/** The form of a new answer, as it is posted. */
export const newEntry = (botId: string, over: Record<string, unknown> = {}) =>
  addEntryInput.parse({
    botId,
    id: uuidv7(),
    title: "Refunds",
    phrases: "money back\nrefund",
    answer: "In a week.",
    ...over,
  })

/** The bot's form as it stands now, with what is said put in its place. */
export async function botForm(
  actor: Actor,
  botId: string,
  over: Record<string, unknown> = {},
): Promise<EditBotInput> {
  const { name, description, engine, webhookUrl, language, greeting, fallback, version } = await getBot(
    actor,
    botId,
  )
  const url = webhookUrl ?? ""
  const now = { name, description, engine, webhookUrl: url, language, greeting, fallback }
  return editBotInput.parse({ botId, seen: version, ...now, ...over })
}

/** The same of the bot's first answer. */
export async function entryForm(
  actor: Actor,
  botId: string,
  over: Record<string, unknown> = {},
): Promise<EditEntryInput> {
  const [first] = await listEntries(actor, botId)
  const { id, title, phrases, answer, handsOver, version } = await getEntry(actor, botId, first!.id)
  return editEntryInput.parse({
    botId,
    entryId: id,
    seen: version,
    title,
    phrases: phrases.join("\n"),
    answer,
    handsOver: handsOver ? ["on"] : [],
    ...over,
  })
}

/** The form that publishes the draft as it stands now. */
export async function publishForm(actor: Actor, botId: string): Promise<PublishBotInput> {
  const { version, mark } = await lookAtPublishing(actor, botId)
  return { botId, version, draft: mark }
}

/** "done", or the code or name of what was thrown. */
export const outcomesOf = (settled: PromiseSettledResult<unknown>[]) =>
  settled.map((each): string =>
    each.status === "fulfilled" ? "done" : (each.reason.code ?? each.reason.name),
  )

/** The outcome of one call. */
export const outcomeOf = async (work: Promise<unknown>) => outcomesOf(await Promise.allSettled([work]))[0]!

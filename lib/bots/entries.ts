/** The questions and answers of a bot's draft: found, added, edited, removed. */
import { and, asc, count, eq } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { botEntries } from "#db/schema/bots.ts"
import type { Actor, BotNeed } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { foldText } from "#lib/person-name.ts"
import { DoneAlready, unlessDone } from "#lib/done-already.ts"
import { entryVersion, refuseIfEntryEdited } from "./edited-meanwhile.ts"
import type { AddEntryInput, EditEntryInput, RemoveEntryInput } from "./input.ts"
import { lockLiveBot } from "./lock.ts"

/** As many as are matched, published and shown at once. */
export const mostEntries = 300

const building = (bot: string): BotNeed => ({ permission: "bots:build", bot })

const shown = {
  id: botEntries.id,
  title: botEntries.title,
  phrases: botEntries.phrases,
  answer: botEntries.answer,
  handsOver: botEntries.handsOver,
}

const isEntry = (botId: string, entryId: string) =>
  and(eq(botEntries.botId, botId), eq(botEntries.id, entryId))

/** The draft's entries with this in their title, phrases or answer, oldest first; all for none. Needs `bots:read` on the bot. */
export async function listEntries(actor: Actor, botId: string, search = "") {
  const all = await read(actor, { permission: "bots:read", bot: botId }, (tx) =>
    tx
      .select(shown)
      .from(botEntries)
      .where(eq(botEntries.botId, botId))
      .orderBy(asc(botEntries.createdAt), asc(botEntries.id)),
  )
  const wanted = foldText(search)
  return all.filter(({ title, phrases, answer }) =>
    foldText([title, ...phrases, answer].join(" ")).includes(wanted),
  )
}

/** One entry, with what its form carries as `seen`. Throws NotFound, also for another bot's. Needs `bots:build` on the bot. */
export async function getEntry(actor: Actor, botId: string, entryId: string) {
  if (!isUuid(botId) || !isUuid(entryId)) throw new NotFound()
  return read(actor, building(botId), async (tx) => {
    const [entry] = await tx.select(shown).from(botEntries).where(isEntry(botId, entryId))
    if (!entry) throw new NotFound()
    return { ...entry, version: await entryVersion(tx, botId, entryId) }
  })
}

/**
 * Adds the entry to the draft. The same form again is the same entry. Refuses `too-many-entries`, `bot-in-archive`, `form-spent` if its
 * `id` has made another one; NotFound. Needs `bots:build` on the bot.
 */
export async function addEntry(actor: Actor, input: AddEntryInput): Promise<{ id: string }> {
  const { botId, id: drawn, ...entry } = input
  const id = drawn ?? uuidv7()
  await change(actor, building(botId), "bot.entry_added", async (tx) => {
    await lockLiveBot(tx, botId)
    if (drawn && (await isThere(tx, botId, id, entry.title))) throw new DoneAlready()
    const [there] = await tx.select({ entries: count() }).from(botEntries).where(eq(botEntries.botId, botId))
    refuse(there!.entries >= mostEntries, "too-many-entries")
    await tx.insert(botEntries).values({ workspaceId: actor.workspace.id, botId, id, ...entry })
  }).catch(unlessDone)
  return { id }
}

async function isThere(tx: Tx, botId: string, id: string, title: string): Promise<boolean> {
  const [there] = await tx.select({ title: botEntries.title }).from(botEntries).where(isEntry(botId, id))
  refuse(there && there.title !== title, "form-spent")
  return there !== undefined
}

/** Saves the entry. Refuses `edited-meanwhile`, `bot-in-archive`; NotFound, also for another bot's. Needs `bots:build` on the bot. */
export async function editEntry(actor: Actor, input: EditEntryInput): Promise<void> {
  const { botId, entryId, seen, ...entry } = input
  await change(actor, building(botId), "bot.entry_edited", async (tx) => {
    await lockLiveBot(tx, botId)
    await refuseIfEntryEdited(tx, botId, entryId, seen)
    const edited = await tx
      .update(botEntries)
      .set(entry)
      .where(isEntry(botId, entryId))
      .returning({ id: botEntries.id })
    if (edited.length === 0) throw new NotFound()
  })
}

/** Takes the entry out of the draft. Refuses `bot-in-archive`; NotFound, also for another bot's. Needs `bots:build` on the bot. */
export async function removeEntry(actor: Actor, { botId, entryId }: RemoveEntryInput): Promise<void> {
  await change(actor, building(botId), "bot.entry_removed", async (tx) => {
    await lockLiveBot(tx, botId)
    const removed = await tx
      .delete(botEntries)
      .where(isEntry(botId, entryId))
      .returning({ id: botEntries.id })
    if (removed.length === 0) throw new NotFound()
  })
}

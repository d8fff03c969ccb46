import { describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { archiveBot } from "#lib/bots/archiving.ts"
import { getBot } from "#lib/bots/bot.ts"
import { editBot } from "#lib/bots/editing.ts"
import { addEntry, editEntry, listEntries, removeEntry } from "#lib/bots/entries.ts"
import { publishBot } from "#lib/bots/publication.ts"
import { arrangeBot, botForm, entryForm, newEntry, outcomeOf, publishForm } from "#lib/bots/testing.ts"
import { makeWebhookSecret } from "#lib/bots/webhook-secret.ts"
import { newActor, owner, signedIn } from "#lib/testing/fixtures.ts"
import { listAudit } from "./log.ts"
import { type AuditQuery, auditInput } from "./input.ts"
import { undoChange } from "./undo.ts"

/** The newest change of the workspace, as its entry in the log says it. */
async function newest(reader: Parameters<typeof listAudit>[0]) {
  const { entries } = await listAudit(reader, auditInput.parse({}), { zone: "UTC" })
  const [entry] = entries
  if (entry?.kind !== "change") throw new Error("no change")
  return entry
}

async function arrangeRead() {
  const arranged = await arrangeBot()
  return { ...arranged, reader: await newActor(arranged.workspace, { type: "tenant_admin" }) }
}

describe("what was built, in words", () => {
  test("settings, answers, publishing: what it was and what it became", async () => {
    const { botId, lena, reader } = await arrangeRead()
    await editBot(lena, await botForm(lena, botId, { greeting: "Good day", language: "german" }))
    expect(await newest(reader)).toMatchObject({
      title: "Bot edited",
      things: [{ kind: "bot", id: botId, name: "Order helper" }],
      sentences: ["Bot Order helper: Language English → German", "Bot Order helper: Greeting – → Good day"],
      comparison: [
        { label: "Language", before: ["English"], after: ["German"] },
        { label: "Greeting", before: [], after: ["Good day"] },
      ],
    })
    const answer = "From ten to five, and on Saturdays from ten to two. On Sundays nobody is there, sorry."
    await editEntry(lena, await entryForm(lena, botId, { phrases: "opening hours\nopen?", answer }))
    expect(await newest(reader)).toMatchObject({
      sentences: ["Answer “Opening hours”: Phrases changed", "Answer “Opening hours”: Answer changed"],
      comparison: [
        {
          label: "Phrases",
          before: ["When are you open?", "opening hours"],
          after: ["opening hours", "open?"],
        },
        { label: "Answer", before: ["From **nine** to five."], after: [answer] },
      ],
    })
    const added = await addEntry(lena, newEntry(botId, { handsOver: ["on"] }))
    expect(await newest(reader)).toMatchObject({
      sentences: ["Answer “Refunds” added"],
      comparison: [
        { label: "Title", before: [], after: ["Refunds"] },
        { label: "Phrases", before: [], after: ["money back", "refund"] },
        { label: "Answer", before: [], after: ["In a week."] },
        { label: "Handing over", before: [], after: ["To a person"] },
      ],
    })
    await removeEntry(lena, { botId, entryId: added.id })
    expect((await newest(reader)).sentences).toEqual(["Answer “Refunds” removed"])
    await publishBot(lena, await publishForm(lena, botId))
    expect(await newest(reader)).toMatchObject({
      sentences: ["Bot Order helper: version 1 is live"],
      comparison: [{ label: "Published", before: [], after: ["Version 1"] }],
      undo: { why: expect.stringContaining("stays told") },
    })
    await makeWebhookSecret(lena, { botId })
    expect(await newest(reader)).toMatchObject({
      title: "Signing secret of a bot made",
      things: [{ id: botId }],
      comparison: [],
    })
    await archiveBot(lena, { botId })
    expect((await newest(reader)).sentences).toEqual(["Bot Order helper archived"])
  })

  test("is found by the bot, and by its name", async () => {
    const { workspace, botId, lena, reader } = await arrangeRead()
    const other = await insertBot(owner, workspace.id, { ownerId: lena.user.id })
    await addEntry(lena, newEntry(botId))
    await addEntry(reader, newEntry(other))
    const found = async (query: Partial<AuditQuery>) =>
      (await listAudit(reader, auditInput.parse(query), { zone: "UTC" })).entries.map((entry) =>
        entry.kind === "change" ? entry.action : "",
      )
    for (const query of [{ about: botId }, { search: "order HELPER" }])
      expect(await found(query)).toEqual(["bot.entry_added", "bot.seeded"])
  })
})

describe("undone", () => {
  test("by who manages every bot, as far as nothing has moved on; not by who only builds", async () => {
    const { workspace, botId, lena, reader } = await arrangeRead()
    const builder = await newActor(workspace, { roles: ["Bot Builder", "Settings"] })
    await removeEntry(lena, { botId, entryId: (await listEntries(lena, botId))[0]!.id })
    const removal = (await newest(reader)).id
    const undo = { changeId: removal, reason: "" }
    expect(await outcomeOf(undoChange(builder, undo))).toBe("not-permitted")
    await undoChange(reader, undo)
    expect((await listEntries(lena, botId)).map(({ title }) => title)).toEqual(["Opening hours"])

    await editBot(lena, await botForm(lena, botId, { name: "Other", greeting: "One" }))
    const edit = (await newest(reader)).id
    await editBot(lena, await botForm(lena, botId, { greeting: "Two" }))
    expect(await outcomeOf(undoChange(reader, { changeId: edit, reason: "" }))).toBe("undo-conflict")
    await undoChange(reader, { changeId: (await newest(reader)).id, reason: "" })
    await undoChange(reader, { changeId: edit, reason: "" })
    expect(await getBot(lena, botId)).toMatchObject({ name: "Order helper", greeting: "" })

    await archiveBot(lena, { botId })
    await undoChange(reader, { changeId: (await newest(reader)).id, reason: "" })
    const again = await signedIn(workspace, lena.user.id)
    expect(await getBot(again, botId)).toMatchObject({ role: "owner", archivedAt: null })
  })
})

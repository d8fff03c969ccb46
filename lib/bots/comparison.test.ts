import { expect, test } from "vitest"
import { getBot } from "./bot.ts"
import { compareContents } from "./comparison.ts"
import type { BotContent, Entry } from "./content.ts"
import { editBot } from "./editing.ts"
import { addEntry, editEntry, listEntries, removeEntry } from "./entries.ts"
import { lookAtPublishing } from "./publication.ts"
import { arrangeBot, botForm, entryForm, newEntry, opening } from "./testing.ts"

const entry = (over: Partial<Entry> = {}): Entry => ({ id: "1", ...opening, handsOver: false, ...over })
const content = (over: Partial<BotContent> = {}): BotContent => ({
  engine: "entries",
  language: "english",
  greeting: "Hello",
  fallback: "Sorry",
  webhookUrl: null,
  entries: [entry()],
  ...over,
})

test("what is the same says nothing", () => {
  expect(compareContents(content(), content())).toEqual({
    settings: [],
    added: [],
    removed: [],
    changed: [],
    count: 0,
  })
})

test("settings and entries, field by field, each once", () => {
  const [kept, gone, come] = [entry(), entry({ id: "2" }), entry({ id: "3" })]
  const edited = entry({ phrases: ["open?"], answer: "From ten.", handsOver: true })
  const changes = compareContents(
    content({ entries: [kept, gone] }),
    content({ engine: "webhook", webhookUrl: "https://e.example/", greeting: "", entries: [edited, come] }),
  )
  expect(changes).toEqual({
    settings: [
      { label: "Where answers come from", before: ["Its own answers"], after: ["A webhook"] },
      { label: "Address of the webhook", before: [], after: ["https://e.example/"] },
      { label: "Greeting", before: ["Hello"], after: [] },
    ],
    added: [come],
    removed: [gone],
    changed: [
      {
        entry: edited,
        fields: [
          { label: "Phrases", before: opening.phrases, after: ["open?"] },
          { label: "Answer", before: [opening.answer], after: ["From ten."] },
          { label: "Handing over", before: ["No"], after: ["To a person"] },
        ],
      },
    ],
    count: 6,
  })
})

test("before the first version everything is new", () => {
  const { settings, added, count } = compareContents(null, content({ greeting: "" }))
  expect(settings).toEqual([
    { label: "Where answers come from", before: [], after: ["Its own answers"] },
    { label: "Language", before: [], after: ["English"] },
    { label: "Fallback", before: [], after: ["Sorry"] },
  ])
  expect([added.length, count]).toEqual([1, 4])
})

test("PostgreSQL counts what is named one by one", async () => {
  const { botId, lena } = await arrangeBot({ published: true, entries: [opening, opening, opening] })
  const counts = async () => [
    (await getBot(lena, botId)).changes,
    (await lookAtPublishing(lena, botId)).changes.count,
  ]
  expect(await counts()).toEqual([0, 0])
  await editEntry(lena, await entryForm(lena, botId, { phrases: "one\ntwo" }))
  await addEntry(lena, newEntry(botId))
  await removeEntry(lena, { botId, entryId: (await listEntries(lena, botId))[1]!.id })
  expect(await counts()).toEqual([3, 3])
  await editBot(lena, await botForm(lena, botId, { greeting: "Hi", fallback: "?", language: "simple" }))
  expect(await counts()).toEqual([6, 6])
})

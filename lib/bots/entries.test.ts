import { describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { changesOf, owner } from "#lib/testing/fixtures.ts"
import { archiveBot } from "./archiving.ts"
import { addEntry, editEntry, getEntry, listEntries, mostEntries, removeEntry } from "./entries.ts"
import { addEntryInput } from "./input.ts"
import {
  arrangeBot,
  arrangeElsewhere,
  entryForm,
  newEntry,
  opening,
  outcomeOf,
  outcomesOf,
} from "./testing.ts"

const lastChange = async (workspace: { id: string; slug: string; name: string }) =>
  (await changesOf(workspace)).at(-1)

test("adds once for each form, edits and removes, and leaves each change behind", async () => {
  const { workspace, botId, developer } = await arrangeBot()
  const form = newEntry(botId, { phrases: " money back \r\n\r\nREFUND\nrefund\n", handsOver: ["on"] })
  expect(await Promise.all([addEntry(developer, form), addEntry(developer, form)])).toEqual([
    { id: form.id },
    { id: form.id },
  ])
  expect(await lastChange(workspace)).toMatchObject({ action: "bot.entry_added", tables: ["bot_entries"] })
  expect((await listEntries(developer, botId)).map(({ title }) => title)).toEqual([
    "Opening hours",
    "Refunds",
  ])
  expect(await getEntry(developer, botId, form.id!)).toMatchObject({
    phrases: ["money back", "REFUND"],
    handsOver: true,
  })
  await editEntry(developer, await entryForm(developer, botId, { answer: "From ten." }))
  expect(await lastChange(workspace)).toMatchObject({ action: "bot.entry_edited", tables: ["bot_entries"] })
  await removeEntry(developer, { botId, entryId: form.id! })
  expect(await lastChange(workspace)).toMatchObject({ action: "bot.entry_removed", tables: ["bot_entries"] })
  expect(await listEntries(developer, botId)).toMatchObject([{ ...opening, answer: "From ten." }])
})

test("is found by title, phrases and answer, by who only tests too", async () => {
  const { botId, lena, tester } = await arrangeBot()
  for (const search of ["OPENING", "when are", "nine", ""])
    expect(await listEntries(tester, botId, search), search).toHaveLength(1)
  for (const search of ["refund", "%", "_"]) expect(await listEntries(tester, botId, search)).toEqual([])
  await addEntry(lena, newEntry(botId, { title: "Größe", phrases: "Où est le café ?", answer: "Là-bas." }))
  for (const search of ["GRÖẞE", "große", "café", "CAFE", "là-bas"])
    expect(await listEntries(tester, botId, search), search).toMatchObject([{ title: "Größe" }])
})

test("of two at once at one answer one is told", async () => {
  const { botId, lena, developer } = await arrangeBot()
  const forms = [
    await entryForm(lena, botId, { answer: "From ten." }),
    await entryForm(developer, botId, { answer: "From eleven." }),
  ] as const
  const settled = await Promise.allSettled([editEntry(lena, forms[0]), editEntry(developer, forms[1])])
  expect(outcomesOf(settled).toSorted()).toEqual(["done", "edited-meanwhile"])
  const { reason } = settled.find((each) => each.status === "rejected") as PromiseRejectedResult
  expect(reason.message).toMatch(/(?:Lena Sharma|Dev Eloper) changed Answer\./)
})

test("is refused to who may not build, in the archive, and beyond what a bot can hold", async () => {
  const { botId, admin, tester, viewer, member, lena } = await arrangeBot()
  const form = await entryForm(admin, botId)
  const { entryId } = form
  for (const actor of [tester, viewer, member]) {
    expect(await outcomeOf(addEntry(actor, newEntry(botId)))).toBe("not-permitted")
    expect(await outcomeOf(editEntry(actor, form))).toBe("not-permitted")
    expect(await outcomeOf(removeEntry(actor, { botId, entryId }))).toBe("not-permitted")
    expect(await outcomeOf(getEntry(actor, botId, entryId))).toBe("not-permitted")
  }
  expect(await outcomeOf(listEntries(member, botId))).toBe("not-permitted")
  await archiveBot(admin, { botId })
  const works = [
    addEntry(admin, newEntry(botId)),
    editEntry(admin, form),
    removeEntry(admin, { botId, entryId }),
  ]
  expect(outcomesOf(await Promise.allSettled(works))).toEqual(works.map(() => "bot-in-archive"))
  expect(await outcomeOf(addEntry(lena, newEntry(botId)))).toBe("bot-in-archive")
  expect(await outcomeOf(addEntry(tester, newEntry(botId)))).toBe("not-permitted")
})

test("a bot holds no more than its most, also when the last place is raced for", async () => {
  const entries = Array.from({ length: mostEntries - 1 }, (_, n) => ({ ...opening, title: `Entry ${n}` }))
  const { botId, lena, developer } = await arrangeBot({ entries })
  const settled = await Promise.allSettled([
    addEntry(lena, newEntry(botId)),
    addEntry(developer, newEntry(botId)),
  ])
  expect(outcomesOf(settled).toSorted()).toEqual(["done", "too-many-entries"])
})

describe("an entry belongs to its bot", () => {
  test("under another bot's address, or another workspace's, there is none", async () => {
    const { workspace, botId, admin, lena } = await arrangeBot()
    const other = await insertBot(owner, workspace.id, { ownerId: admin.user.id, entries: [opening] })
    const entryId = (await listEntries(admin, other))[0]!.id
    const elsewhere = await arrangeElsewhere()
    const form = await entryForm(admin, botId)
    for (const foreign of [
      { botId, entryId },
      { botId, entryId: elsewhere.entryId },
      { botId, entryId: crypto.randomUUID() },
      elsewhere,
    ]) {
      expect(await outcomeOf(getEntry(admin, foreign.botId, foreign.entryId))).toBe("NotFound")
      expect(await outcomeOf(editEntry(admin, { ...form, ...foreign }))).toBe("NotFound")
      expect(await outcomeOf(removeEntry(admin, foreign))).toBe("NotFound")
    }
    expect(await outcomeOf(addEntry(admin, newEntry(elsewhere.botId)))).toBe("NotFound")
    // Its own part in one bot opens no other.
    expect(await outcomeOf(removeEntry(lena, { botId: other, entryId }))).toBe("not-permitted")
    expect(await listEntries(admin, other)).toHaveLength(1)
  })

  test("a form's id that is another workspace's is as free as any", async () => {
    const { botId, admin } = await arrangeBot()
    const { entryId } = await arrangeElsewhere()
    await addEntry(admin, newEntry(botId, { id: entryId }))
    expect(await listEntries(admin, botId)).toHaveLength(2)
  })
})

describe("what is taken as an entry", () => {
  const parse = (over: Record<string, unknown>) =>
    addEntryInput.safeParse({ botId: crypto.randomUUID(), title: "T", phrases: "p", answer: "a", ...over })
  const problem = (over: Record<string, unknown>) => parse(over).error?.issues[0]?.message

  test("twenty phrases of two hundred characters, and no more", () => {
    const lines = Array.from({ length: 20 }, (_, n) => `${n} `.padEnd(200, "x"))
    expect(parse({ phrases: lines.join("\n") }).data?.phrases).toEqual(lines)
    expect(problem({ phrases: [...lines, "one more"].join("\n") })).toBe("Enter at most 20, one a line.")
    expect(problem({ phrases: `fine\n${"x".repeat(201)}` })).toBe("Line 2: Use at most 200 characters.")
    expect(problem({ phrases: "\n \n" })).toBe("Enter at least one way of asking.")
    expect(problem({ phrases: "fine\nbad\u202eone" })).toMatch(/^Line 2: Remove the invisible/)
  })

  test("an answer of four thousand characters with tabs in it, and no more", () => {
    expect(parse({ answer: "- one\n\t- two" }).data?.answer).toBe("- one\n    - two")
    expect(parse({ answer: "x".repeat(4000) }).success).toBe(true)
    expect(problem({ answer: "x".repeat(4001) })).toBe("Use at most 4000 characters.")
    expect(problem({ answer: " \n" })).toBe("Enter the answer.")
  })
})

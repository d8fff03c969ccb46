import { beforeAll, describe, expect, test } from "vitest"
import { insertBot, type SeedBot } from "#db/seed/bots.ts"
import { orderHelper } from "#db/seed/order-helper.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { matchQuestion } from "./matching.ts"
import { nonsense, variants } from "./question-variants.ts"
import { library, libraryNonsense, libraryVariants } from "./testing-german.ts"

let workspace: TestWorkspace
let ownerId: string
let demo: string
beforeAll(async () => {
  workspace = await newWorkspace()
  ownerId = await newPerson(workspace)
  demo = await newBot({ entries: orderHelper })
})

const newBot = (bot: Partial<SeedBot>) => insertBot(owner, workspace.id, { ownerId, published: true, ...bot })

const ask = (botId: string, question: string, version: number | null = 1) =>
  asSystem("answer", workspace.id, (tx) => matchQuestion(tx, botId, version, question))

/** What the bot makes of each question: how many right, and which wrong. */
async function outcome(botId: string, meant: Record<string, string>) {
  let right = 0
  const wrong: string[] = []
  for (const [question, title] of Object.entries(meant)) {
    const { matched, candidates } = await ask(botId, question)
    if (!matched) continue
    if (candidates[0]?.title === title) right += 1
    else wrong.push(`${question} → ${candidates[0]?.title}`)
  }
  return { right, wrong }
}

async function understood(botId: string, questions: string[]) {
  const answers = await Promise.all(questions.map((question) => ask(botId, question)))
  return questions.filter((_question, index) => answers[index]!.matched)
}

describe("the demo's bot", () => {
  test("understands 54 of 60 ways to ask, and hardly one wrongly", async () => {
    const { right, wrong } = await outcome(demo, variants)
    expect(right).toBeGreaterThanOrEqual(54)
    expect(wrong.length, wrong.join("; ")).toBeLessThanOrEqual(2)
  })

  test("understands no nonsense", async () => {
    expect(nonsense).toHaveLength(20)
    expect(await understood(demo, nonsense)).toEqual([])
  })

  test("says what else it thought of, the best first", async () => {
    const { candidates, needed, matched, milliseconds } = await ask(demo, "I want to return an item")
    expect(candidates[0]).toMatchObject({ entry: matched!.id, title: "Return an item" })
    expect(candidates.length).toBe(5)
    const scores = candidates.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((one, other) => other - one))
    expect(scores[0]).toBeGreaterThanOrEqual(needed)
    expect(scores[0]).toBeLessThanOrEqual(1)
    expect(milliseconds).toBeGreaterThan(0)
  })
})

test("a bot in another language understands 18 of 20, none wrongly, and no nonsense", async () => {
  const bot = await newBot({ entries: library, language: "german" })
  const { right, wrong } = await outcome(bot, libraryVariants)
  expect(right).toBeGreaterThanOrEqual(18)
  expect(wrong).toEqual([])
  expect(await understood(bot, libraryNonsense)).toEqual([])
})

test("a language that PostgreSQL doesn't know is compared word by word", async () => {
  for (const language of ["simple", "klingon", "english'; drop table bots; --", "pg_catalog.english"]) {
    const bot = await newBot({ entries: orderHelper, language })
    expect((await ask(bot, "Where is my order?")).candidates[0]).toMatchObject({
      title: "Where is my order",
      score: 1,
    })
  }
})

test("the draft is another content than what is published", async () => {
  const draft = await newBot({ entries: orderHelper, published: false })
  expect((await ask(draft, "Do you ship abroad?", null)).matched).not.toBeNull()
  expect((await ask(draft, "Do you ship abroad?", 1)).candidates).toEqual([])
  const other = await newWorkspace()
  const elsewhere = await asSystem("answer", other.id, (tx) =>
    matchQuestion(tx, demo, 1, "Where is my order?"),
  )
  expect(elsewhere.candidates).toEqual([])
})

test.each([
  ["nothing", ""],
  ["only signs", "?!… --- ((("],
  ["operators of a text search", "order & !parcel | (delivery <-> time:*) \\ '"],
  ["signs of a pattern", "%_\\ [a-z]+ \\m.* $1 {}"],
  ["pictures", "🙂👩‍👩‍👧‍👦🇩🇪 where is my order 🙂"],
  ["a word of 4000 letters", "x".repeat(4000)],
  ["1300 words", Array.from({ length: 1300 }, (_, n) => `w${n}`).join(" ")],
  ["one word 800 times", "order ".repeat(800)],
  ["more than there may be", "where is my order ".repeat(2000)],
  ["signs that write other signs", "a\u0301\u202e\u200b\ufeff\u{10ffff} ordre"],
])("%s is a question", async (_what, question) => {
  const { candidates } = await ask(demo, question)
  for (const { score } of candidates) expect(score).toBeGreaterThanOrEqual(0)
  for (const { score } of candidates) expect(score).toBeLessThanOrEqual(1)
})

test("a bot as large as they may be answers in a moment", async () => {
  const words = orderHelper.flatMap(({ answer, phrases }) => [...phrases, answer].join(" ").split(" "))
  const entries = Array.from({ length: 300 }, (_, entry) => ({
    title: `Entry ${entry}`,
    answer: "So it is.",
    phrases: Array.from({ length: 10 }, (_none, phrase) =>
      [0, 1, 2, 3, 4, 5, 6]
        .map((n) => `${words[(entry * 37 + phrase * 11 + n * 101) % words.length]}`)
        .join(" "),
    ),
  }))
  const bot = await newBot({ entries })
  const times: number[] = []
  for (let n = 0; n < 7; n += 1) times.push((await ask(bot, "chnage my delivry adress plese")).milliseconds)
  expect(Math.min(...times)).toBeLessThan(300)
})

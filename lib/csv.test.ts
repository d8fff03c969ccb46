import { buffer, text } from "node:stream/consumers"
import { expect, test } from "vitest"
import { csvStream } from "./csv.ts"

async function* rows(...batches: { name: string; note: string }[][]) {
  yield* batches
}
const columns = { name: "Name", note: "Note" }
const csv = (...batches: { name: string; note: string }[][]) => text(csvStream(columns, rows(...batches)))

test("a head, and each row as it comes, quoted where it must be", async () => {
  const batches = rows([{ name: "Ada", note: "" }], [], [{ name: 'García, "Ana"', note: "two\nlines" }])
  expect((await buffer(csvStream(columns, batches))).toString()).toBe(
    '\uFEFFName,Note\r\nAda,\r\n"García, ""Ana""","two\nlines"\r\n',
  )
})

test("what a spreadsheet would run is made text", async () => {
  for (const formula of ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"]) {
    const [, row] = (await csv([{ name: formula, note: "x" }])).split("\r\n")
    expect(row!.replace('"', "")).toMatch(/^'/)
  }
})

test("an error of the source breaks it off", async () => {
  async function* broken() {
    yield [{ name: "Ada", note: "" }]
    throw new Error("gone")
  }
  await expect(text(csvStream(columns, broken()))).rejects.toThrow("gone")
})

test("nothing is read ahead once nobody listens", async () => {
  let left = false
  async function* endless() {
    try {
      for (;;) yield Array.from({ length: 1000 }, () => ({ name: "x".repeat(100), note: "" }))
    } finally {
      left = true
    }
  }
  const reader = csvStream(columns, endless()).getReader()
  await reader.read()
  await reader.cancel()
  await expect.poll(() => left).toBe(true)
})

import { globSync } from "node:fs"
import { describe, expect, test } from "vitest"
import type { core } from "zod/mini"
import { safeParse } from "zod/mini"
import { lineField } from "./input.ts"

type Shape = Record<string, core.$ZodType>

/** Every field of every schema that says what may come from outside: a new one is tried without being listed. */
const fields: [string, core.$ZodType][] = []
for (const file of globSync("lib/**/input.ts").sort()) {
  const schemas = Object.entries((await import(`#${file}`)) as Record<string, unknown>)
  for (const [name, schema] of schemas.filter(([each]) => each.endsWith("Input"))) {
    const { shape } = (schema as { _zod: { def: { shape?: Shape } } })._zod.def
    for (const [field, type] of Object.entries(shape ?? {})) fields.push([`${file} ${name}.${field}`, type])
  }
}

// A secret is compared and never shown; a query is looked for and shown to nobody but who typed it.
const unseen = /password|token|confirm$|\.(?:search|after|before|reference)$/i

// Documents and lists are long, bound in their own size, read piece by piece and never shown as they came.
const documents = /\.(?:metadataFile|metadataXml|list)$/

// Made once: each field is tried with them.
const long = "x".repeat(900_000)
const megabyte = "x".repeat(1_000_000)
const manyIds = Array.from({ length: 100_000 }, () => crypto.randomUUID())

/** What is kept of the value, as text; null where it is refused. */
function kept(type: core.$ZodType, value: unknown): string | null {
  const parsed = safeParse(type, value)
  return parsed.success ? JSON.stringify(parsed.data ?? null) : null
}

describe("a line that is required", () => {
  const said = (text: string) => {
    const parsed = safeParse(lineField("Enter a name.", 100), text)
    return parsed.success ? parsed.data : parsed.error.issues[0]!.message
  }

  test.each(["\u3164", "\u2800", "\u200d", "\ufe0f", "\u0301", "\u115f \uffa0", "\u{e0061}"])(
    "shows something: %j does not",
    (text) => expect(said(text)).toMatch(/^(Enter a name|Remove the invisible)/),
  )

  test.each(["Ann\u3164Garcia", "Ann\u034fGarcia", "Ann\u{e0067}", "Ann\u{e0100}", "Ann\u2800"])(
    "looks like no other: %j does",
    (text) => expect(said(text)).toMatch(/^Remove the invisible/),
  )

  test.each([
    "Zoë",
    "ندا\u200cها",
    "क्\u200dष",
    "김유나",
    "葛\u{e0100}城",
    "👩\u200d💻 ❤\ufe0f",
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "-",
  ])("may be written in any script: %s", (text) => expect(said(text)).toBe(text))
})

test("there are fields to try", () => {
  expect(fields.length).toBeGreaterThan(40)
})

describe.each(fields)("%s", (name, type) => {
  test("takes no megabyte, and of a document no more than that", () => {
    const most = documents.test(name) ? 900_002 : 4100
    expect((kept(type, long) ?? "").length).toBeLessThanOrEqual(most)
    expect((kept(type, megabyte) ?? "").length).toBeLessThanOrEqual(4100)
    expect((kept(type, [megabyte]) ?? "").length).toBeLessThanOrEqual(4100)
    expect((kept(type, manyIds) ?? "").length).toBeLessThan(25_000)
  })

  test.skipIf(unseen.test(name) || documents.test(name))("lets nothing invisible through", () => {
    for (const text of ["Ann\u202egro.exe", "Ann\u0000", "Ann\u001b[31m", "Ann\u200bGarcia", "\ud800"])
      expect(kept(type, text) ?? "").not.toMatch(/[\u0000-\u001f\u202e\u200b]|\\u(?:0000|001b|d800)/i)
  })
})

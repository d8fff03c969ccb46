import { expect, test } from "vitest"
import { z } from "zod/mini"
import { formObject } from "./form-data.ts"

const schema = z.object({
  name: z.string(),
  roles: z._default(z.array(z.string()), []),
  note: z.optional(z.string()),
})

function formWith(entries: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

test("a list takes every value, another field the last; what the schema does not name is left out", () => {
  const form = formWith([
    ["name", "one"],
    ["name", "two"],
    ["roles", "a"],
    ["roles", "b"],
    ["$ACTION_ID", "x"],
    ["forged", "x"],
    ["constructor", "x"],
  ])
  expect(formObject(form, schema)).toEqual({ name: "two", roles: ["a", "b"] })
})

test("a list of which nothing is ticked is empty, so that what was typed comes back as it was", () => {
  expect(formObject(formWith([["name", "one"]]), schema)).toEqual({ name: "one", roles: [] })
})

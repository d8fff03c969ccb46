import { expect, test } from "vitest"
import { bulkInput } from "#lib/bulk/input.ts"
import { chosenBy } from "./chosen-by.ts"

const id = "01a2074c-c8e8-7067-80ff-4aa3151a47bd"
const chosen = (over: Record<string, string>) =>
  chosenBy(bulkInput.parse({ action: "suspend", ...over }), () => "Acme")

test("names every filter that narrows whom it is for, and says everybody only of everybody", () => {
  expect(chosen({})).toBe("Ticked one by one.")
  expect(chosen({ all: "1" })).toBe("Everybody in the Active view.")
  expect(chosen({ all: "1", view: "archived" })).toBe("Everybody in the Archived view.")
  for (const [filter, said] of Object.entries({
    role: "role",
    group: "group",
    provider: "identity provider",
  }))
    expect(chosen({ all: "1", [filter]: id })).toBe(`Selected by the filter: ${said} Acme.`)
  expect(chosen({ all: "1", search: "ben", status: "active", type: "agent" })).toBe(
    "Selected by the filter: “ben”, Active, Agent.",
  )
})

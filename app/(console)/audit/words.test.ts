import { expect, test } from "vitest"
import { titles } from "#lib/audit/titles.ts"
import { actionGroups } from "./words.ts"

test("the filter of the log offers every kind of change that people can cause", () => {
  const offered = actionGroups.flatMap(({ options }) => options.map(({ value }) => value))
  const missing = Object.keys(titles).filter((action) => !offered.includes(action))
  expect(missing.filter((action) => !action.endsWith(".seeded"))).toEqual(["user.roles_changed"])
})

import { expect, test } from "vitest"
import { titles } from "#lib/audit/titles.ts"
import { actionGroups, subjectOf } from "./words.ts"

test("the filter of the log offers every kind of change that people can cause", () => {
  const offered = actionGroups.flatMap(({ options }) => options.map(({ value }) => value))
  const missing = Object.keys(titles).filter((action) => !offered.includes(action))
  expect(missing.filter((action) => !action.endsWith(".seeded"))).toEqual(["user.roles_changed"])
})

test("a token is named in the line itself, with whose it is unless it is the actor's own", () => {
  const maya = { id: "1", name: "Maya Wright", service: false, pictureId: null }
  const tom = { id: "2", name: "Tom Becker", service: false }
  const of = {
    by: maya,
    peopleInAll: 1,
    things: [],
    tokens: ["Nightly report"],
    action: "access_token.revoked",
  }
  expect(subjectOf({ ...of, people: [tom] })).toBe("Nightly report of Tom Becker")
  expect(subjectOf({ ...of, people: [maya] })).toBe("Nightly report")
  expect(subjectOf({ ...of, tokens: [], people: [tom] })).toBe("Tom Becker")
})

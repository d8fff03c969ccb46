import { expect, test } from "vitest"
import { listUsersInput } from "#lib/users/input.ts"
import { isFiltered, usersHref, usersParams } from "./address.ts"

const asked = (query: Record<string, string>) => listUsersInput.parse(query)

test("what is at rest is left out of the address", () => {
  expect(usersHref(asked({}))).toBe("/users")
  expect(usersHref(asked({ search: "ben", status: "active", view: "active" }))).toBe(
    "/users?search=ben&status=active",
  )
  expect(usersHref(asked({ view: "archived", sort: "name" }))).toBe("/users?view=archived")
  expect(usersHref(asked({ sort: "created" }))).toBe("/users?sort=created")
})

test("a changed filter keeps the others and begins at the first page", () => {
  const query = asked({ search: "ben", type: "agent", after: "cursor" })
  expect(usersHref(query, { status: "suspended" })).toBe("/users?search=ben&status=suspended&type=agent")
  expect(usersHref(query, { type: "" })).toBe("/users?search=ben")
})

test("a page keeps its place, and the address leads back to the same query", () => {
  const query = asked({ search: "ü & ö", after: "cursor" })
  expect(usersHref(query, { before: "earlier" })).toContain("before=earlier")
  expect(usersHref(query, { before: "earlier" })).not.toContain("after=")
  expect(listUsersInput.parse(Object.fromEntries(usersParams(query)))).toEqual(query)
})

test("the view and the order alone are no filter", () => {
  expect(isFiltered(asked({ view: "archived" }))).toBe(false)
  expect(isFiltered(asked({ sort: "created" }))).toBe(false)
  expect(isFiltered(asked({ group: "01a2074c-c8e8-7067-80ff-4aa3151a47bd" }))).toBe(true)
  expect(isFiltered(asked({ role: "01a2074c-c8e8-7067-80ff-4aa3151a47bd" }))).toBe(true)
})

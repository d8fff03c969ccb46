import { expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { adminPermissions, type Permission, permissions } from "#lib/access/permissions.ts"
import { boxAreas } from "./putting.ts"
import { byArea, figureOf, peopleOf } from "./words.ts"

const holding = (held: readonly Permission[]) => ({ permissions: new Set(held) }) as unknown as Actor
const closed = (held: readonly Permission[], saved: Permission[] = []) =>
  boxAreas(holding(held), saved)
    .flatMap(({ boxes }) => boxes)
    .filter(({ refusal }) => refusal !== null)
    .map(({ permission }) => permission)

test("every permission has its box, once", () => {
  const boxes = boxAreas(holding([]), []).flatMap((area) => area.boxes.map(({ permission }) => permission))
  expect(boxes.toSorted()).toEqual(permissions.toSorted())
})

test("an admin is kept from erasing and from what comes only with Admin", () => {
  expect(closed(adminPermissions)).toEqual(["users:erase", "sso:manage", "sso:bypass"])
})

test("what stands in the role may be taken out by who lacks it, unless rank compares it", () => {
  const own: Permission[] = ["users:read", "roles:manage"]
  const saved: Permission[] = ["chat:use", "settings:manage", "users:read"]
  expect(closed(own)).toContain("chat:use")
  expect(closed(own, saved)).not.toContain("chat:use")
  expect(closed(own, saved)).toContain("settings:manage")
  expect(closed(own, saved)).not.toContain("users:read")
})

test("figures in words", () => {
  expect(figureOf({ people: 1000, more: true })).toBe("over 1,000")
  expect(peopleOf({ people: 1, more: false })).toBe("1 person")
  expect(peopleOf({ people: 2, more: false })).toBe("2 people")
  expect(byArea(["users:read", "chat:use", "chat:test"])).toBe("Conversations 2, Directory 1")
  expect(byArea([])).toBe("")
})

import { expect, test } from "vitest"
import { gainsOf } from "./access-preview.ts"

const labels: [string, string][] = [
  ["users:read", "See people"],
  ["chat:use", "Chat with published bots"],
  ["chat:test", "Try bots in test mode"],
]

test("each permission once, in the list's order, with everything that gives it", () => {
  const givers = [
    { label: "Type Agent", gives: ["chat:use"] },
    { label: "Role Developer", gives: ["chat:test", "chat:use"] },
  ]
  expect(gainsOf(givers, labels)).toEqual([
    { permission: "chat:use", label: "Chat with published bots", by: ["Type Agent", "Role Developer"] },
    { permission: "chat:test", label: "Try bots in test mode", by: ["Role Developer"] },
  ])
})

test("nothing given, nothing gained", () => {
  expect(gainsOf([{ label: "Type Member", gives: [] }], labels)).toEqual([])
})

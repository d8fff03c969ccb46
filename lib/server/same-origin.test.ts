import { expect, test } from "vitest"
import { isSameOrigin } from "./same-origin.ts"

const ours = "https://roster.example.com"
const from = (headers: Record<string, string>) => isSameOrigin(new Headers(headers), ours)

test("a page of ours is known by its origin, and by what the browser says of the two sites", () => {
  expect(from({ origin: ours })).toBe(true)
  expect(from({ origin: ours, "sec-fetch-site": "same-origin" })).toBe(true)
})

test.each([
  ["no origin", {}],
  ["no origin, though the site is said to be the same", { "sec-fetch-site": "same-origin" }],
  ["an origin that is hidden", { origin: "null" }],
  ["another origin", { origin: "https://evil.example" }],
  ["one that begins like ours", { origin: `${ours}.evil.example` }],
  ["one of the same site", { origin: "https://example.com" }],
  ["ours without https", { origin: "http://roster.example.com" }],
  ["ours on another port", { origin: `${ours}:8443` }],
  ["ours with a path", { origin: `${ours}/` }],
  ["ours and another", { origin: `${ours}, https://evil.example` }],
  ["another site by the browser", { origin: ours, "sec-fetch-site": "cross-site" }],
  ["the same site by the browser", { origin: ours, "sec-fetch-site": "same-site" }],
  ["an address typed in", { origin: ours, "sec-fetch-site": "none" }],
])("not by %s", (_what, headers) => {
  expect(from(headers)).toBe(false)
})

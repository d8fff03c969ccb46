import { describe, expect, test } from "vitest"
import { readDirectoryList } from "./directory-list.ts"

describe("a list out of a directory", () => {
  test("is refused when it is empty or too long", () => {
    expect(() => readDirectoryList("nobody")).toThrow(expect.objectContaining({ code: "no-addresses" }))
    const many = Array.from({ length: 20_001 }, (_, n) => `p${n}@acme.test`).join("\n")
    expect(() => readDirectoryList(many)).toThrow(expect.objectContaining({ code: "too-many-listed" }))
  })

  test("takes an address once, with the groups of all its lines", () => {
    expect(readDirectoryList('"A@acme.test","one"\na@acme.test,two,one\n\n').people).toEqual([
      { email: "a@acme.test", groups: ["one", "two"] },
    ])
  })
})

import { expect, test } from "vitest"
import { isAccessToken, newAccessToken, startOf, tokenPattern } from "./secret.ts"

test("is told by its prefix and its checksum", () => {
  for (const kind of ["person", "service"] as const) {
    const token = newAccessToken(kind)
    expect(token).toMatch(kind === "person" ? /^roster_pat_/ : /^roster_sat_/)
    expect(token).toMatch(tokenPattern)
    expect(isAccessToken(token)).toBe(true)
    expect(token.startsWith(startOf(token))).toBe(true)
    expect(startOf(token)).toHaveLength(15)
  }
  expect(newAccessToken("person")).not.toBe(newAccessToken("person"))
})

test("what was cut off, changed or made up is none", () => {
  const token = newAccessToken("person")
  const last = token.at(-1) === "0" ? "1" : "0"
  const forged = [
    "",
    token.slice(0, -1),
    token.slice(1),
    `${token.slice(0, -1)}${last}`,
    `${token} `,
    `${token}\n`,
    token.replace("roster_pat_", "roster_sat_"),
    token.replace("roster_pat_", "roster_xat_"),
    `${token.slice(0, 20)}${token[20] === "a" ? "b" : "a"}${token.slice(21)}`,
  ]
  for (const each of forged) expect(isAccessToken(each), each).toBe(false)
})

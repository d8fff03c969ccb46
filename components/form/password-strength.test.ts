import { expect, test } from "vitest"
import { judgePassword } from "./password-strength.ts"

const judge = (password: string) =>
  judgePassword(password, { least: 15, words: ["Acme", "Tom", "Becker", "tom.becker@acme.example"] })
const unmet = (password: string) => judge(password).rules.filter(({ met }) => !met).length

test("nothing typed: no verdict, nothing met", () => {
  expect(judge("")).toMatchObject({ steps: 0, word: "" })
  expect(unmet("")).toBe(3)
})

test("says how many characters are missing, counting what people see", () => {
  expect(judge("copper lantern")).toMatchObject({ steps: 1, advice: "1 more to go." })
  expect(judge("🦊🦊")).toMatchObject({ steps: 1, advice: "13 more to go." })
})

test("a name, the address or the workspace makes it weak", () => {
  expect(judge("my name is becker indeed")).toMatchObject({ steps: 2, word: "Weak" })
  expect(judge("welcome to ACME today")).toMatchObject({ steps: 2, word: "Weak" })
})

test("repetition makes it weak", () => {
  expect(judge("aaaaaaaaaaaaaaaaaaaaaaaa").steps).toBe(2)
  expect(judge("paddle paddle paddle paddle").steps).toBe(2)
})

test("words in a row are strong, more of them very strong", () => {
  expect(judge("copper lantern at noon")).toMatchObject({ steps: 3, word: "Strong" })
  expect(judge("copper lantern at noon by the sea")).toMatchObject({ steps: 4, word: "Very strong" })
  expect(unmet("copper lantern at noon")).toBe(0)
})

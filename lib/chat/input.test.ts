import { expect, test } from "vitest"
import { safeParse } from "zod/mini"
import { messageField, mostCharacters } from "./input.ts"

const refusal = (text: string) => safeParse(messageField, text).error?.issues[0]?.message

test("a message has one to 4,000 characters, on as many lines as one likes", () => {
  expect(safeParse(messageField, " One\r\n\ttwo ").data).toBe("One\n two")
  expect(safeParse(messageField, "x".repeat(mostCharacters)).success).toBe(true)
  expect(refusal("x".repeat(mostCharacters + 1))).toBe("Use at most 4000 characters.")
  expect(refusal("x".repeat(1_000_000))).toBe("Use at most 4000 characters.")
  expect(refusal(" \n ")).toBe("Write something first.")
  expect(refusal("a\u0000b")).toBe("Remove the invisible or control characters.")
  expect(refusal("a\u202eb")).toBe("Remove the invisible or control characters.")
})

import { expect, test } from "vitest"
import { mailName } from "#lib/email/name.ts"

test.each([
  ["Maya Lindqvist", "Maya Lindqvist"],
  ["  Zoë\t O’Connor-Šimić ", "Zoë O’Connor-Šimić"],
  ["J.R. Smith", "J.R. Smith"],
  ["Tom\r\nBcc: all@acme.example", "Tom Bcc: all@acme.\u2060example"],
  ["evil\u202etxt.exe", "eviltxt.\u2060exe"],
  ["go to http://evil.example/x", "go to http:\u2060//evil.\u2060example/x"],
  ["Agent 123456", "Agent 123\u2060456"],
  ["1234567 12345", "1234567 12345"],
  ["دنا", "\u2068دنا\u2069"],
  ["\u2067דנה", "\u2068דנה\u2069"],
  // An encoded word (RFC 2047) would be read anew by mail programs, with whatever stands in it.
  ["=?utf-8?q?evil=2Eexample?=", "=\u2060?utf-8?q?evil=2Eexample?="],
  ["", ""],
])("%j becomes %j", (name, safe) => expect(mailName(name)).toBe(safe))

test("a very long name is cut", () => {
  expect([...mailName("😀".repeat(500))]).toHaveLength(100)
})

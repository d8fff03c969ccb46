import { expect, test } from "vitest"
import { senderLine, senderParts } from "./sender.ts"

test.each([
  ["Roster <no-reply@roster.example>", { name: "Roster", address: "no-reply@roster.example" }],
  ['"Roster, Inc." <no-reply@roster.example>', { name: "Roster, Inc.", address: "no-reply@roster.example" }],
  ["<no-reply@roster.example>", { name: "", address: "no-reply@roster.example" }],
  ["no-reply@roster.example", { name: "", address: "no-reply@roster.example" }],
])("MAIL_FROM %s", (from, parts) => expect(senderParts(from)).toEqual(parts))

test.each([
  ["Roster <a@roster.example>", null, "Roster <a@roster.example>"],
  ["Roster <a@roster.example>", "Acme", '"Acme via Roster" <a@roster.example>'],
  ["a@roster.example", "Smith, Jones & Co", '"Smith, Jones & Co" <a@roster.example>'],
  ["Roster <a@roster.example>", "=?utf-8?q?Bank?=", '"=\u2060?utf-8?q?Bank?= via Roster" <a@roster.example>'],
  [
    "Roster <a@roster.example>",
    'x" <b@evil.example>\r\nBcc: c@evil.example',
    '"x\\" <b@evil.example> Bcc: c@evil.example via Roster" <a@roster.example>',
  ],
])("from %s, called %j", (from, chosen, line) => expect(senderLine(from, chosen)).toBe(line))

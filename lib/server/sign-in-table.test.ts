import { expect, test } from "vitest"
import { signInTable } from "#lib/server/sign-in-table.ts"

const signIns = [
  { label: "Tenant admin", email: "admin@acme.example", password: "a long passphrase" },
  { label: "User", email: "user@acme.example", password: "a long passphrase" },
]

test("columns line up below the address", () => {
  const table = signInTable({ address: "http://localhost:3000", mailbox: true, signIns })
  expect(table).toContain("http://localhost:3000\n")
  expect(table).toContain("http://localhost:3000/dev/mailbox")
  const people = table.split("\n").filter((line) => line.includes("@"))
  expect(people).toHaveLength(2)
  for (const [at, { email, password }] of signIns.entries()) {
    expect(people[at]?.indexOf(email)).toBe(people[0]?.indexOf("admin@"))
    expect(people[at]?.endsWith(password)).toBe(true)
  }
})

test("the mailbox is named only if mail goes there", () => {
  expect(signInTable({ address: "http://localhost:3000", mailbox: false, signIns })).not.toContain("mailbox")
})

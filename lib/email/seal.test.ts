import { expect, test, vi } from "vitest"

process.env.ROSTER_DEMO = "1"

const owner = {
  workspaceId: "0198c0de-0000-7000-8000-000000000001",
  mailId: "0198c0de-0000-7000-8000-000000000002",
}
const value = { message: { props: { temporaryPassword: "correct horse battery staple" } } }

async function withSecret(secret: string) {
  process.env.AUTH_SECRET = secret
  vi.resetModules()
  return import("#lib/email/seal.ts")
}

test("what was sealed opens again, and shows nothing meanwhile", async () => {
  const { seal, unseal } = await withSecret("a".repeat(32))
  const sealed = seal(value, owner)
  expect(sealed.toString("latin1")).not.toContain("horse")
  expect(sealed.equals(seal(value, owner))).toBe(false)
  expect(unseal(sealed, owner)).toEqual(value)
})

test("moved to another mail or workspace, altered, cut short, or under another secret, it doesn't", async () => {
  const { seal, unseal } = await withSecret("a".repeat(32))
  const sealed = seal(value, owner)
  expect(() => unseal(sealed, { ...owner, mailId: owner.workspaceId })).toThrow()
  expect(() => unseal(sealed, { ...owner, workspaceId: owner.mailId })).toThrow()
  for (const at of [0, 12, 28, sealed.length - 1]) {
    const altered = Buffer.from(sealed)
    altered[at] = (altered[at] ?? 0) ^ 1
    expect(() => unseal(altered, owner)).toThrow()
  }
  expect(() => unseal(sealed.subarray(0, 20), owner)).toThrow()
  const other = await withSecret("b".repeat(32))
  expect(() => other.unseal(sealed, owner)).toThrow()
})

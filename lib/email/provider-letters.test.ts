import { expect, test } from "vitest"
import { secretsOf } from "./message.ts"
import { renderMail } from "./render.tsx"

test("the temporary password of an Admin leads to the link of who may still use one", async () => {
  const props = {
    firstName: "Tom",
    temporaryPassword: "x",
    expiresAt: "2026-11-30T09:14:00Z",
    landing: "Users",
  }
  const around = { workspace: { name: "Acme", slug: "acme" }, sentBy: null }
  const { text } = await renderMail(
    { ...around, message: { template: "temporary-password", props: { ...props, bypass: true } } },
    "https://roster.example",
  )
  expect(text).toContain("https://roster.example/sign-in/acme/bypass")
})

test.each(["invitation-by-provider", "no-password"] as const)(
  "%s leads to the sign-in page and speaks of no password to set",
  async (template) => {
    const message = { template, props: { firstName: "Tom" } }
    const around = { workspace: { name: "Acme", slug: "acme" }, sentBy: "Maya Lindqvist" }
    const { text, html } = await renderMail({ ...around, message }, "https://roster.example")
    for (const part of [text, html]) {
      expect(part).toContain("https://roster.example/sign-in/acme")
      expect(part).not.toMatch(/choose a (new )?password|invitation\/|reset-password/i)
    }
    expect(secretsOf(message)).toEqual([])
  },
)

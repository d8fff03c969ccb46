import { insertToken } from "../db/seed/access-tokens.ts"
import { expect, password, signInTo, test } from "./support/fixtures.ts"
import { startRoster } from "./support/roster.ts"
import { dumpDatabase, tracesIn } from "./support/traces.ts"

test.slow()

test("no access token is in the log or in the database, neither made, used, misused nor regenerated", async ({
  browser,
  workspace,
}) => {
  const roster = await startRoster({
    DATABASE_URL: process.env.DATABASE_URL!,
    SMTP_URL: "smtp://127.0.0.1:1",
  })
  try {
    const { id, email } = await workspace.add({ type: "tenant_admin" })
    const planted = await insertToken(workspace.owner, workspace.id, { userId: id, name: "Planted" })
    const page = await browser.newPage({ baseURL: roster.url })
    const shown = page.getByRole("status", { name: "Access token" })
    await signInTo(page, workspace.slug, email, password)
    await page.goto("/account/tokens/new")
    await page.getByLabel("Name", { exact: true }).fill("Nightly report")
    await page.getByRole("checkbox", { name: "users:read" }).check()
    await page.getByRole("button", { name: "Make token" }).click()
    const made = (await shown.textContent())!.trim()
    await page.goto("/account/tokens")
    await page.getByRole("link", { name: "Regenerate Planted" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Regenerate" }).click()
    const regenerated = (await shown.textContent())!.trim()

    const secrets = new Map(Object.entries({ planted: planted.token, made, regenerated }))
    for (const token of secrets.values()) {
      const call = async (path: string, headers: Record<string, string>) => {
        const { status } = await fetch(`${roster.url}${path}`, { headers })
        expect(status, path).not.toBe(500)
      }
      await call("/api/v1/me", { authorization: `Bearer ${token}` })
      await call("/api/v1/users", { authorization: `Bearer ${token.slice(0, -1)}` })
      // Where people put them by mistake.
      await call(`/api/v1/users/${token}`, { authorization: `Basic ${btoa(`${token}:`)}` })
      await call(`/users?token=${token}`, { cookie: `token=${token}`, "user-agent": token })
    }
    const dump = await dumpDatabase(process.env.DATABASE_URL!)
    expect(dump).toContain("Nightly report")
    expect(dump).toContain(made.slice(0, 15))
    expect(tracesIn(dump, secrets)).toEqual([])
    expect(roster.output()).toContain("/api/v1/users/[token]")
    expect(tracesIn(roster.output(), secrets)).toEqual([])
  } finally {
    await roster.stop()
  }
})

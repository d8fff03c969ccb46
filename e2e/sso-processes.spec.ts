import { expect, test } from "./support/fixtures.ts"
import { startRoster } from "./support/roster.ts"
import { eventsOf, leadsTo, plantOidc, plantDomain, signInAt } from "./support/sso.ts"

const settings = { DATABASE_URL: process.env.DATABASE_URL!, SMTP_URL: "smtp://127.0.0.1:1" }

test.slow()

test("a sign-in goes on after the process was killed in the middle, or in another process, and none takes it twice", async ({
  workspace,
  playwright,
}) => {
  const domain = await plantDomain(workspace)
  const people = { maya: { email: `maya@${domain}`, email_verified: true } }
  let first = await startRoster(settings)
  const second = await startRoster({ ...settings, AUTH_URL: first.url })
  const { start, idp, stop } = await plantOidc(workspace, people, { first_sign_in: "domain" }, first.url)
  const browser = await playwright.request.newContext({ baseURL: first.url })
  try {
    const killed = await signInAt(browser, start, "maya")
    await first.kill()
    first = await startRoster({ ...settings, PORT: new URL(first.url).port })
    expect(await leadsTo(browser, killed)).toBe("/")
    expect((await browser.get("/account")).url()).toBe(`${first.url}/account`)

    const moved = (await signInAt(browser, start, "maya")).replace(first.url, second.url)
    expect(await leadsTo(browser, moved)).toBe("/")
    expect((await browser.get(`${second.url}/account`)).url()).toBe(`${second.url}/account`)

    for (const used of [killed, moved, moved.replace(second.url, first.url)])
      expect(await leadsTo(browser, used)).toContain("why=begin-again")
    expect((await eventsOf(workspace)).map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      "created",
      "signed-in",
      "replayed",
      "replayed",
      "replayed",
    ])
    expect(first.output() + second.output()).not.toMatch(
      new RegExp(`${idp.clientSecret}|maya@|${new URL(killed).searchParams.get("code")}`),
    )
  } finally {
    await browser.dispose()
    await Promise.all([first.stop(), second.stop(), stop()])
  }
})

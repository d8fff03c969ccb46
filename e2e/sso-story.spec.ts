import type { Page } from "@playwright/test"
import { expect, password, signInTo, test } from "./support/fixtures.ts"
import { startOidcProvider } from "./support/oidc-provider.ts"
import { startRoster } from "./support/roster.ts"
import { plantDomain } from "./support/sso.ts"
import { dumpDatabase, tracesIn } from "./support/traces.ts"

test.slow()

const atProvider = async (page: Page, login: string) => {
  await page.getByLabel("Login").fill(login)
  await page.getByRole("button", { name: "Sign in" }).click()
}

test("an admin connects the company's provider, rehearses, enforces; a person comes in; the provider stops, and who bypasses gets in; no secret is left", async ({
  browser,
  workspace,
}) => {
  const { slug } = workspace
  const roster = await startRoster({
    DATABASE_URL: process.env.DATABASE_URL!,
    SMTP_URL: "smtp://127.0.0.1:1",
  })
  const domain = await plantDomain(workspace)
  const people = {
    ada: { email: `ada@${domain}`, email_verified: true },
    maya: { email: `maya@${domain}`, email_verified: true, given_name: "Maya", family_name: "Okafor" },
  }
  const idp = await startOidcProvider({ accounts: people })
  const secrets = new Map([["the client secret", idp.clientSecret]])
  const browse = async () => {
    const page = await browser.newPage({ baseURL: roster.url })
    page.context().on("request", (request) => {
      const sent = new URL(request.url()).searchParams
      for (const name of ["code", "state", "nonce"]) {
        const value = sent.get(name)
        if (value && /\/callback|\/auth/.test(request.url()))
          secrets.set(`${name} ${value.slice(0, 6)}`, value)
      }
    })
    return page
  }
  try {
    await workspace.add({ type: "tenant_admin", email: `ada@${domain}` })
    const ada = await browse()
    await signInTo(ada, slug, `ada@${domain}`, password)
    await ada.goto("/settings/identity-providers/new?kind=oidc")
    idp.redirectUris.push((await ada.getByText("/callback").textContent())!.trim())
    await ada.getByLabel("Name", { exact: true }).fill("Acme ID")
    await ada.getByLabel("Issuer").fill(idp.issuer)
    await ada.getByLabel("Client ID").fill(idp.clientId)
    await ada.getByLabel("Client secret").fill(idp.clientSecret)
    await ada.getByRole("button", { name: "Add provider" }).click()
    await expect(ada.getByText(/Reached, 1 key read at/)).toBeVisible()
    await ada.getByLabel("Proved domain").check()
    await ada.getByRole("button", { name: "Save changes" }).click()
    await expect(ada.getByText("It holds from the next sign-in on.")).toBeVisible()
    const provider = new URL(ada.url()).pathname

    await ada.getByRole("link", { name: "Rehearse", exact: true }).click()
    const [tab] = await Promise.all([
      ada.waitForEvent("popup"),
      ada.getByRole("link", { name: /^Test this provider/ }).click(),
    ])
    await atProvider(tab, "ada")
    await expect(tab.getByRole("region", { name: "What a sign-in would do" })).toContainText("Linked")
    await tab.close()

    await ada.goto(provider)
    await ada.getByRole("button", { name: "Enable", exact: true }).click()
    await ada.getByRole("button", { name: "Enable Acme ID" }).click()
    await expect(ada.getByText("People find it on the sign-in page.")).toBeVisible()
    await ada.goto("/settings/identity-providers/enforce")
    await ada.getByRole("link", { name: "Sign in with Acme ID" }).click()
    // The provider knows Ada still and asks nothing, so that coming back proves nothing.
    await expect(ada.getByText("1 person has signed in by a provider already")).toBeVisible()
    await ada.getByLabel("Your password").fill(password)
    await ada.getByRole("button", { name: "Enforce single sign-on" }).click()
    await expect(ada.getByRole("heading", { name: "Single sign-on is enforced" })).toBeVisible()

    const maya = await browse()
    await maya.goto(`/sign-in/${slug}`)
    await expect(maya.getByLabel("Password", { exact: true })).toHaveCount(0)
    await maya.getByRole("link", { name: "Continue with Acme ID" }).click()
    await atProvider(maya, "maya")
    await expect(maya).toHaveURL("/account")
    await expect(maya.getByRole("heading", { level: 1, name: "Maya Okafor" })).toBeVisible()

    await idp.stop()
    const later = await browse()
    await later.goto(`/sign-in/${slug}`)
    await later.getByRole("link", { name: "Continue with Acme ID" }).click()
    await expect(later.getByRole("heading", { name: "Acme ID can't be reached" })).toBeVisible()
    await signInTo(later, `/sign-in/${slug}/bypass`, `ada@${domain}`, password)
    await expect(later).toHaveURL("/users")

    for (const { name, value } of [...(await ada.context().cookies()), ...(await maya.context().cookies())])
      if (/session|sso/.test(name)) secrets.set(`cookie ${name} ${value.slice(0, 6)}`, value)
    const kinds = [...secrets.keys()].map((name) => name.split(" ")[0])
    expect(new Set(kinds)).toEqual(new Set(["the", "code", "state", "nonce", "cookie"]))
    const dump = await dumpDatabase(process.env.DATABASE_URL!)
    expect(dump).toContain(`maya@${domain}`)
    expect(tracesIn(dump, secrets)).toEqual([])
    expect(tracesIn(roster.output(), secrets)).toEqual([])
  } finally {
    await Promise.all([roster.stop(), idp.stop()])
  }
})

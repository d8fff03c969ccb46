import type { Page } from "@playwright/test"
import { insertDomain, insertLink, insertProvider } from "../db/seed/identity-providers.ts"
import { expect, expectAccessible, password, plantSession, signInTo, test } from "./support/fixtures.ts"
import { expectSignedOut } from "./support/steps.ts"

const refusal = "don't match, or the account can't sign in"
const page = "/settings/identity-providers/enforce"

/** Stands in for the way to a provider: says by which address it was asked. Returns what was asked last. */
async function catchProvider(theirs: Page): Promise<() => URL> {
  let asked: URL | null = null
  await theirs.route("**/api/auth/sso/**", async (route) => {
    asked = new URL(route.request().url())
    await route.fulfill({ contentType: "text/html", body: "<h1>The provider</h1>" })
  })
  return () => asked!
}

/** Tries to get in by the link of who may bypass. */
async function tryBypass(theirs: Page, slug: string, email: string, secret: string): Promise<void> {
  await theirs.goto(`/sign-in/${slug}/bypass`)
  await theirs.getByLabel("Email", { exact: true }).fill(email)
  await theirs.getByLabel("Password", { exact: true }).fill(secret)
  await theirs.getByRole("button", { name: "Log in" }).click()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("the sign-in page offers the providers, and the address leads to the right one", async ({
      workspace: { owner, id, slug },
      page: theirs,
    }) => {
      const domain = `${slug}.example`
      const providerId = await insertProvider(owner, id, { name: "Okta" })
      await insertProvider(owner, id, { name: "Being set up", enabled_at: null })
      await insertProvider(owner, id, { name: "Entra" })
      await insertDomain(owner, id, domain, { identity_provider_id: providerId })
      const asked = await catchProvider(theirs)
      // A cookie of ours, as the end of a sign-in sets it.
      await theirs
        .context()
        .addCookies([{ name: "provider", value: providerId, url: process.env.ROSTER_URL! }])

      await theirs.goto("/sign-in?choose")
      await theirs.getByLabel("Workspace").fill("tom@nobodys.example")
      await theirs.getByRole("button", { name: "Continue" }).click()
      await expect(theirs.getByText("No workspace is known by addresses like that")).toBeVisible()
      await theirs.getByLabel("Workspace").fill(`Tom@${domain.toUpperCase()}`)
      await theirs.getByRole("button", { name: "Continue" }).click()
      await expect(theirs).toHaveURL(`/sign-in/${slug}`)

      const ways = theirs.getByRole("list", { name: "Single sign-on" }).getByRole("link")
      await expect(ways).toHaveText(["Continue with Okta", "Continue with Entra"])
      await expect(ways.first()).toHaveAccessibleDescription("Last used")
      if (javaScriptEnabled) await expectAccessible(theirs)

      const email = theirs.getByLabel("Email", { exact: true })
      await email.fill("tom@nobodys.example")
      await theirs.getByRole("button", { name: "Log in" }).click()
      await expect(theirs.getByText("Enter your password.")).toBeVisible()
      await expect(email).toHaveValue("tom@nobodys.example")
      await email.fill(`tom@${domain}`)
      await theirs.getByRole("button", { name: "Log in" }).click()
      await expect(theirs.getByRole("heading", { name: "The provider" })).toBeVisible()
      expect(asked().pathname).toBe(`/api/auth/sso/${providerId}/start`)
      expect(asked().searchParams.get("hint")).toBe(`tom@${domain}`)
      await theirs.goto(`/sign-in/${slug}/continue?provider=${id}&email=x`)
      await expect(theirs).toHaveURL(`/sign-in/${slug}`)
    })

    test("an admin enforces, a holder of the bypass gets in without the provider, nobody else does, and it is lifted", async ({
      browser,
      workspace,
      page: admins,
    }) => {
      const { owner, id, slug } = workspace
      const providerId = await insertProvider(owner, id, { name: "Acme ID" })
      const maya = await workspace.add({ firstName: "Maya", lastName: "Wright", type: "tenant_admin" })
      const tom = await workspace.add({ firstName: "Tom", lastName: "Becker", type: "viewer" })
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await plantSession(theirs.context(), workspace, tom.email)

      // Whoever came in with a password is told to come in by the provider first.
      await plantSession(admins.context(), workspace, maya.email)
      await admins.goto(page)
      await expect(admins.getByRole("link", { name: "Sign in with Acme ID" })).toHaveAttribute(
        "href",
        `/api/auth/sso/${providerId}/start?to=${encodeURIComponent(page)}`,
      )
      await expect(admins.getByRole("button", { name: "Enforce single sign-on" })).toHaveCount(0)

      await insertLink(owner, id, maya.id, providerId)
      await plantSession(admins.context(), workspace, maya.email, { providerId })
      await admins.goto(page)
      await expect(admins.getByText("1 person has signed in by a provider already")).toBeVisible()
      await expect(admins.getByText("1 person could not get in any more")).toBeVisible()
      await expect(admins.getByRole("link", { name: "Tom Becker" })).toBeVisible()
      await expect(admins.getByLabel("Their link")).toHaveText(/\/sign-in\/[\w-]+\/bypass$/)
      if (javaScriptEnabled) await expectAccessible(admins)
      await admins.getByRole("button", { name: "Enforce single sign-on" }).click()
      await expect(admins.getByRole("heading", { name: "Single sign-on is enforced" })).toBeVisible()

      await expectSignedOut(theirs)
      await theirs.goto(`/sign-in/${slug}`)
      await expect(theirs.getByRole("link", { name: "Continue with Acme ID" })).toBeVisible()
      await expect(theirs.getByLabel("Password", { exact: true })).toHaveCount(0)
      if (javaScriptEnabled) await expectAccessible(theirs)
      const said = []
      for (const email of [tom.email, "nobody@acme.example"]) {
        await tryBypass(theirs, slug, email, password)
        await expect(theirs.getByText(refusal)).toBeVisible()
        said.push(await theirs.getByRole("main").innerText())
      }
      expect(said[0]).toBe(said[1])
      await tryBypass(theirs, slug, maya.email, password)
      await expect(theirs).toHaveURL("/users")

      // After ten minutes it asks who acts.
      await owner`update sessions set proved_at = now() - interval '1 hour' where workspace_id = ${id}`
      await theirs.goto(page)
      const lift = theirs.getByRole("button", { name: "Lift enforcement" })
      await lift.click()
      await expect(theirs.getByText("Type your password too")).toBeVisible()
      await theirs.getByLabel("Your password").fill(password)
      await lift.click()
      await expect(theirs.getByText("Single sign-on is no longer enforced")).toBeVisible()
      await theirs.context().clearCookies()
      await signInTo(theirs, slug, tom.email, password)
    })
  })
}

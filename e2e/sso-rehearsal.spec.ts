import { expect, expectAccessible, test } from "./support/fixtures.ts"
import { plantDomain, plantOidc, type Planted } from "./support/sso.ts"

const planted: Planted<unknown>[] = []
test.afterEach(async () => {
  for (const { stop } of planted.splice(0)) await stop()
})

test("a real sign-in is rehearsed: what came, what was verified, what it would do or why not, and nothing is changed", async ({
  page,
  workspace,
  signIn,
}) => {
  const domain = await plantDomain(workspace)
  const people = {
    maya: {
      email: `maya@${domain}`,
      email_verified: true,
      given_name: "Maya",
      family_name: "Okafor",
      groups: ["support"],
    },
    eve: { email: "eve@elsewhere.example", email_verified: true },
  }
  const provider = await plantOidc(workspace, people, { first_sign_in: "domain", enabled_at: null })
  planted.push(provider)
  await signIn(await workspace.add({ type: "tenant_admin" }))
  const rehearse = `/settings/identity-providers/${provider.id}/rehearse`
  await page.goto(rehearse)
  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: /^Test this provider/ }).click(),
  ])
  await tab.getByLabel("Login").fill("maya")
  await tab.getByRole("button", { name: "Sign in" }).click()
  await expect(tab.getByRole("heading", { level: 1, name: "Rehearsed sign-in" })).toBeVisible()
  const would = tab.getByRole("region", { name: "What a sign-in would do" })
  await expect(would).toContainText("Created")
  await expect(would).toContainText("Maya Okafor")
  await expect(would).toContainText("is not enabled")
  await expect(tab.getByRole("region", { name: "What was verified" }).getByRole("listitem")).not.toHaveCount(
    0,
  )
  await expect(tab.getByRole("region", { name: "Whom the provider named" })).toContainText(
    `maya@${domain} (verified)`,
  )
  await expect(tab.getByRole("region", { name: "The claims" })).toContainText("support")
  await expectAccessible(tab)
  const made = await workspace.owner`
    select from users where workspace_id = ${workspace.id} and email_norm = ${`maya@${domain}`}
    union all select from identity_links where workspace_id = ${workspace.id}
    union all select from sso_sign_ins where workspace_id = ${workspace.id}`
  expect(made).toHaveLength(0)

  // Whom it would turn away is told to the admin in full.
  await tab.goto(provider.idp.issuer + "/session/end").catch(() => {})
  await tab.context().clearCookies({ domain: "127.0.0.1" })
  await tab.goto(`/settings/identity-providers/${provider.id}/rehearse`)
  const [second] = await Promise.all([
    tab.waitForEvent("popup"),
    tab.getByRole("link", { name: /^Test this provider/ }).click(),
  ])
  await second.getByLabel("Login").fill("eve")
  await second.getByRole("button", { name: "Sign in" }).click()
  await expect(second.getByRole("region", { name: "What a sign-in would do" })).toContainText("Refused")
  // Nobody else's to see, and no sign-in: the admin is who they were.
  const address = new URL(second.url()).pathname
  await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
  await page.goto(address)
  await expect(page.getByRole("heading", { name: /not found|no such page|nothing here/i })).toBeVisible()
})

for (const javaScriptEnabled of [true, false])
  test.describe(`everybody, JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled })

    test("who is here is rehearsed, by what is known and with a list out of the directory", async ({
      page,
      workspace,
      signIn,
    }) => {
      const domain = await plantDomain(workspace)
      const provider = await plantOidc(workspace, {}, { first_sign_in: "domain" })
      planted.push(provider)
      await workspace.add({ firstName: "Hugo", lastName: "Mensah", email: `hugo@${domain}` })
      await workspace.add({ firstName: "Zanele", lastName: "Novak", email: `zanele@${domain}` })
      await signIn(await workspace.add({ type: "tenant_admin", firstName: "Ada", lastName: "Admin" }))
      await page.goto(`/settings/identity-providers/${provider.id}/rehearse`)
      const row = (name: string) => page.getByRole("row", { name: new RegExp(name) })
      await expect(row("Hugo Mensah")).toContainText("To be linked")
      await expect(row("Ada Admin")).toContainText("Left out")
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByLabel("People of Okta").fill("nobody")
      await page.getByRole("button", { name: "Rehearse with this list" }).click()
      await expect(page.getByText("Paste at least one address.")).toBeVisible()
      await expect(page.getByLabel("People of Okta")).toHaveValue("nobody")
      await page.getByLabel("People of Okta").fill(`hugo@${domain}, support\nnew@${domain}\nwho knows`)
      await page.getByRole("button", { name: "Rehearse with this list" }).click()
      await expect(page).toHaveURL(/\?list=/)
      await expect(row("Hugo Mensah")).toContainText("support")
      await expect(row("Zanele Novak")).toContainText("Not in the list of Okta")
      const list = page.getByRole("region", { name: "From the list" })
      await expect(list).toContainText(`new@${domain}`)
      await expect(list).toContainText("who knows")
      await page
        .getByRole("navigation", { name: "Results" })
        .getByRole("link", { name: /Left out/ })
        .click()
      await expect(row("Hugo Mensah")).toHaveCount(0)
      await expect(row("Zanele Novak")).toBeVisible()
    })
  })

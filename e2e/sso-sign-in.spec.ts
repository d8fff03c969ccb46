import { inChange } from "../db/seed/identity-providers.ts"
import { expect, expectAccessible, password, test } from "./support/fixtures.ts"
import { eventsOf, plantDomain, plantOidc, plantSaml, type Planted } from "./support/sso.ts"

const planted: Planted<unknown>[] = []
const keep = async <T>(one: Promise<Planted<T>>) => {
  const provider = await one
  planted.push(provider)
  return provider
}
test.afterEach(async () => {
  for (const { stop } of planted.splice(0)) await stop()
})

test("a first sign-in by OpenID Connect makes the account, comes back to the page asked for, and shows how", async ({
  page,
  workspace,
}) => {
  const domain = await plantDomain(workspace)
  const email = `maya@${domain}`
  const people = { maya: { email, email_verified: true, given_name: "Maya", family_name: "Okafor" } }
  const { start } = await keep(plantOidc(workspace, people, { first_sign_in: "domain" }))
  await page.goto(`${start}?hint=${email}&to=/account/sessions`)
  await expect(page.getByLabel("Login")).toHaveValue(email)
  await page.getByLabel("Login").fill("maya")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL(/\/account\/sessions$/)
  await expect(page.getByRole("heading", { level: 1, name: "Maya Okafor" })).toBeVisible()
  await expect(page.getByRole("row", { name: /This session/ })).toContainText("by Okta")
  // Without a password they show who they are at the provider, once it is a while since they did.
  await workspace.owner`update sessions set proved_at = now() - interval '11 minutes' where workspace_id = ${workspace.id}`
  await page.goto("/account")
  await expect(page.getByRole("region", { name: "Single sign-on" })).toContainText("Linked as maya")
  await expectAccessible(page)
  const address = page.getByRole("region", { name: "Email" })
  await address.getByLabel("New email").fill(`okafor@${domain}`)
  await address.getByRole("button", { name: "Change email" }).click()
  await expect(address.getByRole("alert")).toContainText("Sign in again in another tab")
  const tab = page.waitForEvent("popup")
  await address.getByRole("link", { name: "Sign in again with Okta" }).click()
  await (await tab).getByLabel("Login").fill("maya")
  await (await tab).getByRole("button", { name: "Sign in" }).click()
  await expect(await tab).toHaveURL(/\/account$/)
  await address.getByRole("button", { name: "Change email" }).click()
  await expect(address).toContainText(`okafor@${domain} has not confirmed yet`)
  // The next one asks for nothing: the provider knows them, and so do we. `to` leads nowhere but to us.
  await page.context().clearCookies({ name: "roster-session" })
  await page.goto(`${start}?to=//evil.example/`)
  await expect(page).toHaveURL(/\/account$/)
  expect((await eventsOf(workspace)).map(({ outcome }) => outcome)).toEqual([
    "created",
    "signed-in",
    "signed-in",
  ])
})

test("by SAML somebody invited is in, the former session ends, and a cross-site post brings no cookie", async ({
  page,
  workspace,
  signIn,
  owner,
}) => {
  const domain = await plantDomain(workspace)
  const { idp, start } = await keep(plantSaml(workspace))
  const invited = await workspace.add({ email: `tom@${domain}`, joinedAt: null })
  idp.person = { nameId: "tom-1", attributes: { email: `TOM@${domain}` } }
  const before = await workspace.add()
  await signIn(before, page, { land: false })
  await page.goto(start)
  await expect(page).toHaveURL(/\/account$/)
  await expect(page.getByRole("region", { name: "Single sign-on" })).toContainText("Linked as tom-1")
  const sessions = await owner`
    select u.id = ${invited.id} as theirs, s.ended_reason from sessions s join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
     where s.workspace_id = ${workspace.id} order by s.created_at`
  expect(sessions).toMatchObject([
    { theirs: false, ended_reason: "signed in anew" },
    { theirs: true, ended_reason: null },
  ])
})

for (const javaScriptEnabled of [true, false])
  test.describe(`a refusal, JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled })

    test("says what to do, names no details, and gives the reference by which an admin finds why", async ({
      page,
      workspace,
    }) => {
      const people = { eve: { email: "eve@elsewhere.example", email_verified: true } }
      const { idp, start } = await keep(plantOidc(workspace, people))
      await page.goto(start)
      await page.getByLabel("Login").fill("eve")
      await page.getByRole("button", { name: "Sign in" }).click()
      await expect(
        page.getByRole("heading", { name: "Your e-mail address doesn't let you in" }),
      ).toBeVisible()
      const [event] = await eventsOf(workspace)
      expect(event).toMatchObject({ outcome: "refused", reason: "sso-domain-not-proved", subject: "eve" })
      await expect(page.getByText(event!.id)).toBeVisible()
      await expect(page.locator("main")).not.toContainText(/eve|elsewhere/)
      if (javaScriptEnabled) await expectAccessible(page)

      // The provider knows them still, but is to ask.
      await page.goto(`${start}?again`)
      await page.getByRole("link", { name: "Cancel" }).click()
      await expect(page.getByRole("heading", { name: "Okta did not sign you in" })).toBeVisible()
      await idp.stop()
      await page.getByRole("link", { name: "Try again" }).click()
      await expect(page.getByRole("heading", { name: "Okta can't be reached" })).toBeVisible()
      await page.getByRole("link", { name: "Other ways to log in" }).click()
      await expect(page).toHaveURL(new RegExp(`/sign-in/${workspace.slug}$`))
      expect((await eventsOf(workspace)).map(({ reason }) => reason)).toEqual([
        "sso-domain-not-proved",
        "provider-error",
        "unreachable",
      ])
    })
  })

test("who is signed in here and there links the two, may cut that again, and is never left without a way in", async ({
  page,
  workspace,
  signIn,
}) => {
  const people = { maya: { email: "private@elsewhere.example" }, ben: {} }
  const { start } = await keep(plantOidc(workspace, people, { first_sign_in: "nobody" }))
  const person = await workspace.add()
  const panel = page.getByRole("region", { name: "Single sign-on" })
  await signIn(person)
  await workspace.owner`update sessions set proved_at = now() - interval '11 minutes' where user_id = ${person.id}`
  await page.goto("/account")
  await expect(panel.getByRole("link", { name: "Link Okta" })).toHaveCount(0)
  await panel.getByLabel("Your password").fill(password)
  await panel.getByRole("button", { name: "Continue" }).click()
  await panel.getByRole("link", { name: "Link Okta" }).click()
  await page.getByLabel("Login").fill("maya")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("status")).toContainText("Linked.")
  await expect(panel).toContainText("Linked as maya")
  await page.context().clearCookies({ name: "roster-session" })
  await page.goto(start)
  await expect(page).toHaveURL(/\/account$/)
  await expect(page.getByText(person.email).first()).toBeVisible()

  await inChange(
    workspace.owner,
    workspace.id,
    (tx) => tx`delete from credentials where user_id = ${person.id}`,
  )
  await panel.getByRole("button", { name: "Unlink Okta" }).click()
  await expect(panel.getByRole("alert")).toContainText("This is the only way in that is left.")
  await inChange(
    workspace.owner,
    workspace.id,
    (tx) =>
      tx`insert into credentials ${tx({ workspace_id: workspace.id, user_id: person.id, password_hash: "x" })}`,
  )
  await panel.getByRole("button", { name: "Unlink Okta" }).click()
  await expect(page.getByRole("status")).toContainText("Unlinked.")
  await expect(panel).toContainText("Not linked")
  await page.context().clearCookies({ name: "roster-session" })
  await page.goto(start)
  await expect(page.getByRole("heading", { name: /No account in Acme is yours yet/ })).toBeVisible()
})

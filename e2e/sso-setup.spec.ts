import { randomUUID } from "node:crypto"
import type { Page } from "@playwright/test"
import { insertLink } from "../db/seed/identity-providers.ts"
import { makeKeyPair } from "../lib/testing/certificates.ts"
import { startSamlIdp } from "../lib/testing/saml-idp.ts"
import { setRecord } from "./support/dns-server.ts"
import { expect, expectAccessible, password, test, type Workspace } from "./support/fixtures.ts"
import { startOidcProvider } from "./support/oidc-provider.ts"
import { addProvider, addRefusedSignIn } from "./support/provider-things.ts"

const secret = "a-secret-that-nobody-sees-again"
const list = "/settings/identity-providers"

const admins = async (workspace: Workspace) => {
  await workspace.add({ type: "tenant_admin" })
  return workspace.add({ type: "tenant_admin" })
}

const said = (page: Page, text: string | RegExp) => expect(page.getByText(text).first()).toBeVisible()

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })
    // axe runs in the page.
    const look = (page: Page) => (javaScriptEnabled ? expectAccessible(page) : Promise.resolve())

    test("an admin sets up a provider by OpenID Connect from nothing, proves a domain, and removes it again", async ({
      page,
      workspace,
      signIn,
    }) => {
      const idp = await startOidcProvider()
      await signIn(await admins(workspace), page, { land: false })
      await page.goto(list)
      await look(page)
      await page.getByRole("link", { name: "Add provider" }).click()
      await page.getByRole("link", { name: "OpenID Connect" }).click()
      await expect(page).toHaveURL(/kind=oidc/)
      const redirect = await page.getByText("/callback").textContent()
      await page.getByLabel("Name", { exact: true }).fill("Acme ID")
      await page.getByLabel("Issuer").fill("http://127.0.0.1:9")
      await page.getByLabel("Client ID").fill("roster")
      await page.getByLabel("Client secret").fill(secret)
      await page.getByRole("button", { name: "Add provider" }).click()

      // Beside the field, with everything still there.
      await said(page, "This issuer can't be used.")
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Acme ID")
      await expect(page.getByLabel("Issuer")).toHaveAttribute("aria-invalid", "true")
      await look(page)
      await page.getByLabel("Issuer").fill(idp.issuer)
      await page.getByLabel("Client secret").fill(secret)
      await page.getByRole("button", { name: "Add provider" }).click()
      await said(page, /Reached, 1 key read at/)
      expect(redirect).toContain(new URL(page.url()).pathname.split("/").at(-1))
      expect(await page.content()).not.toContain(secret)

      await page.getByLabel("Nobody").check()
      await page.getByLabel("Directory-managed").check()
      await page.getByRole("group", { name: "What is the provider's" }).getByLabel("Names").check()
      // The form was opened in time, and is saved when that is over.
      await workspace.owner`update sessions set proved_at = now() - interval '1 hour' where workspace_id = ${workspace.id}`
      await page.getByRole("button", { name: "Save changes" }).click()
      await expect(page.getByLabel("Directory-managed")).toBeChecked()
      // The dialog that enables has one of its own.
      await page.getByLabel("Your password").first().fill(password)
      await page.getByRole("button", { name: "Save changes" }).click()
      await said(page, "It holds from the next sign-in on.")
      await page.reload()
      await expect(page.getByLabel("Nobody")).toBeChecked()
      await expect(page.getByLabel("Names")).toBeChecked()
      await look(page)
      // The issuer is another one: its secret is asked for, the old one is not sent there.
      await page.getByLabel("Issuer").fill("http://127.0.0.1:10")
      await page.getByRole("button", { name: "Save changes" }).click()
      await said(page, "never sent to another server")
      await page.goto(page.url().split("?")[0]!)
      await page.getByRole("button", { name: "Enable" }).click()
      await page.getByRole("button", { name: "Enable Acme ID" }).click()
      await said(page, "People find it on the sign-in page.")
      await expect(page.getByText("Enabled", { exact: true })).toBeVisible()
      const provider = page.url().split("?")[0]!

      const name = `${randomUUID()}.example`
      await page.goto("/settings/email-domains")
      await page.getByRole("textbox", { name: "Domain" }).fill("gmail.com")
      await page.getByRole("button", { name: "Add domain" }).click()
      await said(page, "Enter a domain of your own.")
      await page.getByRole("textbox", { name: "Domain" }).fill(name)
      await page.getByLabel("Its people sign in with").selectOption("Acme ID")
      await page.getByRole("button", { name: "Add domain" }).click()
      await said(page, "Set the record, then prove it.")
      const proof = await page.getByText(/^roster-domain-verification=/).textContent()
      await page.getByRole("button", { name: "Check now" }).click()
      await said(page, `_roster.${name}: no TXT record`)
      await look(page)
      await setRecord(`_roster.${name}`, proof!)
      await page.getByRole("button", { name: "Check now" }).click()
      await expect(page.getByText("Proved", { exact: true })).toBeVisible()
      await page.goto("/settings/email-domains")
      await expect(page.getByRole("row", { name: new RegExp(`${name}.*Proved.*Acme ID`) })).toBeVisible()
      await look(page)

      await page.goto(provider)
      await page.getByRole("link", { name: "Remove" }).click()
      await said(page, `${name} leads to no provider any more.`)
      await look(page)
      await page.getByRole("button", { name: "Remove Acme ID" }).click()
      await said(page, "Type the provider's name just as it stands above.")
      await page.getByLabel("Type the name to confirm").fill("Acme ID")
      await page.getByRole("button", { name: "Remove Acme ID" }).click()
      await said(page, "Nobody signs in by a provider yet.")
      await idp.stop()
    })

    test("an admin sets up a SAML provider, follows its change of keys, and maps its groups", async ({
      page,
      workspace,
      signIn,
    }) => {
      const keys = [makeKeyPair({ subject: "first" }), makeKeyPair({ subject: "second" })]
      const idp = await startSamlIdp({ keys: [keys[0]!] })
      await signIn(await admins(workspace), page, { land: false })
      await page.goto(`${list}/new?kind=saml`)
      await page.getByLabel("Name", { exact: true }).fill("Partner")
      await page
        .getByLabel("Metadata file")
        .setInputFiles({ name: "junk.xml", mimeType: "text/xml", buffer: Buffer.from("<junk/>") })
      await page.getByRole("button", { name: "Add provider" }).click()
      await said(page, "The metadata can't be used.")
      await look(page)
      await page.getByLabel("Metadata file").setInputFiles([])
      await page.getByLabel("Pasted metadata").fill("")
      await page.getByLabel("Address of the metadata").fill(idp.metadataUrl)
      await page.getByRole("button", { name: "Add provider" }).click()
      await said(page, "Nobody sees it until it is enabled.")
      await said(page, idp.entityId)
      await look(page)

      idp.keys = [...keys]
      await page.getByRole("link", { name: "Read metadata again" }).click()
      await page.getByRole("button", { name: "Read and compare" }).click()
      const compared = page.getByRole("list", { name: "Certificates" })
      await expect(compared.getByText("Added")).toBeVisible()
      await expect(compared.getByText("As it is")).toBeVisible()
      await look(page)
      await page.getByRole("button", { name: "Take it over" }).click()
      await said(page, "Metadata taken over.")
      await page.getByRole("checkbox", { name: /CN=first/ }).uncheck()
      await page.getByRole("button", { name: "Save changes" }).click()
      await said(page, "It holds from the next sign-in on.")
      await expect(page.getByRole("checkbox", { name: /CN=second/ })).toBeVisible()
      await expect(page.getByText("CN=first")).toHaveCount(0)
      await idp.stop()

      const provider = new URL(page.url()).pathname.split("/").at(-1)!
      const hugo = await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
      await insertLink(workspace.owner, workspace.id, hugo.id, provider, { groups: ["support-berlin"] })
      await page.getByRole("link", { name: "Roles and groups" }).click()
      const add = page.getByRole("button", { name: "Add a mapping" })
      if (javaScriptEnabled) {
        await add.press("Enter")
        await expect(page.getByLabel("Group at the provider, mapping 1")).toBeFocused()
        await page.getByRole("button", { name: "Remove mapping 1" }).press("Enter")
        await expect(add).toBeFocused()
        await add.press("Enter")
      }
      await page.getByLabel("Group at the provider, mapping 1").fill("support-berlin")
      await page.getByRole("button", { name: "Save", exact: true }).click()
      await said(page, "Mapping 1: choose what “support-berlin” gives.")
      await expect(page.getByLabel("Group at the provider, mapping 1")).toHaveValue("support-berlin")
      await look(page)
      await page.getByLabel("Gives, mapping 1").selectOption("Agent")
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Show who gains and loses" }).click()
      const preview = page.getByRole("region", { name: "Before you save" })
      await expect(preview).toContainText("1 person gains conversations:handle")
      await expect(preview).toContainText("Hugo Mensah")
      await expect(preview).toContainText("1 role or membership given, 0 taken")
      await page.getByRole("button", { name: "Save", exact: true }).click()
      await said(page, "Saved, and applied to everybody who is linked.")
      await expect(page.getByLabel("Gives, mapping 1").locator("option:checked")).toHaveText("Agent")
    })
  })
}

test("sign-ins by a provider are on record, with why they were refused", async ({
  page,
  workspace,
  signIn,
}) => {
  const provider = await addProvider(workspace, { name: "Acme ID" })
  const reference = await addRefusedSignIn(workspace, provider, {
    reason: "linked-otherwise",
    email: "zanele@acme.example",
  })
  await signIn(await admins(workspace), page, { land: false })
  await page.goto(`${list}/${provider}/sign-ins`)
  const row = page.getByRole("row", { name: /zanele@acme.example/ })
  await expect(row).toContainText("linked to another identity at that provider")
  await expect(row).toContainText(reference)
  await page.getByRole("searchbox", { name: "Reference" }).fill(randomUUID())
  await page.getByRole("button", { name: "Find", exact: true }).click()
  await expect(page.getByText("No sign-in with this provider has this reference.")).toBeVisible()
  await page.getByRole("searchbox", { name: "Reference" }).fill(reference)
  await page.getByRole("button", { name: "Find", exact: true }).click()
  await expect(row).toBeVisible()
  await page.getByRole("link", { name: "Refused", exact: true }).click()
  await expect(row).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${list}/${randomUUID()}`)
  await expect(page).toHaveURL(/\/missing/)
})

import { expect, expectAccessible, password, test } from "./support/fixtures.ts"
import { tabTo, typeInto } from "./support/keyboard.ts"
import { addServiceAccount } from "./support/service-accounts.ts"

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("a service account from its making to its end, with tokens that take turns", async ({
      page,
      workspace,
      signIn,
    }) => {
      await workspace.add({ firstName: "Omar", lastName: "Haddad", email: "omar@acme.example" })
      const maya = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
      await signIn(maya)
      const proofIsOld = () =>
        workspace.owner`update sessions set proved_at = now() - interval '11 minutes' where workspace_id = ${workspace.id}`
      const said = (text: string) => expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
      const axe = async () => javaScriptEnabled && expectAccessible(page)
      const dialog = page.getByRole("dialog")

      await page.getByRole("link", { name: "Settings", exact: true }).click()
      await page.getByRole("link", { name: "Service accounts" }).click()
      await expect(page.getByText("No program has an account yet")).toBeVisible()
      await page.getByRole("link", { name: "Add service account" }).click()
      await page.getByLabel("Name").fill("Nightly import")
      await page.getByLabel("Owner").fill("nobody@acme.example")
      await page.getByRole("checkbox", { name: "Developer" }).check()
      await page.getByRole("button", { name: "Add service account" }).click()
      await expect(page.getByText("Nobody in this workspace has this address.")).toBeVisible()
      await expect(page.getByLabel("Name")).toHaveValue("Nightly import")
      await expect(page.getByRole("checkbox", { name: "Developer" })).toBeChecked()
      await axe()
      await page.getByLabel("Owner").fill("omar@acme.example")
      await page.getByRole("button", { name: "Add service account" }).click()
      await said("Service account added")
      await expect(page.getByText("Omar Haddad answers for it")).toBeVisible()
      const here = new URL(page.url()).pathname

      // Making a token for another asks for the password once that is a while ago.
      await proofIsOld()
      await page.getByRole("link", { name: "Make token" }).click()
      await expect(page.getByRole("heading", { name: "New access token" })).toBeVisible()
      await page.getByLabel("Name").fill("HR server")
      await page.getByRole("checkbox", { name: "chat:test" }).check()
      await expect(page.getByRole("checkbox")).toHaveCount(2)
      await axe()
      await page.getByRole("button", { name: "Make token" }).click()
      await expect(page.getByText("Type your password too")).toBeVisible()
      await page.getByLabel("Your password").fill(password)
      await page.getByRole("button", { name: "Make token" }).click()
      const shown = page.getByLabel("Access token", { exact: true })
      await expect(shown).toHaveText(/^roster_sat_\w{49}$/)
      const first = await shown.textContent()
      await axe()
      await page.getByRole("link", { name: "Done" }).click()
      const tokens = page.getByRole("table", { name: "Access tokens", exact: true })
      await expect(tokens.getByRole("row", { name: /HR server/ })).toContainText("Never used")
      await axe()

      await tokens.getByRole("link", { name: "Regenerate HR server" }).click()
      await dialog.getByRole("button", { name: "Regenerate" }).click()
      await expect(shown).toHaveText(/^roster_sat_/)
      expect(await shown.textContent()).not.toBe(first)
      await page.getByRole("link", { name: "Done" }).click()
      await tokens.getByRole("link", { name: "Revoke HR server" }).click()
      await dialog.getByRole("button", { name: "Revoke token" }).click()
      await said("revoked")
      const ended = page.getByRole("table", { name: "Ended access tokens" })
      await expect(ended).toContainText("Revoked by an admin")
      await expect(ended).toContainText("Regenerated")

      await proofIsOld()
      await page.goto(here)
      await page.getByLabel("Description").fill("Adds who joined")
      await page.getByLabel("Owner").fill(maya.email)
      if (!javaScriptEnabled) {
        await page.getByRole("button", { name: "Save details" }).click()
        await expect(page.getByText("Type your password too")).toBeVisible()
        await expect(page.getByLabel("Description")).toHaveValue("Adds who joined")
      }
      await page.getByLabel("Your password").fill(password)
      await page.getByRole("button", { name: "Save details" }).click()
      await said("Saved")
      await expect(page.getByText("Maya Wright answers for it")).toBeVisible()
      await page.getByRole("checkbox", { name: "Developer" }).uncheck()
      await page.getByRole("checkbox", { name: "Agent" }).check()
      await page.getByRole("button", { name: "Save roles" }).click()
      await said("Roles saved")
      await expect(page.getByRole("region", { name: "What it may do" })).toContainText("conversations:handle")

      await page.getByRole("button", { name: "Disable" }).click()
      await expect(dialog.getByRole("heading", { name: "Disable Nightly import?" })).toBeVisible()
      await axe()
      await dialog.getByRole("button", { name: "Disable Nightly import" }).click()
      await said("Disabled")
      await page.getByRole("button", { name: "Enable" }).click()
      await said("Enabled")

      // No person, wherever people are; named where it is about access.
      await page.goto("/users?search=nightly")
      await expect(page.getByRole("link", { name: "Nightly import" })).toHaveCount(0)
      await page.goto("/access?permission=conversations:handle&search=nightly")
      const row = page.getByRole("row", { name: /Nightly import/ })
      await expect(row).toContainText("Service account")
      await row.getByRole("link", { name: "Nightly import" }).click()
      await expect(page).toHaveURL(new RegExp(`${here}$`))
      await page.goto(`/users/${here.split("/").at(-1)}`)
      await expect(page).toHaveURL(/\/missing$/)

      await page.goto(here)
      await page.getByRole("button", { name: "Delete" }).click()
      await dialog.getByRole("button", { name: "Delete Nightly import" }).click()
      await said("Service account deleted")
      await expect(page.getByText("No program has an account yet")).toBeVisible()
      await page.goto("/audit?search=nightly")
      const entry = page.getByText("Service account deleted").filter({ visible: true }).first()
      await entry.click()
      await page.getByRole("link", { name: "Undo" }).filter({ visible: true }).first().click()
      await page.getByRole("button", { name: "Undo" }).click()
      await said("Undone")
      await page.goto(here)
      await expect(page.getByRole("heading", { name: "Nightly import" })).toBeVisible()
    })
  })
}

test("says whose owner is gone, lists them when that owner is deleted, and what is beyond the reader", async ({
  page,
  workspace,
  signIn,
}) => {
  const owner = await workspace.add({ firstName: "Omar", lastName: "Haddad" })
  const gone = await workspace.add({ firstName: "Ada", lastName: "Berg", suspendedAt: new Date() })
  await addServiceAccount(workspace, { ownerId: owner.id })
  const above = await addServiceAccount(workspace, { name: "Robot", ownerId: gone.id, roles: ["admin"] })
  await signIn(await workspace.add({ roles: ["Settings"] }))
  await page.goto(`/users/${owner.id}?confirm=archive`)
  await expect(page.getByRole("dialog")).toContainText(
    "answers for a service account, which goes on: Nightly import",
  )
  await page.goto("/settings/service-accounts")
  await expect(page.getByText("Ada Berg is suspended, and answers for it")).toBeVisible()
  await expectAccessible(page)
  await page.goto(`/settings/service-accounts/${above}`)
  await expect(page.getByText("This service account has permissions that you don't have.")).toBeVisible()
  await expect(page.getByText("Ada Berg is suspended and still answers")).toBeVisible()
  for (const name of ["Disable", "Delete", "Save details", "Save roles"])
    await expect(page.getByRole("button", { name })).toHaveCount(0)
  await expect(page.getByRole("link", { name: "Make token" })).toHaveCount(0)
})

test("is made with the keyboard alone", async ({ page, workspace, signIn }) => {
  const admin = await workspace.add({ type: "tenant_admin" })
  await signIn(admin)
  await page.goto("/settings/service-accounts/new")
  await typeInto(page, "Name", "Reports")
  await tabTo(page, "User")
  await page.keyboard.press("Space")
  await tabTo(page, "Add service account")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { name: "Reports" })).toBeVisible()
  await tabTo(page, "Disable")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("dialog")).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("dialog")).toBeHidden()
  await expect(page.getByRole("button", { name: "Disable" })).toBeFocused()
  await page.getByRole("link", { name: "Make token" }).press("Enter")
  await expect(page.getByRole("heading", { name: "New access token" })).toBeVisible()
  await typeInto(page, "Name", "Report server")
  await tabTo(page, /^chat:use/)
  await page.keyboard.press("Space")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("button", { name: "Copy" })).toBeFocused()
  await tabTo(page, "Done")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("table", { name: "Access tokens" })).toContainText("Report server")
  // Opened by an address, it gives the focus back all the same.
  await tabTo(page, "Revoke Report server")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("dialog", { name: "Revoke Report server?" })).toBeVisible()
  // Before React has taken over, Escape closes nothing.
  await expect(page.locator("dialog:modal")).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("link", { name: "Revoke Report server" })).toBeFocused()

  // Beside the settings' navigation, and on a phone.
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 844 })
    const table = await page.getByRole("table", { name: "Access tokens" }).boundingBox()
    const panel = await page.getByRole("region", { name: "Access tokens" }).boundingBox()
    expect(table!.width).toBeLessThanOrEqual(panel!.width)
  }
  await page.goto("/settings")
  await expect(page).toHaveURL(/\/settings\/workspace$/)
  await page.goto("/settings/service-accounts")
  await expect(page.getByRole("row", { name: /Reports/ })).toContainText(/1 token.*Never used/)
})

import type { Page } from "@playwright/test"
import { expect, expectAccessible, password, signInTo, test } from "./support/fixtures.ts"

const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const box = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true })
const profile = (page: Page) => page.getByRole("region", { name: "Profile" })

/** Saves one's profile with one more field in the form than it has. */
async function forge(page: Page, name: string) {
  await page.goto("/account")
  await profile(page)
    .locator("form")
    .evaluate((form, forged) => {
      form.insertAdjacentHTML("beforeend", `<input type="hidden" name="${forged}" value="Forged">`)
    }, name)
  await profile(page).getByRole("button", { name: "Save" }).click()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("what profiles show and people may edit is set, and counts for each from their next sign-in on", async ({
      page,
      browser,
      workspace,
      signIn,
    }) => {
      test.slow()
      const tom = await workspace.add({ firstName: "Tom", lastName: "Becker", type: "tenant_admin" })
      const context = await browser.newContext({ javaScriptEnabled, baseURL: process.env.ROSTER_URL! })
      const toms = await context.newPage()
      await signInTo(toms, workspace.slug, tom.email, password)

      await signIn(await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" }))
      await page.getByRole("link", { name: "Settings", exact: true }).click()
      await page.getByRole("link", { name: "Profile fields" }).click()
      const rows = page.getByRole("table", { name: "Profile fields" }).getByRole("row")
      await expect(rows).toHaveCount(15)
      await expect(rows.nth(3)).toContainText("Profile picture Always shown")
      await expect(rows.nth(14)).toContainText("Country")
      await expect(box(page, "Show Company")).not.toBeChecked()
      await expect(box(page, "Allow edits of Last name")).toBeChecked()
      if (javaScriptEnabled) await expect(box(page, "Allow edits of City")).toBeDisabled()
      for (const field of ["Company", "City", "Work number", "Country"])
        await box(page, `Show ${field}`).check()
      for (const field of ["City", "Work number", "Country"])
        await box(page, `Allow edits of ${field}`).check()
      await box(page, "Allow edits of Last name").uncheck()
      if (javaScriptEnabled) {
        await expect(rows.filter({ hasText: "Changed" })).toHaveCount(5)
        await expectAccessible(page)
      }
      await page.getByRole("button", { name: "Save changes" }).click()
      await said(page, "Saved. It takes effect for each person at their next sign-in.")
      await expect(box(page, "Allow edits of City")).toBeChecked()
      await expect(box(page, "Allow edits of Last name")).not.toBeChecked()
      await expect(box(page, "Show Zip")).not.toBeChecked()

      // Tom came in before that.
      await toms.goto("/account")
      await expect(profile(toms).getByLabel("City")).toHaveCount(0)
      await forge(toms, "city")
      await expect(profile(toms).getByRole("alert")).toContainText(
        "leaves this to its admins to change: City.",
      )
      await toms.goto("/account")
      await profile(toms).getByLabel("Last name").fill("Beckers")
      await profile(toms).getByRole("button", { name: "Save" }).click()
      await said(toms, "Saved.")

      await context.clearCookies()
      await signInTo(toms, workspace.slug, tom.email, password)
      await forge(toms, "company")
      await expect(profile(toms).getByRole("alert")).toContainText(
        "leaves this to its admins to change: Company.",
      )
      await toms.goto("/account")
      for (const fixed of ["Last name", "Company"])
        await expect(profile(toms).getByLabel(fixed)).toHaveAttribute("readonly")
      await expect(profile(toms).getByText("Changed on your page under Users")).toHaveCount(2)
      await profile(toms).getByLabel("City").fill("Berlin")
      await profile(toms).getByLabel("Country").selectOption({ label: "Germany" })
      await profile(toms).getByLabel("Work number").fill("+49 123")
      await profile(toms).getByRole("button", { name: "Save" }).click()
      await expect(profile(toms).getByText("No such number is in use anywhere")).toBeVisible()
      await expect(profile(toms).getByLabel("City")).toHaveValue("Berlin")
      if (javaScriptEnabled) await expectAccessible(toms)
      await profile(toms).getByLabel("Work number").fill("+49 30 901820")
      await profile(toms).getByRole("button", { name: "Save" }).click()
      await said(toms, "Saved.")

      // An admin sees and edits what the workspace shows now, whatever people may.
      await page.goto(`/users/${tom.id}`)
      for (const value of ["Beckers", "Berlin", "Germany", "+4930901820"])
        await expect(profile(page)).toContainText(value)
      await page.getByRole("link", { name: "Edit the profile" }).click()
      await expect(page.getByLabel("Country")).toHaveValue("DE")
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByLabel("Company").fill("Acme GmbH")
      await page.getByLabel("City").fill("Bonn")
      await page.getByRole("button", { name: "Save" }).click()
      await expect(profile(page)).toContainText("Acme GmbH")
      await toms.goto("/account")
      await expect(profile(toms).getByLabel("Company")).toHaveValue("Acme GmbH")

      // Both are undone from the log; Tom keeps what he signed in with.
      await page.goto(`/users/${tom.id}/activity`)
      await expect(page.getByText("City Berlin → Bonn").first()).toBeVisible()
      for (const action of ["user.edited", "workspace.profile_fields_set"]) {
        await page.goto(`/audit?action=${action}`)
        await page.getByRole("link", { name: "Undo", exact: true }).click()
        await page.getByRole("button", { name: "Undo this change" }).click()
        await said(page, "Undone.")
      }
      await page.goto(`/users/${tom.id}`)
      await expect(profile(page)).not.toContainText("Germany")
      await page.goto("/settings/profile-fields")
      await expect(box(page, "Show City")).not.toBeChecked()
      await toms.goto("/account")
      await expect(profile(toms).getByLabel("City")).toHaveValue("Berlin")
      await context.close()
    })
  })
}

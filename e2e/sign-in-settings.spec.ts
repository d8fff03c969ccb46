import { expect, expectAccessible, test } from "./support/fixtures.ts"

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("addresses are locked, and everybody is told so where they would change one", async ({
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      await page.getByRole("link", { name: "Sign-in", exact: true }).click()
      await expect(page.getByRole("radio", { name: "People may change it" })).toBeChecked()
      await page.getByRole("radio", { name: "Addresses stay as they are" }).check()
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible()
      await expect(page.getByRole("radio", { name: "Addresses stay as they are" })).toBeChecked()
      if (javaScriptEnabled) await expectAccessible(page)
      await page.goto("/account")
      await expect(page.getByText("This workspace keeps addresses as they are")).toBeVisible()
    })
  })
}

import { expect, expectAccessible, test } from "./support/fixtures.ts"

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("a back end is added, renamed and removed, and the log says so", async ({
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const said = (text: string) => expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
      const axe = async () => javaScriptEnabled && expectAccessible(page)
      await page.getByRole("link", { name: "Settings", exact: true }).click()
      await page.getByRole("link", { name: "Back ends" }).click()
      await expect(page.getByText("No back end yet")).toBeVisible()
      await axe()

      await page.getByRole("button", { name: "Add back end" }).click()
      const dialog = page.getByRole("dialog")
      await dialog.getByLabel("Name").fill("Bot engine")
      await dialog.getByLabel("Audience").fill("bot engine")
      await dialog.getByRole("button", { name: "Add back end" }).click()
      await expect(dialog.getByText("or a plain name like bot-engine")).toBeVisible()
      await expect(dialog.getByLabel("Name")).toHaveValue("Bot engine")
      await axe()
      await dialog.getByLabel("Audience").fill("https://bots.acme.example")
      await dialog.getByRole("button", { name: "Add back end" }).click()
      await said("Back end added")
      const row = page.getByRole("row", { name: /https:\/\/bots.acme.example/ })
      await expect(row).toContainText("Bot engine")
      await expect(page.getByText(`${process.env.ROSTER_URL}/.well-known/jwks.json`)).toBeVisible()
      await expect(page.getByText(workspace.id, { exact: true })).toBeVisible()

      await page.getByRole("button", { name: "Add back end" }).click()
      await dialog.getByLabel("Name").fill("Twin")
      await dialog.getByLabel("Audience").fill("https://bots.acme.example")
      await dialog.getByRole("button", { name: "Add back end" }).click()
      await expect(dialog.getByText("There is a back end with this audience already.")).toBeVisible()
      await dialog.getByRole("link", { name: "Cancel" }).click()
      await expect(dialog).toBeHidden()

      await row.getByRole("link", { name: "Rename Bot engine" }).click()
      await dialog.getByLabel("Name").fill("Bots of Acme")
      await axe()
      await dialog.getByRole("button", { name: "Save" }).click()
      await said("Renamed")
      await row.getByRole("link", { name: "Remove Bots of Acme" }).click()
      await expect(dialog.getByRole("heading", { name: "Remove Bots of Acme?" })).toBeVisible()
      await axe()
      await dialog.getByRole("button", { name: "Remove back end" }).click()
      await said("Back end removed")
      await expect(page.getByText("No back end yet")).toBeVisible()
      await page.goto("/audit")
      // The filter lists them too.
      const entry = (title: string) => page.getByText(title).filter({ visible: true }).first()
      for (const title of ["Back end added", "Back end renamed", "Back end removed"])
        await expect(entry(title)).toBeVisible()
      await entry("Back end renamed").click()
      await expect(page.getByText("Back end: name Bot engine → Bots of Acme")).toBeVisible()
    })
  })
}

import { expect, password, signInTo, test } from "./support/fixtures.ts"
import { trySignIn } from "./support/steps.ts"

const refusal = "don't match, or the account can't sign in"

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("ten wrong tries lock; an admin sees Locked and unlocks", async ({
      browser,
      workspace,
      page,
      signIn,
    }) => {
      await signIn(await workspace.add({ firstName: "Maya", type: "tenant_admin" }))
      const person = await workspace.add({ firstName: "Lou", lastName: "Kline" })
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      for (let tries = 0; tries < 10; tries += 1) {
        await trySignIn(theirs, workspace.slug, person.email, `wrong password ${tries}`)
        await expect(theirs.getByText(refusal)).toBeVisible()
      }
      await trySignIn(theirs, workspace.slug, person.email, password)
      await expect(theirs.getByText(refusal)).toBeVisible()

      const row = page.getByRole("row").filter({ hasText: person.email })
      await expect(async () => {
        await page.goto("/users?status=locked")
        await expect(row.getByText("Locked", { exact: true })).toBeVisible({ timeout: 500 })
      }).toPass({ timeout: 15_000 })
      await row.getByRole("button", { name: "Actions for Lou Kline" }).click()
      await page
        .getByRole("group", { name: "Actions for Lou Kline" })
        .getByRole("link", { name: "Unlock" })
        .click()
      const unlock = page.getByRole("button", { name: "Unlock" })
      await expect(unlock).toBeFocused()
      await unlock.click()
      await expect(page.getByText("Unlocked. They can sign in again.")).toBeVisible()
      await expect(page.getByText("Active", { exact: true }).first()).toBeVisible()
      await signInTo(theirs, workspace.slug, person.email, password)
    })
  })
}

test("a browser that signed in before is not locked out by strangers", async ({
  browser,
  page,
  workspace,
}) => {
  const person = await workspace.add()
  await signInTo(page, workspace.slug, person.email, password)
  const stranger = await browser.newPage({ baseURL: process.env.ROSTER_URL })
  for (let tries = 0; tries < 10; tries += 1) {
    await trySignIn(stranger, workspace.slug, person.email, `wrong password ${tries}`)
    await expect(stranger.getByText(refusal)).toBeVisible()
  }
  await trySignIn(stranger, workspace.slug, person.email, password)
  await expect(stranger.getByText(refusal)).toBeVisible()
  await signInTo(page, workspace.slug, person.email, password)
})

import type { Page } from "@playwright/test"
import { expect, password, signInTo, test } from "./support/fixtures.ts"
import { postForm } from "./support/raw-http.ts"
import { trySignIn } from "./support/steps.ts"

const roster = process.env.ROSTER_URL!
const refusal = "don't match, or the account can't sign in"
const inHtml = refusal.replaceAll("'", "&#x27;")

/** Eight wrong tries without a browser, and two in this one. */
async function failTenTimes(theirs: Page, slug: string, email: string): Promise<void> {
  for (let tries = 1; tries <= 8; tries += 1) {
    const wrong = { email, password: `wrong password ${tries}` }
    const { body } = await postForm(`${roster}/sign-in/${slug}`, wrong, { origin: roster })
    expect(body).toContain(inHtml)
  }
  for (const tries of [9, 10]) {
    await trySignIn(theirs, slug, email, `wrong password ${tries}`)
    await expect(theirs.getByText(refusal)).toBeVisible()
  }
}

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
      await failTenTimes(theirs, workspace.slug, person.email)
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
  await failTenTimes(stranger, workspace.slug, person.email)
  await trySignIn(stranger, workspace.slug, person.email, password)
  await expect(stranger.getByText(refusal)).toBeVisible()
  await signInTo(page, workspace.slug, person.email, password)
})

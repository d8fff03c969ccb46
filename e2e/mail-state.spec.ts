import { expect, expectAccessible, test } from "./support/fixtures.ts"
import { invite } from "./support/steps.ts"

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("what became of a mail is said at the person, with the ways out", async ({
      browser,
      workspace,
      page,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const shows = (words: string) =>
        expect(async () => {
          await page.reload()
          await expect(page.getByText(words, { exact: true })).toBeVisible({ timeout: 500 })
        }).toPass({ timeout: 20_000 })
      await invite(page, { firstName: "Ada", lastName: "Byron", email: `ada@${workspace.slug}.example` })
      await shows("Sent")

      const email = `refused@${workspace.slug}.example`
      await invite(page, { firstName: "Tom", lastName: "Becker", email })
      await shows("Not delivered")
      await expect(page.getByText(`to ${email} could not be delivered`)).toBeVisible()
      await expect(page.getByText("no such mailbox here").first()).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole("link", { name: "Copy a fresh link" }).first().click()
      await page.getByRole("button", { name: "Make a fresh link" }).click()
      const link = await page.getByLabel("Invitation link", { exact: true }).innerText()
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await theirs.goto(link)
      await expect(theirs.getByRole("heading", { name: "Join Acme" })).toBeVisible()
    })
  })
}

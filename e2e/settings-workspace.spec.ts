import { png, svg } from "../lib/testing/pictures.ts"
import { expect, expectAccessible, test } from "./support/fixtures.ts"

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled, timezoneId: "America/New_York" })

    test("a workspace is called, timed and answered for as its admins say", async ({
      page,
      workspace,
      signIn,
      browser,
    }) => {
      const admin = await workspace.add({ type: "tenant_admin" })
      await signIn(admin)
      await page.goto("/settings/workspace")
      await page.getByLabel("Support address").fill("help@acme")
      await page.getByLabel("Name", { exact: true }).fill("Acme Europe")
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByLabel("Support address")).toHaveAccessibleDescription(/Enter an address/)
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Acme Europe")
      await page.getByLabel("Support address").fill("help@acme.example")
      await page.getByLabel("Default time zone").selectOption("Asia/Tokyo")
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible()
      await expect(page.getByRole("complementary")).toContainText("Acme Europe")
      if (javaScriptEnabled) await expect(page.getByRole("button", { name: "Save" })).toBeFocused()

      await page.getByLabel("Logo file").setInputFiles({
        name: "logo.png",
        mimeType: "image/png",
        buffer: svg(),
      })
      await page.getByRole("button", { name: "Upload logo" }).click()
      await expect(page.getByText("This is not a PNG, JPEG or WebP picture")).toBeVisible()
      await page.getByLabel("Logo file").setInputFiles({
        name: "logo.png",
        mimeType: "image/png",
        buffer: await png(),
      })
      await page.getByRole("button", { name: "Upload logo" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Logo saved" })).toBeVisible()
      const logo = page.locator(`aside img[src^="/logos/${workspace.slug}/"]`)
      await expect(logo).toBeAttached()
      if (javaScriptEnabled) await expectAccessible(page)

      // Half past four in the afternoon of Greenwich is the next day in Tokyo, and the same in New York.
      const traveller = await workspace.add({ createdAt: new Date("2026-03-01T16:30:00Z") })
      await page.goto(`/users/${traveller.id}`)
      await expect(page.getByText("2 Mar 2026, 01:30").first()).toBeVisible()

      const visitor = await browser.newContext({ baseURL: process.env.ROSTER_URL!, javaScriptEnabled })
      const front = await visitor.newPage()
      for (const path of [`/sign-in/${workspace.slug}`, `/forgot-password?workspace=${workspace.slug}`]) {
        await front.goto(path)
        await expect(front.getByRole("link", { name: "help@acme.example" })).toHaveAttribute(
          "href",
          "mailto:help@acme.example",
        )
        const mark = front.locator(`main img[src^="/logos/${workspace.slug}/"]`)
        await expect(mark).toBeAttached()
        const answer = await visitor.request.get((await mark.getAttribute("src"))!)
        expect([
          answer.status(),
          answer.headers()["content-type"],
          answer.headers()["cache-control"],
        ]).toEqual([200, "image/webp", "public, max-age=31536000, immutable"])
      }
      if (javaScriptEnabled) await expectAccessible(front)
      await visitor.close()

      await page.goto("/settings/workspace")
      await page.getByRole("button", { name: "Remove logo" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Logo removed" })).toBeVisible()
      await expect(logo).toHaveCount(0)
      await page.goto("/audit")
      await page.locator("summary").filter({ hasText: "Logo changed" }).first().click()
      await page.getByRole("link", { name: "Undo", exact: true }).first().click()
      await page.getByRole("button", { name: "Undo this change" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Undone" })).toBeVisible()
      await expect(logo).toBeAttached()
    })
  })
}

import { insertToken } from "../db/seed/access-tokens.ts"
import { expect, expectAccessible, password, test, type Workspace } from "./support/fixtures.ts"
import { tabTo } from "./support/keyboard.ts"

const days = (count: number) => new Date(Date.now() + count * 86_400_000)

const lately = ({ owner, id }: Workspace, minutes: number) =>
  owner`update sessions set proved_at = now() - make_interval(mins => ${minutes}) where workspace_id = ${id}`

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("a token is made, shown once, regenerated and revoked", async ({ page, workspace, signIn }) => {
      const me = await workspace.add({ type: "viewer" })
      const plant = (token: Omit<Parameters<typeof insertToken>[2], "userId">) =>
        insertToken(workspace.owner, workspace.id, { userId: me.id, ...token })
      await plant({ name: "Nearly over", expiresAt: days(3), usedAt: days(-1), usedFrom: "203.0.113.24" })
      await plant({ name: "Bigger once", scopes: ["users:read", "users:write"] })
      await plant({ name: "Old laptop", expiresAt: days(-1) })
      await signIn(me, page, { land: false })
      const said = (text: string) => expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
      const axe = async () => javaScriptEnabled && expectAccessible(page)
      const row = (name: string) => page.getByRole("row", { name })
      const shown = page.getByRole("status", { name: "Access token" })

      await page.goto("/account/tokens")
      await expect(row("Nearly over")).toContainText("Ends in 3 days")
      await expect(row("Nearly over")).toContainText("Yesterday")
      await expect(row("Nearly over")).toContainText("from 203.0.113.24")
      await expect(row("Bigger once")).toContainText("You don't hold this any more")
      await expect(row("Bigger once")).toContainText("users:write")
      await expect(row("Old laptop")).toContainText("Expired")
      await axe()

      await lately(workspace, 11)
      await page.getByRole("link", { name: "Make token" }).click()
      await expect(page.getByRole("checkbox", { name: "users:write" })).toHaveCount(0)
      await page.getByLabel("Name", { exact: true }).fill("Nightly report")
      await page.getByLabel("Ends after, in days").fill("367")
      await page.getByRole("button", { name: "Make token" }).click()
      await expect(page.getByText("Enter a number of days from 1 to 366.")).toBeVisible()
      await expect(page.getByText("Choose at least one permission.")).toBeVisible()
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Nightly report")
      await axe()
      await page.getByLabel("Ends after, in days").fill("30")
      await page.getByRole("checkbox", { name: "users:read" }).check()
      await page.getByRole("button", { name: "Make token" }).click()
      await expect(page.getByText("It is more than 10 minutes since you showed who you are.")).toBeVisible()
      await page.getByLabel("Your password").fill(password)
      await page.getByRole("button", { name: "Make token" }).click()
      await expect(shown).toHaveText(/^roster_pat_\w{49}$/)
      const first = (await shown.textContent())!.trim()
      await expect(page.getByRole("button", { name: "Copy" })).toHaveCount(javaScriptEnabled ? 1 : 0)
      await axe()

      await page.getByRole("link", { name: "Done" }).click()
      await expect(row("Nightly report")).toContainText(`${first.slice(0, 15)}…`)
      expect(await page.content()).not.toContain(first)

      // As over plain http, where browsers let no page copy.
      await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "clipboard"))
      await page.reload()
      await page.getByRole("link", { name: "Regenerate Nightly report" }).click()
      const dialog = page.getByRole("dialog")
      await expect(dialog).toContainText("The one before ends at once")
      await dialog.getByRole("button", { name: "Regenerate" }).click()
      await expect(shown).toHaveText(/^roster_pat_\w{49}$/)
      await expect(page.getByRole("button", { name: "Copy" })).toHaveCount(0)
      expect((await shown.textContent())!.trim()).not.toBe(first)
      await axe()
      await dialog.getByRole("link", { name: "Done" }).click()
      await expect(page.getByRole("table", { name: "Ended access tokens" })).toContainText("Regenerated")

      await page.getByRole("link", { name: "Revoke Nightly report" }).click()
      await axe()
      await dialog.getByRole("button", { name: "Revoke token" }).click()
      await said("Token revoked")
      await expect(page.getByRole("link", { name: "Revoke Nightly report" })).toHaveCount(0)
      await expect(page.getByRole("table", { name: "Ended access tokens" })).toContainText("Revoked by you")
    })
  })
}

test("a token is revoked by the keyboard; the password's page leads to the tokens", async ({
  page,
  workspace,
  signIn,
}) => {
  const me = await workspace.add()
  await insertToken(workspace.owner, workspace.id, { userId: me.id, name: "Report" })
  await signIn(me, page, { land: false })
  await page.goto("/account/password")
  await page.getByRole("link", { name: "access tokens", exact: true }).click()
  await tabTo(page, "Revoke Report")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("dialog", { name: "Revoke Report?" })).toBeVisible()
  await tabTo(page, "Revoke token")
  await page.keyboard.press("Enter")
  await expect(page.getByText("No access token.")).toBeVisible()
  await page.getByRole("link", { name: "Make token" }).click()
  await expect(page.getByText("you hold no permission")).toBeVisible()
})

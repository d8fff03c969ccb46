import { insertToken } from "../db/seed/access-tokens.ts"
import { expect, expectAccessible, password, test } from "./support/fixtures.ts"

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("an admin finds somebody's tokens from the list and revokes one, after showing who they are", async ({
      page,
      workspace,
      signIn,
    }) => {
      const { owner, id } = workspace
      const admin = await workspace.add({ type: "tenant_admin", firstName: "Zed" })
      const tom = await workspace.add({ type: "viewer", firstName: "Tom", lastName: "Becker" })
      await insertToken(owner, id, { userId: tom.id, name: "Nightly report", scopes: ["users:read"] })
      await insertToken(owner, id, { userId: tom.id, name: "HR import" })
      await signIn(admin)
      await owner`update sessions set proved_at = now() - interval '11 minutes' where workspace_id = ${id}`
      const axe = async () => javaScriptEnabled && expectAccessible(page)
      const dialog = page.getByRole("dialog")

      await page.getByRole("button", { name: "Actions for Tom Becker" }).click()
      await page
        .getByRole("group", { name: "Actions for Tom Becker" })
        .getByRole("link", { name: "Access tokens" })
        .click()
      await expect(page.getByRole("row", { name: "HR import" })).toContainText("Never used")
      await expect(page.getByRole("link", { name: /^Regenerate/ })).toHaveCount(0)
      await axe()
      await page.getByRole("link", { name: "Revoke Nightly report" }).click()
      await dialog.getByLabel("Your password").fill("not the password")
      await dialog.getByRole("button", { name: "Revoke token" }).click()
      await expect(dialog.getByText("That is not your current password.")).toBeVisible()
      await axe()
      await dialog.getByLabel("Your password").fill(password)
      await dialog.getByRole("button", { name: "Revoke token" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Token revoked" })).toBeVisible()
      await expect(page.getByRole("table", { name: "Ended access tokens" })).toContainText(
        "Revoked by an admin",
      )

      await page.goto(`/users/${tom.id}?confirm=archive`)
      await expect(dialog).toContainText("1 access token ends at once")
      await page.goto("/audit?action=access_token.revoked")
      await expect(page.getByRole("list", { name: "Entries" })).toContainText(
        "Access token revoked: Nightly report of Tom Becker",
      )
      await expect(page.getByText("Access token Nightly report")).toBeVisible()
    })
  })
}

test("who has less sees the tokens and no way to revoke them; without the permission there is no tab", async ({
  page,
  workspace,
  signIn,
}) => {
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Zed" })
  await insertToken(workspace.owner, workspace.id, { userId: admin.id, name: "Nightly report" })
  await signIn(await workspace.add({ roles: ["Settings"] }))
  await page.goto(`/users/${admin.id}/tokens`)
  await expect(page.getByText("You can't revoke these.")).toBeVisible()
  await expect(page.getByRole("link", { name: /^Revoke/ })).toHaveCount(0)
  await page.context().clearCookies()
  await signIn(await workspace.add({ type: "viewer" }))
  await page.goto(`/users/${admin.id}`)
  await expect(page.getByRole("link", { name: "Access", exact: true }).first()).toBeVisible()
  await expect(page.getByRole("link", { name: "Tokens" })).toHaveCount(0)
  await page.goto(`/users/${admin.id}/tokens`)
  await expect(page).toHaveURL(/\/closed\?needs=tokens/)
})

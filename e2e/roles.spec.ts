import type { Page } from "@playwright/test"
import { insertRole } from "../db/seed/groups.ts"
import { expect, test } from "./support/fixtures.ts"
import { arrangeRole } from "./support/roles.ts"

const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const box = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true })
const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) })
const beforeYouSave = (page: Page) => page.getByRole("region", { name: "Before you save" })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("a role from a template: made, given, edited, copied, deleted", async ({
      page,
      browser,
      workspace,
      signIn,
    }) => {
      test.slow()
      const { admin, role, sofia } = await arrangeRole(workspace)
      await signIn(admin)
      await page.getByRole("link", { name: "Roles", exact: true }).click()
      await expect(row(page, "Moderator")).toContainText("Workspace role")
      await expect(row(page, "Moderator")).toContainText("1 directly, 1 by groups")
      await expect(row(page, "Admin")).toContainText("Built-in")
      await page.getByRole("button", { name: "New role" }).click()
      await page
        .getByRole("link", { name: /^Moderator/ })
        .filter({ hasText: "steps in" })
        .click()
      await expect(page.getByLabel("Name")).toHaveValue("Moderator")
      await expect(box(page, "conversations:monitor")).toBeChecked()
      await expect(box(page, "sso:manage")).toBeDisabled()
      await box(page, "analytics:read").check()
      await box(page, "bots:read").uncheck()
      await page.getByRole("button", { name: "Create role" }).click()
      await expect(page.getByText("There is a role with this name already")).toBeVisible()
      await expect(page.getByLabel("Name")).toBeFocused()
      await expect(box(page, "analytics:read")).toBeChecked()
      await expect(box(page, "bots:read")).not.toBeChecked()
      await page.getByLabel("Name").fill("Night watch")
      await page.getByRole("button", { name: "Create role" }).click()
      await said(page, "Role made")
      await expect(page.getByRole("heading", { name: "Night watch" })).toBeVisible()
      await expect(page.getByText("Given to nobody yet.")).toBeVisible()

      // It is everywhere where roles are given.
      await page.goto("/users/new")
      await expect(box(page, "Night watch")).toBeVisible()
      await page.goto("/users")
      await expect(page.locator("option", { hasText: "Night watch" }).first()).toBeAttached()
      await page.goto(`/users/${sofia.id}?confirm=roles`)
      await box(page, "Night watch").check()
      await page.getByRole("button", { name: "Save roles" }).click()
      await said(page, "Roles saved.")

      // A holder loses a permission at the next click.
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(sofia, theirs)
      await expect(theirs.getByRole("heading", { name: "Users" })).toBeVisible()
      await page.goto(`/roles/${role}`)
      await expect(page.getByRole("main")).toContainText(
        "Given to 1 person directly and through the group Night shift.",
      )
      await expect(page.getByRole("link", { name: "Who has it" })).toHaveAttribute(
        "href",
        `/access?role=${role}`,
      )
      await box(page, "users:read").uncheck()
      await box(page, "analytics:read").uncheck()
      await box(page, "conversations:monitor").check()
      const panel = beforeYouSave(page)
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Show who gains and loses" }).click()
      await expect(panel).toContainText("3 changes")
      await expect(
        panel.getByRole("listitem").filter({ hasText: "conversations:monitor" }).first(),
      ).toContainText("1 person gains")
      await expect(panel).toContainText("2 people lose users:read")
      await expect(panel).not.toContainText("lose analytics:read")
      await expect(panel).not.toContainText("loses analytics:read")
      await expect(page.getByText("Removed").first()).toBeVisible()
      await expect(box(page, "analytics:read")).not.toBeChecked()
      await page.getByRole("button", { name: "Save role" }).click()
      await said(page, "Role saved.")
      await expect(box(page, "conversations:monitor")).toBeChecked()
      await expect(page.getByText("Removed")).toHaveCount(0)
      await theirs.reload()
      await expect(theirs).toHaveURL(/\/closed/)

      await page.getByRole("link", { name: "Duplicate" }).click()
      await expect(page.getByLabel("Name")).toHaveValue("Moderator copy")
      await expect(box(page, "conversations:monitor")).toBeChecked()
      await page.getByRole("button", { name: "Create role" }).click()
      await said(page, "Role made")

      await page.goto("/roles")
      await page.getByRole("button", { name: "Actions for Moderator", exact: true }).click()
      await page.getByRole("link", { name: "Delete" }).click()
      await expect(page.getByRole("heading", { name: "Delete Moderator?" })).toBeVisible()
      await expect(page.getByRole("main")).toContainText("through the group Night shift")
      await expect(page.getByRole("main")).toContainText("1 person loses chat:use")
      await page.getByRole("button", { name: "Delete the role Moderator" }).click()
      await said(page, "Role deleted")
      await expect(row(page, "Moderator")).toHaveCount(0)
      expect((await page.request.get(`/roles/${role}`)).status()).toBe(404)
    })

    test("what another admin did meanwhile, and what one takes from oneself, is said first", async ({
      page,
      browser,
      workspace,
      signIn,
    }) => {
      const { role } = await arrangeRole(workspace)
      const keeper = await insertRole(workspace.owner, workspace.id, {
        name: "Keeper",
        permissions: ["users:read", "roles:manage", "chat:use"],
      })
      await signIn(await workspace.add({ roles: ["Keeper"] }))
      await page.goto(`/roles/${role}`)
      await expect(box(page, "users:write")).toBeDisabled()
      await expect(box(page, "users:write")).toHaveAccessibleDescription(/You don't have this permission/)
      await page.getByLabel("Description").fill("Mine")
      await box(page, "chat:use").uncheck()

      const other = await workspace.add({ type: "tenant_admin", firstName: "Ivo", lastName: "Berg" })
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(other, theirs)
      await theirs.goto(`/roles/${role}`)
      await box(theirs, "bots:read").check()
      await theirs.getByRole("button", { name: "Save role" }).click()
      await said(theirs, "Role saved.")

      await page.getByRole("button", { name: "Save role" }).click()
      await expect(page.getByText("Ivo Berg put in bots:read.")).toBeVisible()
      await expect(page.getByLabel("Description")).toHaveValue("Mine")
      await expect(box(page, "chat:use")).not.toBeChecked()

      await page.goto(`/roles/${keeper}`)
      await box(page, "chat:use").uncheck()
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Show who gains and loses" }).click()
      await expect(beforeYouSave(page)).toContainText("You lose this yourself: Chat with published bots.")
      await page.getByRole("button", { name: "Save role" }).click()
      await expect(page.getByText("That takes permissions away from yourself.")).toBeVisible()
      await expect(box(page, "chat:use")).not.toBeChecked()
      await page.getByRole("button", { name: "Save role" }).click()
      await said(page, "Role saved.")
    })
  })
}

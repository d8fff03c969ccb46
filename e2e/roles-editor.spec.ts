import type { Page } from "@playwright/test"
import { insertRole } from "../db/seed/groups.ts"
import { expect, expectAccessible, newWorkspace, test } from "./support/fixtures.ts"
import { arrangeRole } from "./support/roles.ts"

const box = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true })
const beforeYouSave = (page: Page) => page.getByRole("region", { name: "Before you save" })

test("built-in roles are fixed, whoever may not manage roles looks only, and a stranger's role is unknown", async ({
  page,
  workspace,
  signIn,
  owner,
}) => {
  const { admin, role } = await arrangeRole(workspace)
  await signIn(admin)
  await page.goto("/roles")
  await page.getByRole("button", { name: "Actions for Admin" }).click()
  const menu = page.getByRole("group", { name: "Actions for Admin" })
  await expect(menu).toContainText("Built-in roles are fixed")
  await menu.getByRole("link", { name: "Duplicate" }).click()
  await expect(page.getByText("Left out, because you can't put it into a role:")).toBeVisible()
  await expect(box(page, "users:write")).toBeChecked()
  await expect(box(page, "sso:bypass")).not.toBeChecked()
  await page.goto("/roles")
  await page.getByRole("link", { name: "Privacy officer" }).click()
  await expect(page.getByText("Built-in roles are fixed.")).toBeVisible()
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveCount(0)
  await expect(page.getByRole("link", { name: "Delete" })).toHaveCount(0)
  await page.goto(`${page.url()}/delete`)
  await expect(page.getByText("Built-in roles are fixed.")).toBeVisible()
  await expect(page.getByRole("button", { name: /^Delete/ })).toHaveCount(0)

  await signIn(await workspace.add({ type: "viewer" }))
  await page.goto("/roles")
  await expect(page.getByRole("button", { name: "New role" })).toHaveCount(0)
  await page.goto(`/roles/${role}`)
  await expect(page.getByText("You can look at this role, but not change it.")).toBeVisible()
  await expect(page.getByRole("listitem").filter({ hasText: "chat:use" }).getByLabel("Permits")).toBeVisible()

  const theirs = await insertRole(owner, (await newWorkspace(owner, "Globex")).id, {
    name: "Theirs",
    permissions: [],
  })
  await signIn(admin)
  for (const id of [theirs, "00000000-0000-7000-8000-000000000000", "no-id-at-all"])
    for (const address of [`/roles/${id}`, `/roles/${id}/delete`, `/roles/new?from=${id}`])
      expect((await page.request.get(address)).status(), address).toBe(404)
})

test("the editor works by keyboard, and axe finds nothing", async ({ page, workspace, signIn }) => {
  test.slow()
  const { admin, role } = await arrangeRole(workspace)
  await signIn(admin)
  await page.goto("/roles")
  await expectAccessible(page)
  await page.getByRole("button", { name: "New role" }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("link", { name: "From nothing" })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "Actions for Admin" }).click()
  await expectAccessible(page)

  await page.goto(`/roles/${role}`)
  await page.getByLabel("Description").focus()
  await page.keyboard.press("Tab")
  await expect(box(page, "chat:use")).toBeFocused()
  await page.keyboard.press("Space")
  await expect(box(page, "chat:use")).not.toBeChecked()
  await expect(beforeYouSave(page)).toContainText("2 people lose chat:use")
  await expectAccessible(page)
  await page.getByLabel("Name").fill("admin")
  await page.keyboard.press("Enter")
  await expect(page.getByText("There is a role with this name already")).toBeVisible()
  await expect(page.getByLabel("Name")).toBeFocused()
  await expectAccessible(page)

  for (const address of ["/roles/new?template=auditor", `/roles/${role}/delete`]) {
    await page.goto(address)
    await expectAccessible(page)
  }
  await page.goto("/roles")
  await page.getByRole("link", { name: "Manager", exact: true }).click()
  await expect(page.getByRole("heading", { name: "Manager" })).toBeVisible()
  await expectAccessible(page)

  await page.setViewportSize({ width: 390, height: 844 })
  for (const address of ["/roles", `/roles/${role}`, `/roles/${role}/delete`, "/roles/new"]) {
    await page.goto(address)
    await expect(page.locator("h1")).toBeVisible()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, address).toBeLessThanOrEqual(0)
  }
})

import type { Page } from "@playwright/test"
import { insertGroup } from "../db/seed/groups.ts"
import { addCrowd } from "./support/crowd.ts"
import { expect, test, type Workspace } from "./support/fixtures.ts"

const ago = (days: number) => new Date(Date.now() - days * 86_400_000)

/** The names as the list shows them, from the top. */
const names = (page: Page) => page.getByRole("table", { name: "People" }).locator(".nm > a")

async function arrange(workspace: Workspace) {
  const admin = await workspace.add({
    type: "tenant_admin",
    firstName: "Maya",
    lastName: "W",
    createdAt: ago(9),
  })
  await workspace.add({ firstName: "Ben", lastName: "G", lastSignInAt: ago(3), createdAt: ago(8) })
  const cai = await workspace.add({
    firstName: "Cai",
    lastName: "H",
    roles: ["Bot Builder"],
    createdAt: ago(5),
  })
  await workspace.add({ firstName: "Dan", lastName: "I", lastSignInAt: ago(2), createdAt: ago(7) })
  const group = { name: "Night shift", roles: ["Bot Creator", "User", "Agent"], members: [cai.id] }
  await insertGroup(workspace.owner, workspace.id, group)
  return admin
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("stands by name, last sign-in or creation, kept by reload and back", async ({
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await arrange(workspace))
      await expect(names(page)).toHaveText(["Ben G", "Cai H", "Dan I", "Maya W"])
      await page.goto("/users?status=active")
      await page.getByRole("columnheader", { name: "Last sign-in" }).getByRole("link").click()
      await expect(page).toHaveURL(/status=active&sort=last-sign-in$/)
      await expect(names(page)).toHaveText(["Dan I", "Ben G", "Cai H", "Maya W"])
      await expect(page.getByRole("columnheader", { name: "Last sign-in" })).toHaveAttribute(
        "aria-sort",
        "descending",
      )
      await page.getByRole("link", { name: "Newest first" }).click()
      await expect(names(page)).toHaveText(["Cai H", "Dan I", "Ben G", "Maya W"])
      await page.reload()
      await expect(page).toHaveURL(/status=active&sort=created$/)
      await page.goBack()
      await expect(page).toHaveURL(/sort=last-sign-in$/)
      await expect(names(page)).toHaveText(["Dan I", "Ben G", "Cai H", "Maya W"])
    })

    test("figures, search, views and pages are kept by back and reload; the head stays; Refresh looks again", async ({
      page,
      workspace,
      signIn,
      owner,
    }) => {
      const admin = await arrange(workspace)
      await addCrowd(owner, workspace.id, 60)
      await workspace.add({ firstName: "Igor", lastName: "P", type: "viewer", suspendedAt: ago(1) })
      await workspace.add({ firstName: "Lou", lastName: "K", lockedUntil: ago(-1) })
      await workspace.add({ firstName: "Zoe", lastName: "A", archivedAt: ago(1) })
      await signIn(admin)
      const figures = page.getByRole("navigation", { name: "Figures" })
      await expect(figures.getByRole("link")).toHaveText([
        "Total 66",
        /^Active 64/,
        "Suspended 1",
        "Locked 1",
      ])
      await figures.getByRole("link", { name: "Locked" }).click()
      await expect(names(page)).toHaveText(["Lou K"])
      await figures.getByRole("link", { name: "Suspended" }).click()
      await expect(names(page)).toHaveText(["Igor P"])
      await page.goBack()
      await expect(names(page)).toHaveText(["Lou K"])
      await figures.getByRole("link", { name: "Total" }).click()

      await expect(names(page)).toHaveCount(50)
      await page.mouse.move(700, 600)
      await page.mouse.wheel(0, 1500)
      const head = page.getByRole("columnheader", { name: "User type" })
      await expect.poll(async () => (await head.boundingBox())?.y).toBe(56)
      await page.getByRole("link", { name: "Next" }).click()
      await expect(names(page).last()).toHaveText("Maya W")
      await page.reload()
      await expect(names(page)).toHaveCount(16)
      await page.getByRole("link", { name: "Previous" }).click()
      await expect(names(page).first()).toHaveText("Ben G")

      await page.getByLabel("User type", { exact: true }).selectOption("Viewer")
      await page.getByLabel("Search", { exact: true }).fill("igo")
      if (!javaScriptEnabled) await page.keyboard.press("Enter")
      await expect(names(page)).toHaveText(["Igor P"])
      await expect(page).toHaveURL(/search=igo&.*type=viewer/)
      await names(page).click()
      await page.goBack()
      await expect(names(page)).toHaveText(["Igor P"])
      await expect(page.getByLabel("Search", { exact: true })).toHaveValue("igo")
      await workspace.add({ firstName: "Igone", lastName: "B", type: "viewer" })
      await page.getByRole("button", { name: "Refresh" }).click()
      await expect(names(page)).toHaveText(["Igone B", "Igor P"])
      await page.goto("/users")
      await page.getByRole("link", { name: /^Archived/ }).click()
      await expect(page.getByRole("link", { name: "Zoe A" })).toBeVisible()
      await expect(page.getByLabel("Status", { exact: true })).toHaveCount(0)
    })

    test("filters by group, shows what groups give and what it opens, and says why it is empty", async ({
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await arrange(workspace))
      await page.getByLabel("Group", { exact: true }).selectOption({ label: "Night shift" })
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Refresh" }).click()
      await expect(names(page)).toHaveText(["Cai H"])
      const row = page.getByRole("row").filter({ hasText: "Cai H" })
      await expect(row.getByText("Builder + new bots")).toBeVisible()
      await expect(row.getByText("by group Night shift").first()).toBeAttached()
      await row.locator(".status").hover()
      const tip = row.getByText("Has never signed in")
      await expect(tip).toHaveCSS("opacity", "1")
      await page.mouse.move(0, 0)
      await expect(tip).toHaveCSS("opacity", "0")
      await row.getByRole("link", { name: "Cai H" }).focus()
      await page.keyboard.press("Tab")
      await page.keyboard.press("Shift+Tab")
      await expect(tip).toHaveCSS("opacity", "1")
      await page.goto("/users?status=locked")
      await expect(page.getByText("Nobody is locked out.")).toBeVisible()
      await page.getByRole("link", { name: "Clear the filters" }).click()
      await expect(names(page)).toHaveCount(4)
      await page.getByRole("link", { name: /^Archived/ }).click()
      await expect(page.getByText("Nobody is archived.")).toBeVisible()
    })
  })
}

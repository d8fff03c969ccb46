import type { Page } from "@playwright/test"
import { expectAccessibleAnywhere, expectNoSidewaysScroll, onPhone, screens } from "./support/accessible.ts"
import { addCrowd } from "./support/crowd.ts"
import { expect, expectAccessible, test, type Workspace } from "./support/fixtures.ts"

const tick = (page: Page, name: string) => page.getByRole("checkbox", { name: `Select ${name}` }).check()
const bar = (page: Page) => page.getByRole("form", { name: "Selected people" })
const choose = (page: Page, step: string) => bar(page).getByRole("button", { name: step }).click()
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name, level: 1 })

async function arrange(workspace: Workspace) {
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  await workspace.add({ firstName: "Ben", lastName: "García" })
  await workspace.add({ firstName: "Diego", lastName: "Silva", roles: ["Agent"] })
  await workspace.add({ firstName: "Igor", lastName: "Petrov", suspendedAt: new Date() })
  return admin
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("the ticked are shown first, then suspended, then reported", async ({ page, workspace, signIn }) => {
      await signIn(await arrange(workspace))
      for (const name of ["Ben García", "Diego Silva", "Igor Petrov", "Maya Wright"]) await tick(page, name)
      await choose(page, "Suspend")
      await expect(heading(page, "Suspend 4 people")).toBeVisible()
      const affected = page.getByRole("table", { name: "Will be suspended" })
      await expect(affected.getByRole("link")).toHaveText(["Ben García", "Diego Silva"])
      await expect(page.getByText("This person is suspended already.")).toBeVisible()
      await page.getByRole("link", { name: /^Skipped/ }).click()
      await expect(page.getByRole("table", { name: "Skipped" }).getByRole("link")).toHaveCount(2)
      await page.reload()
      await page.getByLabel("Reason").fill("End of the season")
      await page.getByRole("button", { name: "Suspend 2 people" }).click()
      await expect(page.getByText("Finished. 2 people suspended.")).toBeVisible()
      await expect(page.getByText("Reason: End of the season")).toBeVisible()
      await expect(page.getByRole("link", { name: "Open Igor Petrov" })).toBeVisible()
      await page.getByRole("link", { name: "Back to the list" }).click()
      const row = page.getByRole("row").filter({ hasText: "Ben García" })
      await expect(row.getByText("Suspended", { exact: true })).toBeVisible()
    })

    test("all that match are more than the page shows", async ({ page, workspace, signIn, owner }) => {
      const admin = await arrange(workspace)
      await addCrowd(owner, workspace.id, 60)
      await signIn(admin)
      await page.goto("/users?type=agent")
      if (javaScriptEnabled) {
        await tick(page, "Crowd 00000")
        await page.getByRole("button", { name: "Select all that match" }).click()
        await expect(bar(page).getByRole("status")).toHaveText(/^All/)
      } else await page.getByRole("checkbox", { name: "All that match" }).check()
      await choose(page, "More")
      await bar(page).getByRole("button", { name: "Sign out" }).click()
      await expect(heading(page, "Sign out 60 people")).toBeVisible()
      await expect(page.getByText("Selected by the filter: Agent.")).toBeVisible()
      await expect(page.getByText("1–50 of 60")).toBeVisible()
      await page.getByRole("link", { name: "Show all" }).click()
      await expect(page.getByRole("link", { name: "Crowd 00059" })).toBeVisible()
      await page.getByRole("link", { name: "Cancel" }).click()
      await expect(page).toHaveURL(/\/users\?type=agent$/)
    })

    test("a long one shows how far it has come, also after a reload, and to its end", async ({
      page,
      workspace,
      signIn,
      owner,
    }) => {
      const admin = await arrange(workspace)
      await addCrowd(owner, workspace.id, 4000)
      await signIn(admin)
      await page.goto("/users/bulk?action=suspend&all=1&type=agent")
      await page.getByRole("button", { name: "Suspend up to 4,000 people" }).click()
      await expect(page).toHaveURL(/\/users\/bulk\/[0-9a-f-]{36}$/)
      await page.reload()
      await expect(page.getByRole("progressbar", { name: "Progress" })).toBeVisible()
      // Nobody touches the page: it looks by itself.
      await expect(page.getByText("Finished. 4,000 people suspended.")).toBeVisible({ timeout: 60_000 })
    })

    test("stopped, it leaves the rest alone", async ({ page, workspace, signIn, owner }) => {
      const admin = await arrange(workspace)
      await addCrowd(owner, workspace.id, 15_000)
      await signIn(admin)
      await page.goto("/users/bulk?action=suspend&all=1&type=agent")
      await page.getByRole("button", { name: "Suspend up to 15,000 people" }).click()
      await page.getByRole("button", { name: "Stop" }).click()
      await expect(page.getByText(/^Stopped\. [\d,]+ people suspended, [\d,]+ people not\./)).toBeVisible()
      const [left] = await owner`
        select count(*)::int as people from users where workspace_id = ${workspace.id} and type = 'agent' and status = 'active'`
      expect(left!["people"]).toBeGreaterThan(0)
    })

    test("what can't be done as a whole says why, and leads back", async ({ page, workspace, signIn }) => {
      await signIn(await arrange(workspace))
      await page.goto("/users/bulk?action=suspend")
      await expect(page.getByText("Nobody is chosen.")).toBeVisible()
      await page.getByRole("link", { name: "Back to the list" }).click()
      await expect(heading(page, "Users")).toBeVisible()
    })
  })
}

test("the bar appears with the first tick and goes with the last; the head knows", async ({
  page,
  workspace,
  signIn,
}) => {
  await signIn(await arrange(workspace))
  const head = page.getByRole("checkbox", { name: "Select everybody on this page" })
  await expect(head).not.toBeChecked()
  await expect(bar(page)).toBeHidden()
  await page.getByRole("checkbox", { name: "Select Ben García" }).focus()
  await page.keyboard.press("Space")
  await expect(bar(page).getByText("1 selected")).toBeVisible()
  expect(await head.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true)
  await head.check()
  await expect(bar(page).getByText("4 selected")).toBeVisible()
  await bar(page).getByRole("button", { name: "Clear the selection" }).click()
  await expect(bar(page)).toBeHidden()
  await tick(page, "Diego Silva")
  await bar(page).getByRole("button", { name: "Suspend" }).press("Enter")
  await expect(heading(page, "Suspend 1 person")).toBeVisible()
  await page.goBack()
  await expect(heading(page, "Users")).toBeVisible()
})

test("who may do nothing to many has nothing to tick, and is told so at the address", async ({
  page,
  workspace,
  signIn,
}) => {
  await arrange(workspace)
  await signIn(await workspace.add({ type: "viewer" }))
  await expect(page.getByRole("link", { name: "Ben García" })).toBeVisible()
  await expect(page.getByRole("checkbox")).toHaveCount(0)
  await page.goto("/users/bulk?action=suspend&all=1")
  await expect(page.getByText("You don't have the permission that this needs.")).toBeVisible()
})

test("axe finds nothing, and nothing scrolls sideways", async ({ page, workspace, signIn, owner }) => {
  test.slow()
  const admin = await arrange(workspace)
  await addCrowd(owner, workspace.id, 1500)
  await page.setViewportSize(onPhone)
  await signIn(admin)
  await tick(page, "Ben García")
  await expectAccessibleAnywhere(page)
  await bar(page).getByRole("button", { name: "More" }).click()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  for (const query of [
    "action=suspend&all=1&type=agent",
    "action=sign-out&all=1&type=member&tab=skipped",
    "action=add-role&all=1",
    "action=suspend",
  ]) {
    await page.goto(`/users/bulk?${query}`)
    // Where they differ at a desk they are the list and the report over again, but for their width.
    await expectAccessible(page)
    for (const screen of screens) {
      await page.setViewportSize(screen)
      await expectNoSidewaysScroll(page)
    }
  }
  await page.goto("/users/bulk?action=suspend&all=1")
  await page.getByRole("button", { name: /^Suspend up to/ }).click()
  await expect(page).toHaveURL(/\/users\/bulk\/[0-9a-f-]{36}$/)
  await expectAccessibleAnywhere(page)
  await expect(page.getByText(/^Finished\./)).toBeVisible({ timeout: 60_000 })
  await expectAccessibleAnywhere(page)
})

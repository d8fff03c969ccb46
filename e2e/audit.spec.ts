import type { Page } from "@playwright/test"
import { expectAccessibleAnywhere, onPhone } from "./support/accessible.ts"
import { expect, expectAccessible, newWorkspace, test, type Workspace } from "./support/fixtures.ts"

const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const entries = (page: Page) => page.getByRole("list", { name: "Entries" }).locator("> li")

/** Maya, who suspended Hugo with a reason, and gave Ben a role. */
async function arrange(
  page: Page,
  workspace: Workspace,
  signIn: (person: { email: string }) => Promise<void>,
) {
  await signIn(await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" }))
  const hugo = await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
  const ben = await workspace.add({ firstName: "Ben", lastName: "García", roles: ["User"] })
  await page.goto(`/users/${hugo.id}?confirm=suspend`)
  await page.getByRole("dialog").getByLabel("Reason").fill("on leave")
  await page.getByRole("dialog").getByRole("button", { name: "Suspend Hugo" }).click()
  await said(page, "Suspended.")
  await setAgent(page, ben.id, true)
  return { hugo, ben }
}

async function setAgent(page: Page, userId: string, given: boolean) {
  await page.goto(`/users/${userId}/access`)
  await page.getByRole("button", { name: "Manage roles" }).click()
  const dialog = page.getByRole("dialog", { name: /^Roles of/ })
  await dialog.getByRole("checkbox", { name: "Agent" }).setChecked(given)
  await dialog.getByRole("button", { name: "Save roles" }).click()
  await said(page, "Roles saved.")
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("the log is read, narrowed, opened; a change is undone, and the undo too", async ({
      page,
      workspace,
      signIn,
    }) => {
      test.slow()
      const { ben } = await arrange(page, workspace, signIn)
      await page.getByRole("link", { name: "Audit log" }).first().click()
      await expect(entries(page).first()).toContainText("Roles changed: Ben García")
      await expect(entries(page).nth(1)).toContainText("Suspended Hugo Mensah")
      await expect(entries(page).filter({ hasText: "Signed in" })).toHaveCount(1)

      await page.getByRole("search", { name: "Entries" }).getByLabel("Search").fill("on leave")
      await page.getByRole("button", { name: "Refresh" }).click()
      await expect(page).toHaveURL(/search=on/)
      await expect(entries(page)).toHaveCount(1)
      // The only entry stands open.
      const entry = entries(page).first()
      await expect(entry.getByRole("row", { name: "Status Active Suspended" })).toBeVisible()
      await expect(entry).toContainText("Status Active → Suspended")
      await expect(entry).toContainText("Reason: “on leave”")
      await expect(entry.getByText("Chrome", { exact: false }).first()).toBeVisible()

      await entry.getByRole("link", { name: "Undo", exact: true }).click()
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Suspended Hugo Mensah")
      await expect(page.getByRole("region", { name: "What is put back" })).toContainText(
        "Status Suspended → Active",
      )
      await page.getByLabel("Reason").fill("a mix-up")
      await page.getByRole("button", { name: "Undo this change" }).click()
      await said(page, "Undone.")
      await expect(entries(page).first()).toContainText("Undone: Suspended: Hugo Mensah")
      await expect(entries(page).filter({ hasText: "undone since" })).toContainText("Suspended Hugo Mensah")

      await page.goto("/audit?action=change.undone")
      await expect(entries(page).first()).toContainText("It undid Suspended.")
      await entries(page).first().getByRole("link", { name: "Suspended", exact: true }).click()
      await expect(entries(page).first().getByRole("link", { name: "Undone by Maya Wright" })).toBeVisible()
      await expect(entries(page).first()).toContainText("It has been undone.")
      await entries(page).first().getByRole("link", { name: "Undone by Maya Wright" }).click()
      await entries(page).first().getByRole("link", { name: "Undo", exact: true }).click()
      await page.getByRole("button", { name: "Undo this change" }).click()
      await said(page, "Undone.")

      // Somebody took the role back meanwhile: nothing is put back, and it says who did it.
      await setAgent(page, ben.id, false)
      await page.goto(`/audit?about=${ben.id}&action=user.roles_set`)
      await expect(page.getByText("Only about Ben García")).toBeVisible()
      await expect(entries(page)).toHaveCount(2)
      await entries(page).nth(1).locator("summary").click()
      await entries(page).nth(1).getByRole("link", { name: "Undo", exact: true }).click()
      const moved = page.getByRole("region", { name: "What has moved on since" })
      await expect(moved).toContainText("Ben García: The role Agent has been removed already.")
      await expect(moved.getByRole("link", { name: "By Maya Wright" })).toBeVisible()
      await expect(page.getByRole("button", { name: "Undo this change" })).toHaveCount(0)
      if (javaScriptEnabled) await expectAccessible(page)

      await page.goto("/audit?to=2020-01-01")
      await expect(page.getByText("Nothing on record matches these filters.")).toBeVisible()
      await page.getByRole("link", { name: "Show everything" }).click()
      await expect(entries(page).first()).toBeVisible()
    })
  })
}

test("what the filters show is exported; without audit:read the log, its file and its undo are closed", async ({
  page,
  workspace,
  signIn,
  owner,
}) => {
  const { hugo } = await arrange(page, workspace, signIn)
  await page.goto("/audit?action=user.suspended")
  const href = entries(page).first().getByRole("link", { name: "Undo", exact: true })
  const undo = (await href.getAttribute("href"))!
  await page.getByRole("button", { name: "Export" }).click()
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV" }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^audit-log-.*\.csv$/)
  const lines = await page.request.get("/audit/export?format=jsonl&action=user.suspended")
  expect(lines.headers()["content-type"]).toContain("application/x-ndjson")
  expect(JSON.parse(await lines.text())).toMatchObject({
    actor: "Maya Wright",
    action: "user.suspended",
    target: "Hugo Mensah",
    target_ids: hugo.id,
    reason: "on leave",
  })
  expect((await page.request.get("/audit/export?format=xml")).status()).toBe(400)

  const stranger = await newWorkspace(owner, "Globex")
  const other = await stranger.add({ type: "tenant_admin" })
  await owner`delete from sessions where workspace_id = ${workspace.id}`
  await signIn(await workspace.add({ type: "viewer" }))
  expect((await page.request.get("/audit/export?format=csv")).status()).toBe(403)
  for (const address of ["/audit", undo]) {
    await page.goto(address)
    await expect(page).toHaveURL(/\/closed\?needs=audit:read/)
  }
  expect(other.id).toBeTruthy()
  for (const id of ["00000000-0000-7000-8000-000000000000", "no-id"]) {
    await signIn(await workspace.add({ type: "tenant_admin" }))
    expect((await page.request.get(`/audit/${id}/undo`)).status()).toBe(404)
  }
})

test("axe finds nothing, nothing scrolls sideways, and the keyboard is enough", async ({
  page,
  workspace,
  signIn,
}) => {
  test.slow()
  await page.setViewportSize(onPhone)
  await arrange(page, workspace, signIn)
  await page.goto("/audit")
  await expectAccessibleAnywhere(page)
  const summary = entries(page).first().locator("summary")
  await summary.focus()
  await page.keyboard.press("Enter")
  await expect(entries(page).first().getByRole("table")).toBeVisible()
  await expectAccessibleAnywhere(page)
  const undo = entries(page).first().getByRole("link", { name: "Undo", exact: true })
  for (let n = 0; n < 15 && !(await undo.evaluate((link) => link === document.activeElement)); n += 1)
    await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("button", { name: "Undo this change" })).toBeVisible()
  await expectAccessibleAnywhere(page)
  await page.goto("/audit?search=nobody-at-all")
  await expectAccessibleAnywhere(page)
})

test("who leaves while the search waits for more letters is not brought back", async ({
  page,
  workspace,
  signIn,
}) => {
  await signIn(await workspace.add({ type: "tenant_admin" }))
  await page.goto("/audit")
  await page.getByLabel("Search", { exact: true }).fill("night")
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Groups" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Groups" })).toBeVisible()
  // Longer than it waits.
  await page.waitForTimeout(500)
  await expect(page).toHaveURL(/\/groups$/)
})

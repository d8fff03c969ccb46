import type { Page } from "@playwright/test"
import { expectAccessibleAnywhere, expectNoSidewaysScroll, onPhone, screens } from "./support/accessible.ts"
import { expect, expectAccessible, test, type Workspace } from "./support/fixtures.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"

const mailbox = process.env.ROSTER_MAILBOX!

// What is filled in and pressed between two looks is on a phone, where there is less room for it.
test.use({ viewport: onPhone })

async function look(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expectAccessibleAnywhere(page)
}

const longName = { firstName: "Maximiliane-Alexandra", lastName: "von Hohenzollern-Sigmaringen" }
const addSomebody = (workspace: Workspace) =>
  workspace.add({ ...longName, type: "viewer", roles: ["Agent", "User", "Developer"] })
const admin = { type: "tenant_admin" as const, roles: ["Privacy officer"] }

test("axe finds nothing on the pages of one person, and nothing scrolls sideways", async ({
  browser,
  page,
  workspace,
  signIn,
}) => {
  test.slow()
  const person = await addSomebody(workspace)
  await signIn(person, await browser.newPage({ baseURL: process.env.ROSTER_URL }))
  await signIn(await workspace.add(admin))
  const here = `/users/${person.id}`
  await page.goto(`${here}/sessions`)
  await page.getByRole("button", { name: "Kill session" }).click()
  await expect(page.getByRole("table", { name: "Ended sessions" })).toBeVisible()
  for (const path of ["", "/access", "/sessions", "/activity"]) await look(page, `${here}${path}`)
  const last = page.getByRole("group", { name: "More" }).getByRole("link", { name: "Delete", exact: true })
  for (const screen of screens) {
    await page.setViewportSize(screen)
    await page.goto(here)
    await page.getByRole("button", { name: /^More about/ }).click()
    await expectAccessible(page, "#user-more")
    await last.scrollIntoViewIfNeeded()
    await expect(last).toBeInViewport()
  }
})

test("axe finds nothing in the dialogs of one person's page, and nothing scrolls sideways", async ({
  page,
  workspace,
  signIn,
}) => {
  test.slow()
  const person = await addSomebody(workspace)
  const invited = await workspace.add({ ...longName, joinedAt: null })
  const archived = await workspace.add({ ...longName, archivedAt: new Date() })
  await signIn(await workspace.add(admin))
  const dialogs: [string, string[]][] = [
    [
      person.id,
      [
        "suspend",
        "deactivate",
        "archive",
        "reset",
        "roles",
        "groups",
        "admin-role",
        "bot-builder",
        "replace",
      ],
    ],
    [invited.id, ["resend", "link", "withdraw"]],
    [archived.id, ["restore", "erase"]],
  ]
  for (const [id, steps] of dialogs) {
    for (const step of steps) {
      await page.goto(`/users/${id}?confirm=${step}`)
      await expect(page.getByRole("dialog")).toBeVisible()
      // A dialog is the same at a desk, but for its width; the page behind it is looked at by itself.
      await expectAccessible(page, "dialog[open]")
      for (const screen of screens) {
        await page.setViewportSize(screen)
        await expectNoSidewaysScroll(page)
      }
    }
  }
  await page.getByRole("button", { name: /^Erase/ }).click()
  await expect(page.getByText("just as it stands above")).toBeVisible()
  await expectAccessibleAnywhere(page, "dialog[open]")
})

test("axe finds nothing where a person is edited and an address changed, and nothing scrolls sideways", async ({
  page,
  workspace,
  signIn,
}) => {
  test.slow()
  const person = await addSomebody(workspace)
  await signIn(await workspace.add(admin))
  await page.goto(`/users/${person.id}/edit`)
  const fresh = `new-${person.email}`
  await page.getByLabel("First name").fill("")
  await page.getByLabel("Email", { exact: true }).fill(fresh)
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("Enter a first name.")).toBeVisible()
  await expectAccessibleAnywhere(page)
  await page.getByLabel("First name").fill("Maxi")
  await page.getByRole("button", { name: "Save" }).click()
  await expect(page.getByText("To become")).toBeVisible()
  await expectAccessibleAnywhere(page)
  for (const address of [fresh, person.email]) await look(page, linkIn(await waitForMail(mailbox, address)))
  await look(page, "/email-change/unknown")
})

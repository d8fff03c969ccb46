import type { Page } from "@playwright/test"
import { insertGroup } from "../db/seed/groups.ts"
import { expect, expectAccessible, test } from "./support/fixtures.ts"

const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const byGuild = /^Bot Creator ?, by group Bot guild$/
const account = (page: Page) => page.getByRole("region", { name: "Account" })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("groups, Admin role and Bot Builder access are edited on the profile, which says where each comes from", async ({
      browser,
      page,
      workspace,
      signIn,
    }) => {
      test.slow()
      const { owner, id } = workspace
      const guild = await insertGroup(owner, id, { name: "Bot guild", roles: ["Bot Creator"], members: [] })
      await insertGroup(owner, id, { name: "Owners", roles: ["Admin"], members: [] })
      await signIn(await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" }))
      const other = await workspace.add({ type: "tenant_admin", firstName: "Ivo", lastName: "Berg" })
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
      const here = `/users/${person.id}`
      const open = async (what: string, step: string, title: string) => {
        if (javaScriptEnabled)
          await account(page)
            .getByRole("button", { name: `Edit ${what}` })
            .click()
        else await page.goto(`${here}?confirm=${step}`)
        return page.getByRole("dialog", { name: `${title} of Hugo Mensah` })
      }
      await page.goto(here)
      await expect(account(page)).toContainText("In no group")
      await expect(account(page)).toContainText("Not an admin")

      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(other, theirs)
      await theirs.goto(`${here}?confirm=groups`)
      const groups = await open("groups", "groups", "Groups")
      await groups.getByRole("checkbox", { name: "Bot guild" }).check()
      await groups.getByRole("button", { name: "Save groups" }).click()
      await said(page, "Groups saved.")
      const late = theirs.getByRole("dialog", { name: "Groups of Hugo Mensah" })
      await late.getByRole("checkbox", { name: "Owners" }).check()
      await late.getByRole("button", { name: "Save groups" }).click()
      await expect(late).toContainText("Maya Wright added the group Bot guild")
      await expect(late.getByRole("checkbox", { name: "Owners" })).toBeChecked()

      await expect(account(page)).toContainText("Builder + new bots")
      await expect(account(page)).toContainText("From group Bot guild, through role Bot Creator")
      await expect(account(page).getByRole("link", { name: byGuild })).toHaveAttribute(
        "href",
        `/groups/${guild}`,
      )
      const builder = await open("Bot Builder access", "bot-builder", "Bot Builder access")
      await expect(builder).toContainText(
        "Builder + new bots comes from group Bot guild, through role Bot Creator",
      )
      await expect(builder.getByRole("radio", { name: "None" })).toBeChecked()
      await builder.getByRole("radio", { name: "Builder", exact: true }).check()
      await builder.getByRole("button", { name: "Save access" }).click()
      await said(page, "they have more than that")
      await expect(account(page).getByText("Bot Builder", { exact: true })).toBeVisible()

      const admin = await open("Admin role", "admin-role", "Admin role")
      await admin.getByRole("radio", { name: "Admin", exact: true }).check()
      await admin.getByRole("button", { name: "Save Admin role" }).click()
      await said(page, "Saved. It counts from their next click on.")
      await expect(account(page)).toContainText("From role Admin, held directly")
      const again = await open("Admin role", "admin-role", "Admin role")
      await again.getByRole("radio", { name: "Not an admin" }).check()
      await again.getByRole("button", { name: "Save Admin role" }).click()
      await expect(account(page)).toContainText("Not an admin")

      await account(page).getByRole("link", { name: "Bot guild", exact: true }).first().click()
      await expect(page.getByRole("heading", { name: "Bot guild" })).toBeVisible()
      await page.goto("/users")
      await page.getByRole("link", { name: byGuild }).click()
      await expect(page.getByRole("heading", { name: "Bot guild" })).toBeVisible()
    })

    test("where groups are many, a person's are searched and changed one by one", async ({
      page,
      workspace,
      signIn,
    }) => {
      const admin = await workspace.add({ type: "tenant_admin" })
      const { owner, id } = workspace
      for (let n = 0; n < 26; n += 1)
        await insertGroup(owner, id, {
          name: `Team ${n + 10}`,
          roles: [],
          members: n === 25 ? [admin.id] : [],
        })
      await signIn(admin)
      await page.goto(`/users/${admin.id}`)
      await account(page).getByRole("link", { name: "Edit groups" }).click()
      const search = page.getByRole("main").getByRole("searchbox", { name: "Search" })
      await search.fill("team 34")
      await search.press("Enter")
      await page.getByRole("button", { name: "Add Team 34" }).click()
      await said(page, "Groups saved.")
      await expect(search).toHaveValue("team 34")
      const joined = page.getByRole("region", { name: "In these groups" })
      await expect(joined.getByRole("listitem")).toHaveCount(2)
      await joined.getByRole("button", { name: "Remove Team 35" }).click()
      await expect(joined.getByRole("listitem")).toHaveCount(1)
    })
  })
}

test("who may not change somebody's access sees no button for it, and one's own goes only when one is sure", async ({
  page,
  workspace,
  signIn,
}) => {
  const admin = await workspace.add({ firstName: "Maya", lastName: "Wright", roles: ["Admin"] })
  await workspace.add({ roles: ["Admin"] })
  await signIn(await workspace.add({ type: "viewer" }))
  await page.goto(`/users/${admin.id}`)
  await expect(account(page)).toContainText("From role Admin, held directly")
  await expect(account(page).getByRole("button")).toHaveCount(0)
  await signIn(admin)
  await page.goto(`/users/${admin.id}?confirm=admin-role`)
  const dialog = page.getByRole("dialog", { name: "Admin role of Maya Wright" })
  await expectAccessible(page)
  await dialog.getByRole("radio", { name: "Not an admin" }).check()
  await dialog.getByRole("button", { name: "Save Admin role" }).click()
  await expect(dialog).toContainText("That takes permissions away from yourself")
  await dialog.getByRole("button", { name: "Save Admin role" }).click()
  await expect(page).toHaveURL(/\/closed/)
})

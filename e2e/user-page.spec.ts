import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"
import { chooseStep, expectSignedOut } from "./support/steps.ts"

const mailbox = process.env.ROSTER_MAILBOX!
const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const shows = (page: Page, status: string) =>
  expect(page.getByRole("main").getByText(status, { exact: true }).first()).toBeVisible()

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("each step in the life of an account, from the page and its menu", async ({
      browser,
      page,
      workspace,
      signIn,
    }) => {
      test.slow()
      await signIn(await workspace.add({ type: "tenant_admin", roles: ["Privacy officer"] }))
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", type: "viewer" })
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(person, theirs)
      const dialog = (name: string) => page.getByRole("dialog", { name })
      await page.goto(`/users/${person.id}`)

      await page.getByRole("button", { name: "Suspend", exact: true }).click()
      await dialog("Suspend Hugo Mensah?").getByLabel("Reason").fill("on leave")
      await dialog("Suspend Hugo Mensah?").getByRole("button", { name: "Suspend Hugo" }).click()
      await said(page, "Suspended. Their sessions have ended.")
      await shows(page, "Suspended")
      await expectSignedOut(theirs)
      await page.getByRole("button", { name: "Activate" }).click()
      await said(page, "Activated")
      await shows(page, "Active")

      await chooseStep(page, "Deactivate")
      await dialog("Deactivate Hugo Mensah?").getByRole("button", { name: "Deactivate Hugo" }).click()
      await said(page, "Deactivated")
      await shows(page, "Not active")

      await chooseStep(page, "Delete")
      await expect(dialog("Delete Hugo Mensah?")).toContainText("becomes free for another account")
      await dialog("Delete Hugo Mensah?").getByRole("link", { name: "Cancel" }).click()
      await expect(dialog("Delete Hugo Mensah?")).toBeHidden()
      await chooseStep(page, "Delete")
      await dialog("Delete Hugo Mensah?").getByRole("button", { name: "Delete Hugo" }).click()
      await said(page, "Deleted. You find them under Archived.")
      await expect(page).toHaveURL(/\/users(\?|$)/)
      await expect(page.getByRole("link", { name: "Hugo Mensah" })).toHaveCount(0)

      await page.goto(`/users/${person.id}`)
      await shows(page, "Archived")
      await expect(page.getByRole("link", { name: "Edit", exact: true })).toHaveCount(0)
      await chooseStep(page, "Restore")
      await dialog("Restore Hugo Mensah?").getByRole("button", { name: "Restore Hugo" }).click()
      await said(page, "Restored")
      await shows(page, "Not active")

      await page.goto(`/users/${person.id}?confirm=archive`)
      await dialog("Delete Hugo Mensah?").getByRole("button", { name: "Delete Hugo" }).click()
      await said(page, "Deleted. You find them under Archived.")
      await page.goto(`/users/${person.id}`)
      await chooseStep(page, "Erase…")
      const erase = dialog("Erase Hugo Mensah for good?")
      await erase.getByLabel("Type the address to confirm").fill("hugo@elsewhere.example")
      await erase.getByRole("button", { name: "Erase Hugo" }).click()
      await expect(erase.getByText("Type the person's address just as it stands above.")).toBeVisible()
      await expect(erase.getByLabel("Type the address to confirm")).toBeFocused()
      await erase.getByLabel("Type the address to confirm").fill(person.email)
      await erase.getByRole("button", { name: "Erase Hugo" }).click()
      await expect(page.getByRole("heading", { name: "This person was erased" })).toBeVisible()
      await expect(page.getByText(person.id)).toBeVisible()
      for (const tab of ["edit", "access", "sessions", "activity"]) {
        await page.goto(`/users/${person.id}/${tab}`)
        await expect(page).toHaveURL(new RegExp(`/users/${person.id}$`))
      }
      expect(await page.content()).not.toContain("Mensah")
    })

    test("a lock is lifted", async ({ page, workspace, signIn }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const person = await workspace.add({ lockedUntil: new Date(Date.now() + 600_000) })
      await page.goto(`/users/${person.id}`)
      await shows(page, "Locked")
      await page.getByRole("button", { name: "Unlock" }).click()
      await said(page, "Unlocked")
      await shows(page, "Active")
    })

    test("restored only while the address is free", async ({ page, workspace, signIn }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const archivedAt = new Date()
      const gone = await workspace.add({ firstName: "Hugo", lastName: "Mensah", archivedAt })
      await workspace.add({ email: gone.email })
      await page.goto(`/users/${gone.id}?confirm=restore`)
      const question = page.getByRole("dialog", { name: "Restore Hugo Mensah?" })
      await question.getByRole("button", { name: "Restore Hugo" }).click()
      await expect(
        question.getByText("Somebody else in this workspace has this person's address"),
      ).toBeVisible()
      await page.goto(`/users/${gone.id}`)
      await shows(page, "Archived")
    })

    test("edited: wrong fields, what another admin did meanwhile, roles, a new address to confirm", async ({
      page,
      workspace,
      signIn,
      browser,
    }) => {
      test.slow()
      await signIn(await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" }))
      const other = await workspace.add({ type: "tenant_admin", firstName: "Ivo", lastName: "Berg" })
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", roles: ["User"] })
      await page.goto(`/users/${person.id}`)
      await page.getByRole("link", { name: "Edit", exact: true }).click()
      await expect(page.getByRole("heading", { name: "Edit Hugo Mensah" })).toBeVisible()
      const field = (name: string) => page.getByLabel(name, { exact: true })
      const save = () => page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByRole("checkbox", { name: "User", exact: true })).toBeChecked()
      await field("Last name").fill("")
      await field("Phone").fill("12")
      await save()
      await expect(page.getByText("Enter a last name.")).toBeVisible()
      await expect(field("Last name")).toBeFocused()
      await expect(field("Phone")).toHaveValue("12")

      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(other, theirs)
      await theirs.goto(`/users/${person.id}?confirm=roles`)
      const roles = theirs.getByRole("dialog", { name: "Roles of Hugo Mensah" })
      await roles.getByRole("checkbox", { name: "Agent" }).check()
      await roles.getByRole("button", { name: "Save roles" }).click()
      await said(theirs, "Roles saved.")

      await field("Last name").fill("Mensah-Ito")
      await field("Phone").fill("+49 30 901820")
      await field("External ID").fill("E-17")
      await field("Timezone").selectOption("Europe/Berlin")
      await field("Email").fill(`new-${person.email}`)
      await page.getByRole("checkbox", { name: "Developer" }).check()
      await save()
      await expect(page.getByText("Ivo Berg added the role Agent")).toBeVisible()
      await expect(field("Last name")).toHaveValue("Mensah-Ito")
      await expect(page.getByRole("checkbox", { name: "Developer" })).toBeChecked()
      await page.getByRole("checkbox", { name: "Agent" }).check()
      await save()
      await said(page, "Saved. The new address counts once its owner confirms it")
      await expect(page.getByRole("heading", { name: "Hugo Mensah-Ito" })).toBeVisible()
      await expect(page.getByRole("main")).toContainText("E-17")
      await expect(page.getByRole("main")).toContainText("+4930901820")
      const tags = page.getByRole("region", { name: "Account" })
      for (const role of ["User", "Agent", "Developer"])
        await expect(tags.getByText(role, { exact: true })).toBeVisible()

      await expect(page.getByText(`To become new-${person.email}`)).toBeVisible()
      await page.getByRole("button", { name: "Call off the change of address" }).click()
      await said(page, "called off")
      await expect(page.getByText("To become")).toHaveCount(0)
      await page.goto(linkIn(await waitForMail(mailbox, `new-${person.email}`)))
      await expect(page.getByRole("heading", { name: "This change was stopped" })).toBeVisible()
    })

    test("replaced with another type", async ({ page, workspace, signIn }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", roles: ["Developer"] })
      await page.goto(`/users/${person.id}`)
      await chooseStep(page, "Replace with another type…")
      const question = page.getByRole("dialog", { name: "Replace Hugo Mensah with another type?" })
      await question.getByRole("button", { name: "Replace Hugo" }).click()
      await expect(question.getByText("Choose a user type.")).toBeVisible()
      await question.getByLabel("New user type").selectOption("Analyst")
      await question.getByRole("button", { name: "Replace Hugo" }).click()
      await said(page, "Replaced. The invitation of the new account is on its way.")
      await expect(page).not.toHaveURL(new RegExp(person.id))
      await shows(page, "Not active")
      await expect(page.getByRole("main").getByText("Analyst").first()).toBeVisible()
      await expect(page.getByRole("region", { name: "Account" }).getByText("Developer")).toBeVisible()
      await page.goto(`/users/${person.id}`)
      await shows(page, "Suspended")
      await expect(page.getByText("Replaced by")).toBeVisible()
      await page.getByRole("button", { name: /^More about/ }).click()
      await expect(
        page.getByText("Somebody who took this person's place has the address now").first(),
      ).toBeVisible()
    })
  })
}

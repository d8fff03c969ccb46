import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures.ts"
import { tabTo, typeInto } from "./support/keyboard.ts"

const press = (page: Page, key: string) => page.keyboard.press(key)
const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()

/** From the menu of the page to the step's own button; `first` is what has to be filled in before. */
async function take(
  page: Page,
  step: string,
  { button, first }: { button: string | RegExp; first?: () => Promise<void> },
): Promise<void> {
  await tabTo(page, /^More about/)
  await press(page, "Enter")
  await tabTo(page, step)
  await press(page, "Enter")
  await expect(page).toHaveURL(/confirm=/)
  await first?.()
  await tabTo(page, button)
  await press(page, "Enter")
}

test("every step on the page of one person works by keyboard alone", async ({ page, workspace, signIn }) => {
  test.slow()
  await signIn(await workspace.add({ type: "tenant_admin", roles: ["Privacy officer"] }))
  const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
  const here = `/users/${person.id}`
  await page.goto(here)
  await tabTo(page, "Suspend")
  await press(page, "Enter")
  const question = page.getByRole("dialog", { name: "Suspend Hugo Mensah?" })
  await expect(question).toBeVisible()
  await press(page, "Escape")
  await expect(question).toBeHidden()
  await expect(page.getByRole("button", { name: "Suspend", exact: true })).toBeFocused()

  await take(page, "Manage roles", {
    button: "Save roles",
    first: async () => {
      await tabTo(page, /^User/)
      await press(page, "Space")
    },
  })
  await said(page, "Roles saved.")
  await take(page, "Reset password", { button: "Reset password", first: () => tabTo(page, /^Mail them/) })
  await said(page, "The link to choose a new password is on its way.")
  await take(page, "Suspend", { button: "Suspend Hugo", first: () => typeInto(page, "Reason", "a drill") })
  await said(page, "Suspended.")
  await take(page, "Activate", { button: "Activate" })
  await said(page, "Activated.")
  await take(page, "Deactivate", { button: "Deactivate Hugo" })
  await said(page, "Deactivated.")
  await take(page, "Resend invitation", { button: "Resend invitation" })
  await said(page, "A fresh invitation is on its way.")
  await take(page, "Withdraw invitation", { button: "Withdraw invitation" })
  await said(page, "Invitation withdrawn.")
  await take(page, "Copy a fresh link", { button: "Make a fresh link" })
  await tabTo(page, "Done")
  await press(page, "Enter")
  await expect(page.getByRole("dialog")).toHaveCount(0)
  await take(page, "Delete", { button: "Delete Hugo" })
  await said(page, "Deleted.")
  await page.goto(here)
  await take(page, "Restore", { button: "Restore Hugo" })
  await said(page, "Restored.")
  await take(page, "Delete", { button: "Delete Hugo" })
  await said(page, "Deleted.")
  await page.goto(here)
  await take(page, "Erase…", {
    button: "Erase Hugo",
    first: () => typeInto(page, "Type the address to confirm", person.email),
  })
  await expect(page.getByRole("heading", { name: "This person was erased" })).toBeVisible()
})

test("unlocking, editing and replacing work by keyboard alone", async ({ page, workspace, signIn }) => {
  await signIn(await workspace.add({ type: "tenant_admin" }))
  const lockedUntil = new Date(Date.now() + 600_000)
  const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", lockedUntil })
  await page.goto(`/users/${person.id}`)
  await take(page, "Unlock", { button: "Unlock" })
  await said(page, "Unlocked.")
  await tabTo(page, "Edit")
  await press(page, "Enter")
  await expect(page).toHaveURL(/\/edit$/)
  await typeInto(page, "Email", `new-${person.email}`)
  await press(page, "Enter")
  await said(page, "Saved.")
  await tabTo(page, /^Call off/)
  await press(page, "Enter")
  await said(page, "called off")
  await take(page, "Replace with another type…", {
    button: "Replace Hugo",
    first: async () => {
      await tabTo(page, /^New user type/)
      await page.keyboard.type("Analyst")
    },
  })
  await said(page, "Replaced.")
  await tabTo(page, "Sessions")
  await press(page, "Enter")
  await expect(page).toHaveURL(/\/sessions$/)
})

import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures.ts"
import { tabTo } from "./support/keyboard.ts"

type Means = "by mouse" | "by keyboard" | "without JavaScript"

const dialog = (name: string) => (page: Page) => expect(page.getByRole("dialog", { name })).toBeVisible()
const button = (name: string) => (page: Page) =>
  expect(page.getByRole("button", { name, exact: true })).toBeFocused()
const address = (end: RegExp) => (page: Page) => expect(page).toHaveURL(end)

/** Every step in the menu of a row, by whom it is open to, and where it leads. */
const steps: [who: string, step: string, leads: (page: Page) => Promise<void>][] = [
  ["Ann Active", "Open", address(/\/users\/[0-9a-f-]{36}$/)],
  ["Ann Active", "Edit", address(/\/edit$/)],
  ["Ann Active", "Manage roles", dialog("Roles of Ann Active")],
  ["Ann Active", "Sessions", address(/\/sessions$/)],
  ["Ann Active", "Access tokens", address(/\/tokens$/)],
  ["Ann Active", "Reset password", dialog("Reset the password of Ann Active?")],
  ["Ann Active", "Suspend", dialog("Suspend Ann Active?")],
  ["Ann Active", "Deactivate", dialog("Deactivate Ann Active?")],
  ["Ann Active", "Delete", dialog("Delete Ann Active?")],
  ["Sue Spended", "Activate", button("Activate")],
  ["Lou Locked", "Unlock", button("Unlock")],
  ["Wai Ting", "Resend invitation", dialog("Resend the invitation of Wai Ting?")],
  ["Arc Hived", "Restore", dialog("Restore Arc Hived?")],
]

async function choose(page: Page, means: Means, who: string, step: string): Promise<void> {
  const name = `Actions for ${who}`
  const [more, menu] = [page.getByRole("button", { name }), page.getByRole("group", { name })]
  if (means === "by keyboard") {
    await more.focus()
    await page.keyboard.press("Enter")
    await expect(menu).toBeVisible()
    await tabTo(page, step)
    return page.keyboard.press("Enter")
  }
  await more.click()
  return menu.getByRole("link", { name: step, exact: true }).click()
}

for (const means of ["by mouse", "by keyboard", "without JavaScript"] as const) {
  test.describe(means, () => {
    test.use({ javaScriptEnabled: means !== "without JavaScript" })

    test("the menu of a row leads to every step", async ({ page, workspace, signIn }) => {
      const soon = new Date(Date.now() + 600_000)
      await signIn(await workspace.add({ type: "tenant_admin", firstName: "Zed" }))
      await workspace.add({ firstName: "Ann", lastName: "Active" })
      await workspace.add({ firstName: "Sue", lastName: "Spended", suspendedAt: new Date() })
      await workspace.add({ firstName: "Lou", lastName: "Locked", lockedUntil: soon })
      await workspace.add({ firstName: "Wai", lastName: "Ting", joinedAt: null })
      await workspace.add({ firstName: "Arc", lastName: "Hived", archivedAt: new Date() })
      for (const [who, step, leads] of steps) {
        await page.goto(who === "Arc Hived" ? "/users?view=archived" : "/users")
        await choose(page, means, who, step)
        await leads(page)
      }
    })
  })
}

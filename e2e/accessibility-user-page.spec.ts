import type { Page } from "@playwright/test"
import { expect, expectAccessible, test } from "./support/fixtures.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"

const mailbox = process.env.ROSTER_MAILBOX!

const pages = ["", "/edit", "/access", "/sessions", "/activity"]
const steps = ["deactivate", "roles", "replace"]

async function expectNoSidewaysScroll(page: Page, address: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, address).toBeLessThanOrEqual(0)
}

const looks = [
  { name: "at a desk", use: { viewport: { width: 1280, height: 720 } } },
  { name: "on a phone", use: { viewport: { width: 390, height: 844 } } },
]

for (const { name, use } of looks) {
  test.describe(name, () => {
    test.use(use)

    test("axe finds nothing on the pages of one person, and nothing scrolls sideways", async ({
      browser,
      page,
      workspace,
      signIn,
    }) => {
      test.setTimeout(180_000)
      const person = await workspace.add({
        firstName: "Maximiliane-Alexandra",
        lastName: "von Hohenzollern-Sigmaringen",
        type: "viewer",
        roles: ["Agent", "User", "Developer"],
      })
      const archived = await workspace.add({ archivedAt: new Date() })
      const theirs = await browser.newPage({ baseURL: process.env.ROSTER_URL })
      await signIn(person, theirs, { land: false })
      await signIn(await workspace.add({ type: "tenant_admin", roles: ["Privacy officer"] }), page, {
        land: false,
      })
      const here = `/users/${person.id}`
      const look = async (address: string, dialog = false) => {
        await page.goto(address)
        if (dialog) await expect(page.getByRole("dialog")).toBeVisible()
        await expectAccessible(page)
        await expectNoSidewaysScroll(page, address)
      }
      await page.goto(`${here}/sessions`)
      await page.getByRole("button", { name: "Kill session" }).click()
      await expect(page.getByRole("table", { name: "Ended sessions" })).toBeVisible()
      for (const path of pages) await look(`${here}${path}`)
      for (const step of steps) await look(`${here}?confirm=${step}`, true)
      for (const step of ["restore", "erase"]) await look(`/users/${archived.id}?confirm=${step}`, true)
      await page.getByRole("button", { name: /^Erase/ }).click()
      await expect(page.getByText("just as it stands above")).toBeVisible()
      await expectAccessible(page)

      await page.goto(here)
      await page.getByRole("button", { name: /^More about/ }).click()
      await expectAccessible(page)
      const last = page
        .getByRole("group", { name: "More" })
        .getByRole("link", { name: "Delete", exact: true })
      await last.scrollIntoViewIfNeeded()
      await expect(last).toBeInViewport()

      await page.goto(`${here}/edit`)
      const fresh = `new-${person.email}`
      await page.getByLabel("First name").fill("")
      await page.getByLabel("Email", { exact: true }).fill(fresh)
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByText("Enter a first name.")).toBeVisible()
      await expectAccessible(page)
      await page.getByLabel("First name").fill("Maxi")
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByText("To become")).toBeVisible()
      await expectAccessible(page)
      for (const address of [fresh, person.email, "unknown"])
        await look(
          address === "unknown" ? "/email-change/unknown" : linkIn(await waitForMail(mailbox, address)),
        )
      await look("/account")
    })
  })
}

test("the page of one person works by keyboard alone", async ({ page, workspace, signIn }) => {
  await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
  const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
  await page.goto(`/users/${person.id}`)
  const press = (key: string) => page.keyboard.press(key)
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await press("Tab")
      const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "")
      const label = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "")
      if (focused === name || label === name) return
    }
    throw new Error(`${name} is not reached by Tab`)
  }
  await tabTo("More about Hugo Mensah")
  await press("Enter")
  await tabTo("Deactivate")
  await press("Enter")
  await expect(page.getByRole("dialog", { name: "Deactivate Hugo Mensah?" })).toBeVisible()
  await press("Escape")
  await expect(page.getByRole("dialog")).toBeHidden()
  await tabTo("More about Hugo Mensah")
  await press("Enter")
  await tabTo("Manage roles")
  await press("Enter")
  const roles = page.getByRole("dialog", { name: "Roles of Hugo Mensah" })
  await expect(roles).toBeVisible()
  // Once the page's scripts run, the dialog puts the focus on its first field.
  await expect(roles.getByRole("checkbox").first()).toBeFocused()
  await roles.getByRole("checkbox", { name: "User", exact: true }).focus()
  await press("Space")
  await press("Enter")
  await expect(page.getByText("Roles saved.")).toBeVisible()
  await expect(page.getByRole("region", { name: "Account" }).getByText("User", { exact: true })).toBeVisible()
  await tabTo("Sessions")
  await press("Enter")
  await expect(page).toHaveURL(/\/sessions$/)
})

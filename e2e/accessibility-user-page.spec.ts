import type { Page } from "@playwright/test"
import { expect, expectAccessible, test } from "./support/fixtures.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"

const mailbox = process.env.ROSTER_MAILBOX!

const pages = ["", "/edit", "/access", "/sessions", "/activity"]
const steps = ["suspend", "deactivate", "archive", "reset", "roles", "replace"]

async function expectNoSidewaysScroll(page: Page, address: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, address).toBeLessThanOrEqual(0)
}

for (const atDesk of [true, false]) {
  test.describe(atDesk ? "at a desk" : "on a phone", () => {
    test.use({ viewport: atDesk ? { width: 1280, height: 720 } : { width: 390, height: 844 } })

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
      await signIn(person, theirs)
      await signIn(await workspace.add({ type: "tenant_admin", roles: ["Privacy officer"] }))
      const here = `/users/${person.id}`
      const look = async (address: string, dialog = false) => {
        await page.goto(address)
        if (dialog) await expect(page.getByRole("dialog")).toBeVisible()
        // A dialog is the same on a phone, but for its width; the page behind it is looked at by itself.
        if (!dialog || atDesk) await expectAccessible(page, dialog ? "dialog[open]" : undefined)
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

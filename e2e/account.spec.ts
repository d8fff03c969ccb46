import { expect, password, signInTo, test } from "./support/fixtures.ts"
import { waitForMail } from "./support/mailbox.ts"
import { expectSignedOut, fresh, setPassword } from "./support/steps.ts"

const mailbox = process.env.ROSTER_MAILBOX!

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("own profile", async ({ workspace, page, signIn }) => {
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
      await signIn(person, page, { land: false })
      await page.goto("/account")
      await page.getByLabel("First name").fill("Hugh")
      await page.getByLabel("Phone").fill("+49 1")
      await page.getByLabel("Timezone").selectOption("Asia/Tokyo")
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByText(/Enter a number like|No such number/)).toBeVisible()
      await expect(page.getByLabel("First name")).toHaveValue("Hugh")
      await expect(page.getByLabel("Timezone")).toHaveValue("Asia/Tokyo")
      await page.getByLabel("Phone").fill("+49 30 901820")
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible()
      await expect(page.getByRole("heading", { name: "Hugh Mensah" })).toBeVisible()
      await page.reload()
      await expect(page.getByLabel("Phone")).toHaveValue("+4930901820")
      await expect(page.getByLabel("Timezone")).toHaveValue("Asia/Tokyo")
      await expect(page.getByText(person.email).first()).toBeVisible()
    })

    test("own password, with the current one", async ({ browser, workspace, page, signIn }) => {
      const person = await workspace.add({ firstName: "Hugo" })
      await signIn(person)
      const elsewhere = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(person, elsewhere, { land: false })
      await page.goto("/account")
      await page.getByRole("link", { name: "Password", exact: true }).click()
      await expect(page.getByText("15 characters or more")).toBeVisible()
      await page.getByLabel("Current password").fill("not this one")
      await setPassword(page)
      await expect(page.getByText("That is not your current password")).toBeVisible()
      await page.getByLabel("Current password").fill(password)
      await setPassword(page)
      await expect(page.getByText("Your password is changed")).toBeVisible()
      await page.goto("/account/sessions")
      await expect(page.getByText("This session")).toBeVisible()
      await expectSignedOut(elsewhere)
      await signInTo(elsewhere, workspace.slug, person.email, fresh)
      expect((await waitForMail(mailbox, person.email)).subject).toContain("was changed")
    })

    test("own sessions: one is ended, then all the others", async ({ browser, workspace, page, signIn }) => {
      const person = await workspace.add({ firstName: "Hugo" })
      const others = await Promise.all(
        [1, 2, 3].map(() => browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })),
      )
      for (const other of others) await signIn(person, other)
      await signIn(person, page, { land: false })
      await page.goto("/account/sessions")
      const rows = page.getByRole("table", { name: "Open sessions" }).getByRole("row")
      const buttons = page.getByRole("button", { name: /^Sign out of/ })
      await expect(page.getByText("This session")).toHaveCount(1)
      await expect(rows.first()).toContainText("IP address")
      await expect(buttons).toHaveCount(3)
      // The latest used stands first: the third one's.
      await buttons.first().click()
      await expect(page.getByText("Signed out there.")).toBeVisible()
      await expect(buttons).toHaveCount(2)
      await expectSignedOut(others[2]!)
      await others[0]!.goto("/account")
      await expect(others[0]!).toHaveURL(/\/account$/)
      await page.getByRole("button", { name: "Sign out everywhere else" }).click()
      await expect(page.getByText("Signed out everywhere else.")).toBeVisible()
      await expect(buttons).toHaveCount(0)
      for (const other of others) await expectSignedOut(other)
      await page.goto("/account")
      await expect(page).toHaveURL(/\/account$/)
    })
  })
}

test("a password is shown and hidden, and its strength is told while it is typed", async ({
  workspace,
  page,
  signIn,
}) => {
  await signIn(await workspace.add({ firstName: "Hugo" }), page, { land: false })
  await page.goto("/account/password")
  const field = page.getByLabel("New password")
  await field.fill("short")
  await expect(page.getByText("Too short")).toBeVisible()
  await field.fill("a quiet harbour at dawn")
  await expect(page.getByText("strong").first()).toBeVisible()
  await expect(field).toHaveAttribute("type", "password")
  await page.getByRole("button", { name: "Show characters" }).nth(1).click()
  await expect(field).toHaveAttribute("type", "text")
  await page.getByRole("button", { name: "Hide characters" }).click()
  await expect(field).toHaveAttribute("type", "password")
})

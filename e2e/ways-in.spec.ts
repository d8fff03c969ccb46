import { expect, signInTo, test } from "./support/fixtures.ts"
import { codeIn, linkIn, waitForMail } from "./support/mailbox.ts"
import { fillNewUser, fresh, setPassword } from "./support/steps.ts"

const mailbox = process.env.ROSTER_MAILBOX!

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("by invitation link, the default, with every field of the form", async ({
      browser,
      workspace,
      page,
      signIn,
    }) => {
      await signIn(
        await workspace.add({ firstName: "Maya", lastName: "Wright", type: "tenant_admin" }),
        page,
        { land: false },
      )
      const email = `tom.becker@${workspace.slug}.example`
      await fillNewUser(page, { firstName: "Tom", lastName: "Becker", email })
      await page.getByLabel("Phone").fill("+49 (30) 901820")
      await page.getByLabel("External ID").fill("E-20417")
      await page.getByLabel("Timezone").selectOption("Asia/Tokyo")
      await page.getByLabel("User type").selectOption("analyst")
      await expect(page.getByText("The user type can't be changed later")).toBeVisible()
      await page.getByRole("checkbox", { name: "User", exact: true }).check()
      await page.getByRole("checkbox", { name: "Bot Builder", exact: true }).check()
      await expect(page.getByRole("radio", { name: "Invitation link" })).toBeChecked()
      await page.getByRole("button", { name: "Create User" }).click()
      await expect(page.getByRole("status").filter({ hasText: "User added" })).toBeVisible()
      for (const shown of ["+4930901820", "E-20417", "Asia/Tokyo", "Analyst", "Bot Builder"]) {
        await expect(page.getByText(shown, { exact: true }).filter({ visible: true }).first()).toBeVisible()
      }

      const mail = await waitForMail(mailbox, email)
      expect(mail.text).toContain("Maya Wright")
      expect(mail.text).toMatch(/junk/i)
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await theirs.goto(linkIn(mail))
      await expect(theirs.getByLabel("First name")).toHaveValue("Tom")
      await theirs.getByLabel("First name").fill("Thomas")
      await setPassword(theirs, "too short")
      await expect(theirs.getByText("Use at least 15 characters")).toBeVisible()
      await expect(theirs.getByLabel("First name")).toHaveValue("Thomas")
      await setPassword(theirs)
      await expect(theirs.getByText("Thomas Becker").first()).toBeVisible()

      await page.reload()
      await expect(page.getByRole("heading", { name: "Thomas Becker" })).toBeVisible()
      await expect(page.getByText("Active", { exact: true }).first()).toBeVisible()
      await expect(page.getByText("Confirmed", { exact: true })).toBeVisible()
      await signInTo(await newPage(), workspace.slug, email, fresh)

      function newPage() {
        return browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      }
    })

    test("by a temporary password that is shown once", async ({ browser, workspace, page, signIn }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
      const email = `ada@${workspace.slug}.example`
      await fillNewUser(page, {
        firstName: "Ada",
        lastName: "Byron",
        email,
        wayIn: "Temporary password shown once",
      })
      await page.getByLabel("User type").selectOption("viewer")
      await page.getByRole("button", { name: "Create User" }).click()
      const dialog = page.getByRole("dialog", { name: "Temporary password for Ada Byron" })
      const secret = await dialog.getByLabel("Temporary password", { exact: true }).innerText()
      expect(secret).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
      await expect(dialog.getByText("Shown this one time")).toBeVisible()
      await expect(dialog.getByText(`/sign-in/${workspace.slug}`)).toBeVisible()
      await expect(dialog.getByText(email)).toBeVisible()
      expect(page.url()).not.toContain(secret)
      await page.keyboard.press("Escape")
      await expect(dialog).toBeVisible()
      await dialog.getByRole("link", { name: "Done" }).click()
      await expect(page.getByRole("heading", { name: "Ada Byron" })).toBeVisible()
      expect(await page.content()).not.toContain(secret)
      await page.goto("/users/new")
      expect(await page.content()).not.toContain(secret)

      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signInTo(theirs, workspace.slug, email, secret)
      await expect(theirs).toHaveURL(/\/change-password$/)
      await setPassword(theirs)
      await expect(theirs).toHaveURL(/\/verify-email$/)
      const first = await waitForMail(mailbox, email)
      expect(first.text).not.toContain(secret)
      await theirs.getByLabel("Verification code").fill(codeIn(first))
      await theirs.getByRole("button", { name: "Submit" }).click()
      await expect(theirs).toHaveURL(/\/users$/)
    })

    test("by a quick invitation: e-mail and role only", async ({ browser, workspace, page, signIn }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const email = `grace.hopper@${workspace.slug}.example`
      await page.getByRole("button", { name: "Invite" }).click()
      const dialog = page.getByRole("dialog", { name: "Invite somebody" })
      await dialog.getByLabel("Email", { exact: true }).fill("grace.hopper")
      await dialog.getByRole("button", { name: "Send" }).click()
      await expect(dialog.getByText("Enter an address like name@company.com")).toBeVisible()
      await dialog.getByLabel("Email", { exact: true }).fill(email)
      await dialog.getByLabel("Role").selectOption({ label: "Developer" })
      await dialog.getByRole("button", { name: "Send" }).click()
      await expect(page.getByRole("status").filter({ hasText: "The invitation is on its way" })).toBeVisible()
      await expect(dialog).toBeHidden()
      const row = page.getByRole("row").filter({ hasText: email })
      await expect(row.getByText("Not active")).toBeVisible()
      await expect(row.getByText("Developer")).toBeVisible()

      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await theirs.goto(linkIn(await waitForMail(mailbox, email)))
      await expect(theirs.getByLabel("First name")).toHaveValue("Grace")
      await theirs.getByLabel("Last name").fill("Brewster Hopper")
      await setPassword(theirs)
      await expect(theirs.getByText("Grace Brewster Hopper").first()).toBeVisible()
    })

    test("the first wrong field has the focus, and what was typed stays", async ({
      workspace,
      page,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
      await fillNewUser(page, {
        firstName: "Tom",
        lastName: "Becker",
        email: "tom.becker@acme",
        wayIn: "Temporary password shown once",
      })
      await page.getByLabel("Phone").fill("12")
      await page.getByLabel("Timezone").selectOption("Asia/Tokyo")
      await page.getByRole("checkbox", { name: "Developer", exact: true }).check()
      await page.getByRole("button", { name: "Create User" }).click()
      await expect(page.getByText("Enter an address like name@company.com")).toBeVisible()
      await expect(page.getByText("Enter a number like")).toBeVisible()
      await expect(page.getByLabel("Email", { exact: true })).toBeFocused()
      await expect(page.getByLabel("Timezone")).toHaveValue("Asia/Tokyo")
      await expect(page.getByRole("checkbox", { name: "Developer", exact: true })).toBeChecked()
      await expect(page.getByRole("radio", { name: "Temporary password shown once" })).toBeChecked()
    })
  })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("an address that somebody has is refused beside it, and nothing typed is lost", async ({
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const { email } = await workspace.add()
      await fillNewUser(page, { firstName: "Tom", lastName: "Becker", email: email.toUpperCase() })
      await page.getByRole("button", { name: "Create User" }).click()
      await expect(page.getByLabel("Email", { exact: true })).toHaveAccessibleDescription(
        /already has this address/,
      )
      await expect(page.getByLabel("First name")).toHaveValue("Tom")
    })
  })
}

test("two clicks create one person", async ({ workspace, page, signIn }) => {
  await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
  const email = `tom@${workspace.slug}.example`
  await fillNewUser(page, { firstName: "Tom", lastName: "Becker", email })
  await page.getByRole("button", { name: "Create User" }).dblclick()
  await expect(page.getByRole("heading", { name: "Tom Becker" })).toBeVisible()
  await page.goto(`/users?search=${email}`)
  await expect(page.getByText("1 person")).toBeVisible()
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("a form that is sent again makes nobody, and says so", async ({ workspace, page, signIn }) => {
    await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
    const email = `tom@${workspace.slug}.example`
    await fillNewUser(page, {
      firstName: "Tom",
      lastName: "Becker",
      email,
      wayIn: "Temporary password shown once",
    })
    await page.getByRole("button", { name: "Create User" }).click()
    await expect(page.getByRole("dialog")).toBeVisible()
    // As a browser does that is told to send a form again.
    await page.reload()
    await expect(page.getByRole("heading", { name: "Tom Becker" })).toBeVisible()
    await expect(page.getByText("was added already")).toBeVisible()
    await page.goto(`/users?search=${email}`)
    await expect(page.getByText("1 person")).toBeVisible()
  })
})

test("the button copies the temporary password", async ({ workspace, page, context, signIn }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"])
  await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
  await fillNewUser(page, {
    firstName: "Tom",
    lastName: "Becker",
    email: `tom@${workspace.slug}.example`,
    wayIn: "Temporary password shown once",
  })
  await page.getByRole("button", { name: "Create User" }).click()
  const dialog = page.getByRole("dialog")
  const secret = await dialog.getByLabel("Temporary password", { exact: true }).innerText()
  await dialog.getByRole("button", { name: "Copy", exact: true }).click()
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
})

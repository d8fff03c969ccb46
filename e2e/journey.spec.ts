import { expect, signInTo, test } from "./support/fixtures.ts"
import { codeIn, temporaryPasswordIn, waitForMail } from "./support/mailbox.ts"

const mailbox = process.env.ROSTER_MAILBOX!

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("a person is added, gets in by mail, is suspended, and is out at the next click", async ({
      browser,
      workspace,
      page,
      signIn,
    }) => {
      const admin = await workspace.add({ firstName: "Maya", lastName: "Wright", type: "tenant_admin" })
      const address = `tom.becker@${workspace.slug}.example`

      await signIn(admin)
      await expect(page).toHaveURL(/\/users$/)
      await page.getByRole("link", { name: "Add User" }).click()
      await page.getByLabel("First name").fill("Tom")
      await page.getByLabel("Last name").fill("Becker")
      await page.getByLabel("Email", { exact: true }).fill(address)
      await page.getByLabel("User type").selectOption("viewer")
      await page.getByRole("checkbox", { name: "Developer", exact: true }).check()
      await page.getByRole("radio", { name: "Temporary password by email" }).check()
      await page.getByRole("button", { name: "Create User" }).click()
      await expect(page.getByRole("status").filter({ hasText: "User added" })).toBeVisible()
      await expect(page.getByText("Not active").first()).toBeVisible()

      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      const first = await waitForMail(mailbox, address)
      expect(first.subject).not.toContain(temporaryPasswordIn(first))
      await signInTo(theirs, workspace.slug, address, temporaryPasswordIn(first))
      await expect(theirs).toHaveURL(/\/change-password$/)
      await theirs.getByLabel("New password").fill("a quiet harbour at dawn")
      await theirs.getByLabel("Confirm password").fill("a quiet harbour at dusk")
      await theirs.getByRole("button", { name: "Set password" }).click()
      await expect(theirs.getByText("The two passwords differ")).toBeVisible()
      await theirs.getByLabel("New password").fill("a quiet harbour at dawn")
      await theirs.getByLabel("Confirm password").fill("a quiet harbour at dawn")
      await theirs.getByRole("button", { name: "Set password" }).click()

      await expect(theirs).toHaveURL(/\/verify-email$/)
      const code = codeIn(await waitForMail(mailbox, address, 2))
      await theirs.getByLabel("Verification code").fill(code === "000000" ? "111111" : "000000")
      await theirs.getByRole("button", { name: "Submit" }).click()
      await expect(theirs.getByText("not the code we sent")).toBeVisible()
      await theirs.getByLabel("Verification code").fill(code)
      await theirs.getByRole("button", { name: "Submit" }).click()
      await expect(theirs).toHaveURL(/\/users$/)
      await expect(theirs.getByRole("heading", { name: "Users", level: 1 })).toBeVisible()

      await page.goto("/users")
      const row = page.getByRole("row").filter({ hasText: address })
      await expect(row.getByText("Active", { exact: true })).toBeVisible()
      await row.getByRole("link", { name: "Tom Becker" }).click()
      await page.getByRole("button", { name: "Suspend", exact: true }).first().click()
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^Suspend/ })
        .click()
      await expect(page.getByText("Suspended", { exact: true }).first()).toBeVisible()

      await theirs.getByRole("link", { name: "Maya Wright" }).click()
      await expect(theirs).toHaveURL(/\/sign-in/)
      await theirs.goto(`/sign-in/${workspace.slug}`)
      await theirs.getByLabel("Email", { exact: true }).fill(address)
      await theirs.getByLabel("Password", { exact: true }).fill("a quiet harbour at dawn")
      await theirs.getByRole("button", { name: "Log in" }).click()
      await expect(theirs.getByText("don't match")).toBeVisible()

      await page.getByRole("button", { name: "Activate", exact: true }).click()
      await expect(page.getByText("Active", { exact: true }).first()).toBeVisible()
      await signInTo(theirs, workspace.slug, address, "a quiet harbour at dawn")
      await expect(theirs).toHaveURL(/\/users$/)
    })
  })
}

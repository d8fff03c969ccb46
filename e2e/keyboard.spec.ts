import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures.ts"
import { tabTo, typeInto } from "./support/keyboard.ts"
import { codeIn, linkIn, temporaryPasswordIn, waitForMail } from "./support/mailbox.ts"

const mailbox = process.env.ROSTER_MAILBOX!

async function signInByKeyboard(page: Page, slug: string, email: string, secret: string): Promise<void> {
  await page.goto(`/sign-in/${slug}`)
  await typeInto(page, "Email", email)
  await typeInto(page, "Password", secret)
  await page.keyboard.press("Enter")
  await expect(page).not.toHaveURL(/sign-in/)
}

test("the journey works by keyboard alone", async ({ browser, page, workspace }) => {
  test.slow()
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya" })
  const address = `kay@${workspace.slug}.example`
  await signInByKeyboard(page, workspace.slug, admin.email, "copper lantern at noon")
  await tabTo(page, "Add User")
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/users\/new/)
  await typeInto(page, "First name", "Kay")
  await typeInto(page, "Last name", "Board")
  await typeInto(page, "Email", address)
  await tabTo(page, /^Invitation link/)
  await page.keyboard.press("ArrowDown")
  await expect(page.getByRole("radio", { name: "Temporary password by email" })).toBeChecked()
  await page.keyboard.press("Enter")
  await expect(page.getByText("User added")).toBeVisible()

  const theirs = await browser.newPage({ baseURL: process.env.ROSTER_URL })
  await signInByKeyboard(
    theirs,
    workspace.slug,
    address,
    temporaryPasswordIn(await waitForMail(mailbox, address)),
  )
  await typeInto(theirs, "New password", "a quiet harbour at dawn")
  await typeInto(theirs, "Confirm password", "a quiet harbour at dawn")
  await theirs.keyboard.press("Enter")
  await expect(theirs).toHaveURL(/verify-email/)
  await typeInto(theirs, "Verification code", codeIn(await waitForMail(mailbox, address, 2)))
  await theirs.keyboard.press("Enter")
  await expect(theirs).toHaveURL(/account/)

  await page.reload()
  await tabTo(page, "Suspend")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("dialog")).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("dialog")).toBeHidden()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("dialog")).toBeVisible()
  await tabTo(page, /^Suspend Kay/)
  await page.keyboard.press("Enter")
  await expect(page.getByText("Suspended", { exact: true }).first()).toBeVisible()
  await theirs.reload()
  await expect(theirs).toHaveURL(/sign-in/)
})

test("the ways in work by keyboard alone", async ({ browser, page, workspace }) => {
  test.slow()
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya" })
  const address = `kay.board@${workspace.slug}.example`
  await signInByKeyboard(page, workspace.slug, admin.email, "copper lantern at noon")
  await tabTo(page, "Invite")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("dialog").getByLabel("Email", { exact: true })).toBeFocused()
  await page.keyboard.type(address)
  await tabTo(page, "Send")
  await page.keyboard.press("Enter")
  await expect(page.getByText("The invitation is on its way")).toBeVisible()

  const theirs = await browser.newPage({ baseURL: process.env.ROSTER_URL })
  await theirs.goto(linkIn(await waitForMail(mailbox, address)))
  await typeInto(theirs, "New password", "a quiet harbour at dawn")
  await typeInto(theirs, "Confirm password", "a quiet harbour at dawn")
  await theirs.keyboard.press("Enter")
  await expect(theirs).toHaveURL(/account/)
  await tabTo(theirs, "Sessions")
  await theirs.keyboard.press("Enter")
  await expect(theirs.getByText("This session")).toBeVisible()

  await theirs.goto(`/sign-in/${workspace.slug}`)
  await tabTo(theirs, "Forgot password?")
  await theirs.keyboard.press("Enter")
  await expect(theirs).toHaveURL(/forgot-password/)
  await typeInto(theirs, "Email", address)
  await theirs.keyboard.press("Enter")
  await expect(theirs.getByRole("heading", { name: "Look in your mail" })).toBeVisible()

  await page.goto(`/users?search=${address}`)
  await page.getByRole("link", { name: "Kay Board" }).focus()
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/users\/[0-9a-f-]{36}/)
  await tabTo(page, "Reset password")
  await page.keyboard.press("Enter")
  await tabTo(page, /^Mail them a link/)
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Enter")
  const shown = page.getByRole("dialog", { name: "Temporary password for Kay Board" })
  await expect(shown).toBeVisible()
  await tabTo(page, "Done")
  await page.keyboard.press("Enter")
  await expect(shown).toBeHidden()
  await expect(page.getByText("Temporary, valid until")).toBeVisible()
})

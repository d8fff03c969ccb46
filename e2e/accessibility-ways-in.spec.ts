import { expectAccessibleAnywhere, onPhone } from "./support/accessible.ts"
import { expect, test } from "./support/fixtures.ts"
import { changeInvitations } from "./support/invitations.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"
import { chooseStep, fillNewUser, invite } from "./support/steps.ts"

const mailbox = process.env.ROSTER_MAILBOX!

// What is filled in and pressed between two looks is on a phone, where there is less room for it.
test.use({ viewport: onPhone })

test("axe finds nothing at the ways in", async ({ page, workspace, signIn }) => {
  test.slow()
  for (const address of [
    "/sign-in?choose",
    "/forgot-password?workspace=",
    "/forgot-password?workspace=no-such-workspace",
    `/forgot-password?workspace=${workspace.slug}`,
    `/forgot-password?workspace=${workspace.slug}&sent`,
    "/find-workspaces",
    "/find-workspaces?sent",
    "/reset-password/no-such-token",
    "/invitation/no-such-token",
  ]) {
    await page.goto(address)
    await expectAccessibleAnywhere(page)
  }
  const person = await workspace.add({ firstName: "Hugo" })
  await page.goto(`/forgot-password?workspace=${workspace.slug}`)
  await page.getByLabel("Email", { exact: true }).fill(person.email)
  await page.getByRole("button", { name: "Send the link" }).click()
  await page.goto(linkIn(await waitForMail(mailbox, person.email)))
  await page.getByLabel("New password").fill("too short")
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page.getByText("Use at least 15 characters")).toBeVisible()
  await expectAccessibleAnywhere(page)

  await signIn(await workspace.add({ firstName: "Maya", type: "tenant_admin" }), page, { land: false })
  const email = `tom@${workspace.slug}.example`
  await invite(page, { firstName: "Tom", lastName: "Becker", email })
  await expectAccessibleAnywhere(page)
  const link = linkIn(await waitForMail(mailbox, email))
  await page.goto(link)
  await expectAccessibleAnywhere(page)
  await changeInvitations(workspace, email, "withdrawn_at = now()")
  await page.goto(link)
  await expectAccessibleAnywhere(page)
})

test("axe finds nothing in the dialogs about getting in", async ({ page, workspace, signIn }) => {
  test.slow()
  const check = async () => {
    await expect(page.getByRole("dialog")).toHaveCount(1)
    await expectAccessibleAnywhere(page)
  }
  await signIn(await workspace.add({ firstName: "Maya", type: "tenant_admin" }))
  const waiting = await workspace.add({ firstName: "Wai", lastName: "Ting", joinedAt: null })
  await page.getByRole("button", { name: "Invite" }).click()
  await page.getByRole("button", { name: "Send" }).click()
  await expect(page.getByText("Enter an address like name@company.com")).toBeVisible()
  await check()
  await page.goto(`/users/${waiting.id}`)
  await page.getByRole("button", { name: /^More about/ }).click()
  await expectAccessibleAnywhere(page)
  await page.keyboard.press("Escape")
  await chooseStep(page, "Copy a fresh link")
  await check()
  await page.getByRole("button", { name: "Make a fresh link" }).click()
  await expect(page.getByLabel("Invitation link", { exact: true })).toBeVisible()
  await check()
  await fillNewUser(page, {
    firstName: "Tom",
    lastName: "Becker",
    email: `tom@${workspace.slug}.example`,
    wayIn: "Temporary password shown once",
  })
  await page.getByRole("button", { name: "Create User" }).click()
  await check()
})

test("axe finds nothing at one's own account", async ({ browser, page, workspace, signIn }) => {
  const person = await workspace.add({ firstName: "Hugo" })
  await signIn(person, await browser.newPage({ baseURL: process.env.ROSTER_URL }))
  await signIn(person, page, { land: false })
  for (const address of ["/account", "/account/password", "/account/sessions"]) {
    await page.goto(address)
    await expectAccessibleAnywhere(page)
  }
  await page.goto("/account/password")
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page.getByText("Enter your current password.")).toBeVisible()
  await expectAccessibleAnywhere(page)
})

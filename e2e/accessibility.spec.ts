import { expectAccessibleAnywhere } from "./support/accessible.ts"
import { expect, expectAccessible, newWorkspace, test } from "./support/fixtures.ts"
import { newPassword } from "./support/passwords.ts"

test("axe finds nothing in the console, and nothing scrolls sideways on a phone", async ({
  page,
  workspace,
  signIn,
}) => {
  test.slow()
  const admin = await workspace.add({
    firstName: "Maximiliane-Alexandra",
    lastName: "von Hohenzollern-Sigmaringen",
    type: "tenant_admin",
  })
  const person = await workspace.add({
    firstName: "Hugo",
    lastName: "Mensah",
    roles: ["Agent", "User", "Developer"],
  })
  const suspended = await workspace.add({ firstName: "Igor", suspendedAt: new Date() })
  await workspace.add({ joinedAt: null })
  await workspace.add({ lockedUntil: new Date(Date.now() + 600_000) })
  await signIn(admin)
  await expectAccessibleAnywhere(page)
  await page.getByRole("button", { name: /Hugo Mensah/ }).click()
  await expectAccessible(page)
  const addresses = [
    "/users?search=nobody-at-all",
    "/users?view=archived",
    `/users/${suspended.id}`,
    "/closed?needs=audit:read",
    "/missing",
  ]
  for (const address of addresses) {
    await page.goto(address)
    await expectAccessible(page)
  }
  for (const address of ["/account", `/users/${admin.id}`, "/users/new"]) {
    await page.goto(address)
    await expectAccessibleAnywhere(page)
  }
  await page.getByRole("button", { name: "Create User" }).click()
  await expect(page.getByText("Enter a first name.")).toBeVisible()
  await expectAccessible(page)
  await page.goto(`/users/${person.id}`)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Suspend", exact: true }).first().click()
  await expect(page.getByRole("dialog")).toBeVisible()
  await expectAccessible(page)
})

test("axe finds nothing at the front door", async ({ page, workspace, owner }) => {
  await page.goto("/sign-in")
  await expectAccessible(page)
  await page.goto(`/sign-in/${workspace.slug}`)
  await page.getByRole("button", { name: "Log in" }).click()
  await expectAccessible(page)
  await page.goto("/invitation/unknown")
  await expectAccessible(page)
  const { text, hash } = await newPassword()
  const other = await newWorkspace(owner)
  const fresh = await other.add({
    joinedAt: null,
    passwordHash: hash,
    temporaryUntil: new Date(Date.now() + 600_000),
  })
  await page.goto(`/sign-in/${other.slug}`)
  await page.getByLabel("Email", { exact: true }).fill(fresh.email)
  await page.getByLabel("Password", { exact: true }).fill(text)
  await page.getByRole("button", { name: "Log in" }).click()
  await expect(page).toHaveURL(/change-password/)
  await page.getByRole("button", { name: "Set password" }).click()
  await expectAccessible(page)
  await page.getByLabel("New password").fill("a quiet harbour at dawn")
  await page.getByLabel("Confirm password").fill("a quiet harbour at dawn")
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page).toHaveURL(/verify-email/)
  await expectAccessible(page)
})

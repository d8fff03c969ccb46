import { insertBot } from "../db/seed/bots.ts"
import { breached } from "../lib/testing/breached-list.ts"
import { expect, expectAccessible, password, plantSession, signInTo, test } from "./support/fixtures.ts"

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("the policy keeps what was typed until it is right and proved, then holds, and is undone", async ({
      page,
      workspace,
      signIn,
      browser,
    }) => {
      const { id, slug, owner } = workspace
      const admin = await workspace.add({ type: "tenant_admin" })
      const tom = await workspace.add({ type: "tenant_admin", email: "tom@acme.example" })
      const theirs = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await plantSession(theirs.context(), workspace, tom.email)
      await theirs.goto("/account")
      await signIn(admin)
      await page.getByRole("link", { name: "Settings", exact: true }).click()
      await page.getByRole("link", { name: "Sign-in", exact: true }).click()
      const field = (label: string) => page.getByLabel(label, { exact: true })
      const save = page.getByRole("button", { name: "Save" })
      await expect(page.getByText("Default: 15 characters")).toBeVisible()
      await expect(page.getByText("NIST SP 800-63B-4 §2.1.3: 30 at most")).toBeVisible()
      // Both have been here for a while.
      await owner`
        update sessions set proved_at = now() - interval '1 hour',
               last_seen_at = case when user_id = ${tom.id} then now() - interval '1 hour' else last_seen_at end
         where workspace_id = ${id}`

      await field("Characters, at least").fill("12")
      await field("Minutes that a code to confirm an address works").fill("45")
      await field("Days that an invitation works").fill("3")
      await field("Idle minutes until a session ends").fill("30")
      await page.getByRole("radio", { name: "Those known from breaches as well" }).check()
      await page.getByLabel("E-mail domains").fill("acme.example")
      await save.click()
      await expect(page.getByText("Enter a whole number from 2 to 30")).toBeVisible()
      await expect(page.getByText("shall have 15 characters or more")).toBeVisible()
      await expect(field("Characters, at least")).toHaveValue("12")
      if (javaScriptEnabled) await expectAccessible(page)
      await field("Characters, at least").fill("24")
      await field("Minutes that a code to confirm an address works").fill("5")
      if (javaScriptEnabled) await expect(page.getByText("shall have 15 characters")).toHaveCount(0)
      await save.click()
      await expect(page.getByText("Type your password too")).toBeVisible()
      await expect(field("Characters, at least")).toHaveValue("24")
      await expect(page.getByLabel("E-mail domains")).toHaveValue("acme.example")
      await expect(page.getByRole("radio", { name: "Those known from breaches as well" })).toBeChecked()
      await page.getByLabel("Your password").fill(password)
      await save.click()
      await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible()
      await expect(field("Characters, at least")).toHaveValue("24")
      await expect(field("Days until a session ends in any case")).toHaveValue("")

      // Idle for longer than that: out. The password of 22 characters still leads in, by way of a longer one.
      await theirs.goto("/account")
      await expect(theirs).toHaveURL(/\/sign-in/)
      await signInTo(theirs, slug, tom.email, password)
      await expect(theirs.getByRole("heading", { name: "Set a longer password" })).toBeVisible()
      await expect(theirs.getByText("24 characters or more")).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(theirs)
      const setTo = async (chosen: string) => {
        await theirs.getByLabel("New password", { exact: true }).fill(chosen)
        await theirs.getByLabel("Confirm password", { exact: true }).fill(chosen)
        await theirs.getByRole("button", { name: "Set password" }).click()
      }
      await setTo("violet harbour kite")
      await expect(theirs.getByText("Use at least 24 characters")).toBeVisible()
      await setTo(breached)
      await expect(theirs.getByText("got out in a breach somewhere")).toBeVisible()
      await setTo("violet harbour kite at the quay")
      await expect(theirs).toHaveURL("/users")

      await page.goto("/users?invite")
      await expect(page.getByText("valid 3 days")).toBeVisible()
      const dialog = page.getByRole("dialog", { name: "Invite somebody" })
      await dialog.getByLabel("Email").fill("pia@elsewhere.example")
      await dialog.getByRole("button", { name: "Send" }).click()
      await expect(page.getByText("of these domains only: @acme.example")).toBeVisible()
      await expect(dialog.getByLabel("Email")).toHaveValue("pia@elsewhere.example")

      // Undoing it asks who acts as well.
      await owner`update sessions set proved_at = now() - interval '1 hour' where workspace_id = ${id}`
      const [change] = await owner`
        select id from changes where workspace_id = ${id} and action = 'workspace.sign_in_policy_set'`
      await page.goto(`/audit/${change!.id}/undo`)
      await expect(page.getByLabel("Your password")).toBeVisible()
      await page.getByLabel("Reason").fill("too strict")
      const undo = page.getByRole("button", { name: "Undo this change" })
      await undo.click()
      await expect(page.getByText("Type your password too")).toBeVisible()
      await expect(page.getByLabel("Reason")).toHaveValue("too strict")
      await page.getByLabel("Your password").fill(password)
      if (javaScriptEnabled) await expectAccessible(page)
      await undo.click()
      await expect(page.getByRole("status").filter({ hasText: "Undone" })).toBeVisible()
      await page.goto("/settings/sign-in")
      await expect(field("Characters, at least")).toHaveValue("")
      await expect(page.getByLabel("E-mail domains")).toHaveValue("")
      await expect(page.getByRole("radio", { name: "Common ones are refused" })).toBeChecked()
    })

    test("addresses are locked, and everybody is told so where they would change one", async ({
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      await page.getByRole("link", { name: "Settings", exact: true }).click()
      await page.getByRole("link", { name: "Sign-in", exact: true }).click()
      await expect(page.getByRole("radio", { name: "People may change it" })).toBeChecked()
      const folded = page.getByText("NIST SP 800-63B-4 §2.1.3: 30 at most")
      await page.setViewportSize({ width: 390, height: 844 })
      await expect(folded).toBeHidden()
      await page.getByText("what a tighter value changes: Days until a session ends").click()
      await expect(folded).toBeVisible()
      await page.getByRole("radio", { name: "Addresses stay as they are" }).check()
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible()
      await expect(page.getByRole("radio", { name: "Addresses stay as they are" })).toBeChecked()
      if (javaScriptEnabled) await expectAccessible(page)
      await page.goto("/account")
      await expect(page.getByText("This workspace keeps addresses as they are")).toBeVisible()
    })
  })
}

test("a new owner asks who acts: transferring, and deleting an owner", async ({
  page,
  workspace,
  signIn,
}) => {
  const { id, owner } = workspace
  const admin = await workspace.add({ type: "tenant_admin" })
  const lena = await workspace.add({ firstName: "Lena", lastName: "Schmidt", roles: ["Bot Creator"] })
  const heir = await workspace.add({ firstName: "Omar", lastName: "Haddad", roles: ["Bot Creator"] })
  const [returns] = [await insertBot(owner, id, { ownerId: lena.id, name: "Returns" })]
  await signIn(admin)
  const wait = () =>
    owner`update sessions set proved_at = now() - interval '1 hour' where workspace_id = ${id}`
  await wait()
  await page.goto(`/bots/${returns}/members?confirm=transfer`)
  const transfer = page.getByRole("dialog", { name: "Transfer Returns?" })
  await transfer.getByLabel("Or by e-mail address").fill(heir.email)
  await transfer.getByRole("button", { name: "Transfer ownership" }).click()
  await expect(transfer.getByText("Type your password too")).toBeVisible()
  await expect(transfer.getByLabel("Or by e-mail address")).toHaveValue(heir.email)
  await transfer.getByLabel("Your password").fill(password)
  await expectAccessible(page)
  await transfer.getByRole("button", { name: "Transfer ownership" }).click()
  await expect(page.getByRole("dialog")).toHaveCount(0)
  await wait()
  await page.goto(`/users/${heir.id}?confirm=archive`)
  const remove = page.getByRole("dialog", { name: "Delete Omar Haddad?" })
  await remove.getByLabel("New owner of Returns").selectOption({ label: "Lena Schmidt" })
  await remove.getByRole("button", { name: "Delete Omar" }).click()
  await expect(remove.getByText("Type your password too")).toBeVisible()
  await remove.getByLabel("Your password").fill(password)
  await remove.getByRole("button", { name: "Delete Omar" }).click()
  await expect(page.getByText("Archived").first()).toBeVisible()
})

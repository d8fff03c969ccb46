import { expectAccessible } from "./support/accessible.ts"
import { addBelonging, addProvider, addRuledGroup } from "./support/directory.ts"
import { expect, test, type Workspace } from "./support/fixtures.ts"

async function arrange(workspace: Workspace, owns = ["names", "email", "groups", "status"]) {
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const tom = await workspace.add({ firstName: "Tom", lastName: "Becker" })
  const provider = await addProvider(workspace, { owns })
  await addBelonging(workspace, tom.id, provider)
  return { admin, tom, provider }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("what a directory owns is to be read, and the rest of the form is saved", async ({
      page,
      workspace,
      signIn,
    }) => {
      const { admin, tom } = await arrange(workspace)
      await signIn(admin, page, { land: false })
      await page.goto(`/users/${tom.id}/edit`)
      const field = page.getByLabel("First name")
      await expect(field).toHaveAttribute("readonly", "")
      await expect(field).toHaveAccessibleDescription("Microsoft Entra owns this")
      await field.focus()
      await expect(field).toBeFocused()
      await page.keyboard.type("Tim")
      await expect(field).toHaveValue("Tom")
      await expect(page.getByLabel("Email")).toHaveAttribute("readonly", "")
      await page.getByLabel("Phone").fill("+4930901820")
      if (javaScriptEnabled) await expectAccessible(page)
      // A browser that takes the attribute off is told the same, beside the field.
      if (javaScriptEnabled) {
        await field.evaluate((input) => input.removeAttribute("readonly"))
        await field.fill("Tim")
        await page.getByRole("button", { name: "Save" }).click()
        await expect(field).toHaveAccessibleDescription(/identity provider owns that.*Microsoft Entra/)
        await expect(page.getByLabel("Phone")).toHaveValue("+4930901820")
        await field.fill("Tom")
      }
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible()
      await expect(page.getByText("+4930901820")).toBeVisible()
      await expect(page.getByRole("button", { name: "Suspend", exact: true })).toHaveCount(0)
      await page.goto(`/users/${tom.id}?confirm=suspend`)
      await expect(page.getByText("Suspend is not possible here. Microsoft Entra owns this.")).toBeVisible()

      await page.getByRole("button", { name: "Unlink from Microsoft Entra" }).click()
      await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click()
      await expect(page.getByText("Unlinked. That identity no longer signs in as them.")).toBeVisible()
      await page.getByRole("button", { name: "Edit the identity provider" }).click()
      await page.getByRole("dialog").getByLabel("Identity provider").selectOption("")
      await page.getByRole("dialog").getByRole("button", { name: "Save" }).click()
      await expect(page.getByText("Saved. It counts from their next sign-in on.")).toBeVisible()
      await expect(page.getByRole("button", { name: "Suspend", exact: true })).toBeVisible()
    })

    test("the list is narrowed to a provider; nobody is added where people come from one", async ({
      page,
      workspace,
      signIn,
    }) => {
      const { admin, tom, provider } = await arrange(workspace, ["status"])
      await signIn(admin, page, { land: false })
      await page.goto(`/users?provider=${provider}`)
      await expect(page.getByLabel("Identity provider")).toHaveValue(provider)
      const table = page.getByRole("table", { name: "People" })
      await expect(table.getByRole("link", { name: "Tom Becker" })).toBeVisible()
      await expect(table.getByRole("link", { name: "Maya Wright" })).toHaveCount(0)
      await page.goto(`/users?provider=${provider}&menu=${tom.id}`)
      await page.getByRole("button", { name: "Actions for Tom Becker" }).click()
      const menu = page.getByRole("group", { name: "Actions for Tom Becker" })
      await expect(menu.getByRole("link", { name: "Suspend" })).toHaveAccessibleDescription(
        "Microsoft Entra owns this",
      )

      await page.goto("/users/new")
      await page.getByLabel("Identity provider").selectOption({ label: "Microsoft Entra" })
      const ways = page.getByRole("group", { name: "How they get in" })
      await expect(ways.getByRole("radio")).toHaveCount(javaScriptEnabled ? 1 : 3)
      await page.getByLabel("First name").fill("Una")
      await page.getByLabel("Last name").fill("Okafor")
      await page.getByRole("textbox", { name: "Email" }).fill(`una@${workspace.slug}.example`)
      await page.getByRole("button", { name: "Create User" }).click()
      await expect(page.getByText("User added. The invitation is on its way.")).toBeVisible()

      await addProvider(workspace, { name: "Okta", managed: true })
      await page.goto("/users")
      await expect(page.getByRole("button", { name: "Add User" })).toBeDisabled()
      await expect(page.getByRole("button", { name: "Invite" })).toHaveAccessibleDescription(/come from Okta/)
      if (javaScriptEnabled) await expectAccessible(page)
      await page.goto("/users/new")
      await expect(page.getByText(/People of this workspace come from Okta/)).toBeVisible()
      await page.getByRole("link", { name: "Back to Users" }).click()
      await expect(page).toHaveURL(/\/users$/)
    })
  })
}

test("what a rule gives says so, and goes with its group", async ({ page, workspace, signIn }) => {
  const { admin, tom, provider } = await arrange(workspace, ["names", "email"])
  const group = await addRuledGroup(workspace, tom.id, provider)
  await signIn(admin, page, { land: false })
  await page.goto(`/users/${tom.id}/access`)
  await expect(page.getByText("by Microsoft Entra, group support-berlin").first()).toBeVisible()
  await expectAccessible(page)
  await page.goto(`/groups/${group}`)
  await expect(page.getByText("By a rule of Microsoft Entra")).toBeAttached()
  await expect(page.getByRole("link", { name: "Remove Tom Becker" })).toHaveCount(0)
  await page.getByRole("link", { name: "Delete" }).click()
  await expect(
    page.getByText("A rule gives it, and goes with it: Microsoft Entra, group support-berlin."),
  ).toBeVisible()
  await expectAccessible(page)
  await signIn(tom, page, { land: false })
  await page.goto("/account")
  await expect(page.getByLabel("Last name")).toHaveAttribute("readonly", "")
  await expect(page.getByText("Microsoft Entra owns this: a new address comes from there.")).toBeVisible()
  await expectAccessible(page)
})

import type { Page } from "@playwright/test"
import { expect, password, signInTo, test } from "./support/fixtures.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"
import { chooseStep, expectSignedOut } from "./support/steps.ts"

const mailbox = process.env.ROSTER_MAILBOX!
const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const shows = (page: Page, status: string) =>
  expect(page.getByRole("main").getByText(status, { exact: true }).first()).toBeVisible()

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("each step in the life of an account, from the page and its menu", async ({
      browser,
      page,
      workspace,
      signIn,
    }) => {
      test.slow()
      await signIn(await workspace.add({ type: "tenant_admin", roles: ["Privacy officer"] }))
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", type: "viewer" })
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(person, theirs)
      const dialog = (name: string) => page.getByRole("dialog", { name })
      await page.goto(`/users/${person.id}`)

      await page.getByRole("button", { name: "Suspend", exact: true }).click()
      await dialog("Suspend Hugo Mensah?").getByLabel("Reason").fill("on leave")
      await dialog("Suspend Hugo Mensah?").getByRole("button", { name: "Suspend Hugo" }).click()
      await said(page, "Suspended. Their sessions have ended.")
      await shows(page, "Suspended")
      await expectSignedOut(theirs)
      await page.getByRole("button", { name: "Activate" }).click()
      await said(page, "Activated")
      await shows(page, "Active")

      await chooseStep(page, "Deactivate")
      await dialog("Deactivate Hugo Mensah?").getByRole("button", { name: "Deactivate Hugo" }).click()
      await said(page, "Deactivated")
      await shows(page, "Not active")

      await chooseStep(page, "Delete")
      await expect(dialog("Delete Hugo Mensah?")).toContainText("the address becomes free")
      await dialog("Delete Hugo Mensah?").getByRole("link", { name: "Cancel" }).click()
      await expect(dialog("Delete Hugo Mensah?")).toBeHidden()
      await chooseStep(page, "Delete")
      await dialog("Delete Hugo Mensah?").getByRole("button", { name: "Delete Hugo" }).click()
      await said(page, "Deleted. You find them under Archived.")
      await expect(page).toHaveURL(/\/users(\?|$)/)
      await expect(page.getByRole("link", { name: "Hugo Mensah" })).toHaveCount(0)

      await page.goto(`/users/${person.id}`)
      await shows(page, "Archived")
      await expect(page.getByRole("link", { name: "Edit", exact: true })).toHaveCount(0)
      await chooseStep(page, "Restore")
      await dialog("Restore Hugo Mensah?").getByRole("button", { name: "Restore Hugo" }).click()
      await said(page, "Restored")
      await shows(page, "Not active")

      await page.goto(`/users/${person.id}?confirm=archive`)
      await dialog("Delete Hugo Mensah?").getByRole("button", { name: "Delete Hugo" }).click()
      await said(page, "Deleted. You find them under Archived.")
      await page.goto(`/users/${person.id}`)
      await chooseStep(page, "Erase…")
      const erase = dialog("Erase Hugo Mensah for good?")
      await erase.getByLabel("Type the address to confirm").fill("hugo@elsewhere.example")
      await erase.getByRole("button", { name: "Erase Hugo" }).click()
      await expect(erase.getByText("Type the person's address just as it stands above.")).toBeVisible()
      await expect(erase.getByLabel("Type the address to confirm")).toBeFocused()
      await erase.getByLabel("Type the address to confirm").fill(person.email)
      await erase.getByRole("button", { name: "Erase Hugo" }).click()
      await expect(page.getByRole("heading", { name: "This person was erased" })).toBeVisible()
      await expect(page.getByText(person.id)).toBeVisible()
      for (const tab of ["edit", "access", "sessions", "activity"]) {
        await page.goto(`/users/${person.id}/${tab}`)
        await expect(page).toHaveURL(new RegExp(`/users/${person.id}$`))
      }
      expect(await page.content()).not.toContain("Mensah")
    })

    test("a lock is lifted", async ({ page, workspace, signIn }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const person = await workspace.add({ lockedUntil: new Date(Date.now() + 600_000) })
      await page.goto(`/users/${person.id}`)
      await shows(page, "Locked")
      await page.getByRole("button", { name: "Unlock" }).click()
      await said(page, "Unlocked")
      await shows(page, "Active")
    })

    test("edited: wrong fields, what another admin did meanwhile, roles, a new address to confirm", async ({
      page,
      workspace,
      signIn,
      browser,
    }) => {
      test.slow()
      await signIn(await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" }))
      const other = await workspace.add({ type: "tenant_admin", firstName: "Ivo", lastName: "Berg" })
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", roles: ["User"] })
      await page.goto(`/users/${person.id}`)
      await page.getByRole("link", { name: "Edit", exact: true }).click()
      await expect(page.getByRole("heading", { name: "Edit Hugo Mensah" })).toBeVisible()
      const field = (name: string) => page.getByLabel(name, { exact: true })
      const save = () => page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByRole("checkbox", { name: "User", exact: true })).toBeChecked()
      await field("Last name").fill("")
      await field("Phone").fill("12")
      await save()
      await expect(page.getByText("Enter a last name.")).toBeVisible()
      await expect(field("Last name")).toBeFocused()
      await expect(field("Phone")).toHaveValue("12")

      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(other, theirs)
      await theirs.goto(`/users/${person.id}?confirm=roles`)
      const roles = theirs.getByRole("dialog", { name: "Roles of Hugo Mensah" })
      await roles.getByRole("checkbox", { name: "Agent" }).check()
      await roles.getByRole("button", { name: "Save roles" }).click()
      await said(theirs, "Roles saved.")

      await field("Last name").fill("Mensah-Ito")
      await field("Phone").fill("+49 30 901820")
      await field("External ID").fill("E-17")
      await field("Timezone").selectOption("Europe/Berlin")
      await field("Email").fill(`new-${person.email}`)
      await page.getByRole("checkbox", { name: "Developer" }).check()
      await save()
      await expect(page.getByText("Ivo Berg added the role Agent")).toBeVisible()
      await expect(field("Last name")).toHaveValue("Mensah-Ito")
      await expect(page.getByRole("checkbox", { name: "Developer" })).toBeChecked()
      await page.getByRole("checkbox", { name: "Agent" }).check()
      await save()
      await said(page, "Saved. The new address counts once its owner confirms it")
      await expect(page.getByRole("heading", { name: "Hugo Mensah-Ito" })).toBeVisible()
      await expect(page.getByRole("main")).toContainText("E-17")
      await expect(page.getByRole("main")).toContainText("+4930901820")
      const tags = page.getByRole("region", { name: "Account" })
      for (const role of ["User", "Agent", "Developer"])
        await expect(tags.getByText(role, { exact: true })).toBeVisible()

      await expect(page.getByText(`To become new-${person.email}`)).toBeVisible()
      await page.getByRole("button", { name: "Call off the change of address" }).click()
      await said(page, "called off")
      await expect(page.getByText("To become")).toHaveCount(0)
      await page.goto(linkIn(await waitForMail(mailbox, `new-${person.email}`)))
      await expect(page.getByRole("heading", { name: "This change was stopped" })).toBeVisible()
    })

    test("replaced with another type", async ({ page, workspace, signIn }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", roles: ["Developer"] })
      await page.goto(`/users/${person.id}`)
      await chooseStep(page, "Replace with another type…")
      const question = page.getByRole("dialog", { name: "Replace Hugo Mensah with another type?" })
      await question.getByRole("button", { name: "Replace Hugo" }).click()
      await expect(question.getByText("Choose a user type.")).toBeVisible()
      await question.getByLabel("New user type").selectOption("Analyst")
      await question.getByRole("button", { name: "Replace Hugo" }).click()
      await said(page, "Replaced. The invitation of the new account is on its way.")
      await expect(page).not.toHaveURL(new RegExp(person.id))
      await shows(page, "Not active")
      await expect(page.getByRole("main").getByText("Analyst").first()).toBeVisible()
      await expect(page.getByRole("region", { name: "Account" }).getByText("Developer")).toBeVisible()
      await page.goto(`/users/${person.id}`)
      await shows(page, "Suspended")
      await expect(page.getByText("Replaced by")).toBeVisible()
      await page.getByRole("button", { name: /^More about/ }).click()
      await expect(
        page.getByText("Somebody who took this person's place has the address now").first(),
      ).toBeVisible()
    })

    test("access: where each permission comes from, roles managed from there", async ({
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const person = await workspace.add({ firstName: "Hugo", type: "agent", roles: ["Developer"] })
      await page.goto(`/users/${person.id}`)
      await page.getByRole("link", { name: "Access" }).click()
      const panel = page.getByRole("region", { name: "What Hugo can do" })
      await expect(panel).toContainText("4 of 24 permissions")
      await expect(panel.getByRole("listitem").filter({ hasText: "chat:test" }).first()).toContainText(
        "Role Developer",
      )
      await expect(panel.getByRole("listitem").filter({ hasText: "chat:use" }).first()).toContainText(
        "Type Agent",
      )
      await page.getByRole("button", { name: "Manage roles" }).click()
      const dialog = page.getByRole("dialog", { name: /^Roles of Hugo/ })
      await dialog.getByRole("checkbox", { name: "Developer" }).uncheck()
      await dialog.getByRole("button", { name: "Save roles" }).click()
      await said(page, "Roles saved.")
      await page.getByRole("link", { name: "Access" }).click()
      await expect(panel).toContainText("2 of 24 permissions")
    })

    test("sessions: one killed at once, then all; why they ended", async ({
      browser,
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", type: "viewer" })
      const theirs = await Promise.all(
        [1, 2, 3].map(() => browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })),
      )
      for (const one of theirs) await signIn(person, one)
      await page.goto(`/users/${person.id}`)
      await page.getByRole("link", { name: "Sessions" }).first().click()
      await expect(page.getByText("Killing one takes effect on its next request")).toBeVisible()
      const kill = page.getByRole("button", { name: "Kill session" })
      await expect(kill).toHaveCount(3)
      // The latest used stands first: the third one's.
      await kill.first().click()
      await said(page, "Session killed")
      await expect(kill).toHaveCount(2)
      await expect(page.getByRole("table", { name: "Ended sessions" })).toContainText("Killed by an admin")
      // A soft navigation where there is JavaScript.
      await theirs[2]!.getByRole("link", { name: "Account" }).first().click()
      await expect(theirs[2]!).toHaveURL(/\/sign-in/)
      await theirs[0]!.goto("/account")
      await page.getByRole("button", { name: "Sign out everywhere" }).click()
      await said(page, "Signed out everywhere.")
      await expect(page.getByText("Hugo Mensah is signed in nowhere.")).toBeVisible()
      // The next click is a server action.
      await theirs[0]!.getByRole("button", { name: "Save" }).click()
      await expect(theirs[0]!).toHaveURL(/\/sign-in/)
    })

    test("one's own address: asked for with the password, confirmed by a button, taken back", async ({
      page,
      workspace,
      signIn,
    }) => {
      test.slow()
      const person = await workspace.add({ firstName: "Hugo", type: "viewer" })
      const fresh = `new-${person.email}`
      await signIn(person)
      await page.goto("/account")
      await page.getByLabel("New email").fill(fresh)
      await page.getByLabel("Current password").fill("not this one")
      await page.getByRole("button", { name: "Change email" }).click()
      await expect(page.getByText("That is not your current password.")).toBeVisible()
      await expect(page.getByLabel("New email")).toHaveValue(fresh)
      await page.getByLabel("Current password").fill(password)
      await page.getByRole("button", { name: "Change email" }).click()
      await said(page, "A mail to the new address asks to confirm it")
      await expect(page.getByText(`${fresh} has not confirmed yet`)).toBeVisible()

      const link = linkIn(await waitForMail(mailbox, fresh))
      const scanned = await page.request.get(link)
      expect(scanned.headers()["referrer-policy"]).toBe("strict-origin")
      await page.goto(link)
      await expect(page.getByText("nothing changes")).toBeVisible()
      await page.getByRole("button", { name: "Confirm address" }).click()
      await said(page, "Your address is changed. Log in with it.")
      await signInTo(page, workspace.slug, fresh, password)
      await page.goto(link)
      await expect(page.getByRole("heading", { name: "This address is confirmed" })).toBeVisible()

      await page.goto(linkIn(await waitForMail(mailbox, person.email)))
      await expect(page.getByRole("heading", { name: "Take your address back" })).toBeVisible()
      await page.getByRole("button", { name: "Take the address back" }).click()
      await said(page, "The change is stopped and every session has ended.")
      await expectSignedOut(page)
      await signInTo(page, workspace.slug, person.email, password)
    })

    test("the page says what its reader may not do", async ({ page, workspace, signIn }) => {
      const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
      await signIn(await workspace.add({ type: "viewer" }))
      await page.goto(`/users/${admin.id}`)
      await expect(page.getByRole("navigation", { name: "Maya Wright" }).getByRole("link")).toHaveText([
        "Profile",
        "Access",
      ])
      await expect(page.getByRole("button", { name: "Suspend", exact: true })).toHaveCount(0)
      await page.getByRole("button", { name: /^More about/ }).click()
      const menu = page.getByRole("group", { name: "More" })
      await expect(menu.getByText("You don't have the permission").first()).toBeVisible()
      await expect(menu.getByRole("link", { disabled: false })).toHaveCount(0)
      await page.goto(`/users/${admin.id}?confirm=suspend`)
      await expect(page.getByRole("dialog")).toHaveCount(0)
      await page.goto(`/users/${admin.id}/sessions`)
      await expect(page).toHaveURL(/\/closed\?needs=sessions/)
    })

    test("activity, in words", async ({ page, workspace, signIn }) => {
      await signIn(await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" }))
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
      await page.goto(`/users/${person.id}?confirm=suspend`)
      await page.getByRole("dialog").getByLabel("Reason").fill("on leave")
      await page.getByRole("dialog").getByRole("button", { name: "Suspend Hugo" }).click()
      await page.getByRole("link", { name: "Activity" }).click()
      const entry = page.getByRole("listitem").filter({ hasText: "Suspended by" }).first()
      await expect(entry).toContainText("Suspended by Maya Wright")
      await expect(entry).toContainText("Status Active → Suspended")
      await expect(entry).toContainText("“on leave”")
    })
  })
}

test.describe("times", () => {
  test.use({ timezoneId: "Asia/Tokyo" })

  test("stand in the reader's zone: the one they chose, else their browser's; junk is UTC", async ({
    page,
    context,
    workspace,
    signIn,
  }) => {
    const admin = await workspace.add({ type: "tenant_admin" })
    const person = await workspace.add({ createdAt: new Date("2026-03-01T20:30:00Z") })
    await signIn(admin)
    await expect
      .poll(async () => (await context.cookies()).find(({ name }) => name === "tz")?.value)
      .toBeTruthy()
    const created = page.getByRole("region", { name: "Record" })
    await page.goto(`/users/${person.id}`)
    await expect(created).toContainText("2 Mar 2026, 05:30")
    await expect(created.locator("time").first()).toHaveAttribute("title", /Asia\/Tokyo/)
    const cookies = (await context.cookies()).filter(({ name }) => name !== "tz")
    const cookie = [...cookies, { name: "tz", value: "No/Where" }].map((one) => `${one.name}=${one.value}`)
    const odd = await fetch(`${process.env.ROSTER_URL}/users/${person.id}`, {
      headers: { cookie: cookie.join("; ") },
    })
    expect((await odd.text()).includes("1 Mar 2026, 20:30")).toBe(true)
    await page.goto("/account")
    await page.getByLabel("Timezone").selectOption("Europe/Berlin")
    await page.getByRole("button", { name: "Save" }).click()
    await said(page, "Saved")
    await page.goto(`/users/${person.id}`)
    await expect(created).toContainText("1 Mar 2026, 21:30")
  })
})

test("what stands behind a status is there on hover and on focus", async ({ page, workspace, signIn }) => {
  await signIn(await workspace.add({ type: "tenant_admin" }))
  const person = await workspace.add({ firstName: "Hugo", lastSignInAt: new Date("2026-03-01T20:30:00Z") })
  await page.goto(`/users/${person.id}`)
  const status = page.locator("header").getByText("Active", { exact: true })
  await expect(status).toHaveAttribute("title", /^Last sign-in 1 Mar 2026/)
  await status.focus()
  await page.keyboard.press("Shift+Tab")
  await page.keyboard.press("Tab")
  await expect(status).toBeFocused()
  expect(await status.evaluate((element) => getComputedStyle(element, "::after").content)).toContain(
    "Last sign-in",
  )
})

import type { Page } from "@playwright/test"
import { expect, expectAccessible, password, signInTo, test } from "./support/fixtures.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"
import { expectSignedOut } from "./support/steps.ts"

const mailbox = process.env.ROSTER_MAILBOX!
const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("access: where each permission comes from, roles managed from there", async ({
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const person = await workspace.add({ firstName: "Hugo", type: "agent", roles: ["Developer"] })
      const tab = page.getByRole("navigation", { name: "Hugo Example" }).getByRole("link", { name: "Access" })
      await page.goto(`/users/${person.id}`)
      await tab.click()
      const panel = page.getByRole("region", { name: "What Hugo can do" })
      await expect(panel).toContainText("4 of 24 permissions")
      await expect(panel.getByRole("row").filter({ hasText: "chat:test" }).first()).toContainText(
        "Role Developer",
      )
      await expect(panel.getByRole("row").filter({ hasText: "chat:use" }).first()).toContainText("Type Agent")
      await page.getByRole("button", { name: "Manage roles" }).click()
      const dialog = page.getByRole("dialog", { name: /^Roles of Hugo/ })
      await dialog.getByRole("checkbox", { name: "Developer" }).uncheck()
      await dialog.getByRole("button", { name: "Save roles" }).click()
      await said(page, "Roles saved.")
      await tab.click()
      await expect(panel).toContainText("2 of 24 permissions")
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
        "Bots",
      ])
      await expect(page.getByRole("button", { name: "Suspend", exact: true })).toHaveCount(0)
      await page.getByRole("button", { name: /^More about/ }).click()
      const menu = page.getByRole("group", { name: "More" })
      await expect(menu.getByText("You don't have the permission").first()).toBeVisible()
      await expect(menu.getByRole("link", { disabled: false })).toHaveCount(0)
      await page.goto(`/users/${admin.id}?confirm=suspend`)
      await expect(
        page.getByText("Suspend is not possible here. You don't have the permission"),
      ).toBeVisible()
      await expect(page.getByRole("dialog")).toHaveCount(0)
      if (javaScriptEnabled) await expectAccessible(page)
      await page.goto(`/users/${admin.id}/sessions`)
      await expect(page).toHaveURL(/\/closed\?needs=sessions/)

      await signIn(await workspace.add({ roles: ["Settings"] }))
      await page.goto(`/users/${admin.id}?confirm=deactivate`)
      await expect(
        page.getByText("Deactivate is not possible here. This person has permissions"),
      ).toBeVisible()
      await page.goto(`/users/${admin.id}/sessions`)
      await expect(page.getByText("Can't be ended by you. This person has permissions")).toBeVisible()
      await expect(page.getByRole("button", { name: /Kill session|everywhere/ })).toHaveCount(0)
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

import type { Page } from "@playwright/test"
import { expect, test } from "./support/fixtures.ts"
import { tabTo } from "./support/keyboard.ts"

const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const kill = (page: Page) => page.getByRole("button", { name: "Kill session" })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

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
      await expect(kill(page)).toHaveCount(3)
      // The latest used stands first: the third one's.
      await kill(page).first().click()
      await said(page, "Session killed")
      await expect(kill(page)).toHaveCount(2)
      await expect(page.getByRole("table", { name: "Ended sessions" })).toContainText("Killed by an admin")
      await theirs[2]!.getByRole("link", { name: "Account" }).first().click()
      await expect(theirs[2]!).toHaveURL(/\/sign-in/)
      await theirs[0]!.goto("/account")
      await page.getByRole("button", { name: "Sign out everywhere" }).click()
      await said(page, "Signed out everywhere.")
      await expect(page.getByText("Hugo Mensah is signed in nowhere.")).toBeVisible()
      // The next click posts a form: without JavaScript as a page, with it as a server action.
      await theirs[0]!.getByRole("button", { name: "Save" }).click()
      await expect(theirs[0]!).toHaveURL(/\/sign-in/)
    })
  })
}

test("a session killed by keyboard: its next click ends at sign-in, in a soft navigation and in a server action", async ({
  browser,
  page,
  workspace,
  signIn,
  owner,
}) => {
  await signIn(await workspace.add({ type: "tenant_admin" }))
  const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", type: "viewer" })
  await workspace.add({ firstName: "Nobody", lastName: "Shown" })
  const killByKeyboard = async () => {
    await page.goto(`/users/${person.id}/sessions`)
    await tabTo(page, /^Kill session/)
    await page.keyboard.press("Enter")
    await said(page, "Session killed")
    await expect(kill(page)).toHaveCount(0)
  }
  const clicks: { from: string; click: (theirs: Page) => Promise<void>; header: string }[] = [
    {
      from: "/account",
      click: (theirs) =>
        theirs.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click(),
      header: "rsc",
    },
    {
      from: "/account",
      click: async (theirs) => {
        await theirs.getByLabel("First name").fill("Typed too late")
        await theirs.getByRole("button", { name: "Save" }).click()
      },
      header: "next-action",
    },
  ]
  for (const { from, click, header } of clicks) {
    const theirs = await browser.newPage({ baseURL: process.env.ROSTER_URL })
    await signIn(person, theirs)
    await theirs.goto(from)
    await theirs.waitForLoadState("networkidle")
    await killByKeyboard()
    const asked = theirs.waitForRequest((request) => header in request.headers())
    await click(theirs)
    expect((await asked).resourceType(), header).toBe("fetch")
    await expect(theirs).toHaveURL(/\/sign-in/)
    await expect(theirs.getByText("Nobody Shown")).toHaveCount(0)
    await theirs.close()
  }
  const [left] = await owner`select first_name from users where id = ${person.id}`
  expect(left!["first_name"]).toBe("Hugo")
})

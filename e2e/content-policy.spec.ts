import type { Page } from "@playwright/test"
import { addresses } from "./support/addresses.ts"
import { expect, signInTo, test, type Workspace } from "./support/fixtures.ts"
import { newPassword } from "./support/passwords.ts"
import { ask } from "./support/raw-http.ts"

const roster = process.env.ROSTER_URL!

/** Everything that the browser finds wrong on this page from now on. */
async function complaintsOf(page: Page): Promise<string[]> {
  const complaints: string[] = []
  await page.exposeFunction("complain", (what: string) => void complaints.push(what))
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
      const { complain } = window as unknown as { complain: (what: string) => void }
      complain(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sourceFile}`)
    })
  })
  page.on("pageerror", ({ message }) => complaints.push(message))
  page.on("console", (said) => {
    if (/^(error|warning)$/.test(said.type()) && !/status of 404/.test(said.text()))
      complaints.push(said.text())
  })
  return complaints
}

/** React has taken the page over, so its scripts ran; then whatever opens is opened, once for what stands on many pages. */
async function useEverything(page: Page, opened = new Set<string>()): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => Object.keys(document).some((key) => key.startsWith("__react"))))
    .toBe(true)
  const openers = await page
    .locator("button[popovertarget]:visible, button[commandfor]:visible, summary:visible")
    .all()
  for (const opener of openers.slice(0, 8)) {
    // What was opened before may have taken another opener's place.
    if (!(await opener.isVisible())) continue
    const what = `${await opener.getAttribute("aria-label")} ${await opener.textContent()}`
    if (opened.has(what)) continue
    opened.add(what)
    await opener.click()
    await page.keyboard.press("Escape")
  }
}

const pagesOf = (workspace: Workspace, userId: string) =>
  addresses(workspace, userId).filter((path) => !path.startsWith("/api/"))

test("nothing that anybody may open runs against its policy", async ({ page, workspace }) => {
  test.slow()
  const complaints = await complaintsOf(page)
  let seen = 0
  for (const path of pagesOf(workspace, workspace.id)) {
    const { status, headers } = await ask(`${roster}${path}`)
    // What only leads on to where one signs in is not opened again and again.
    if (status >= 300 && headers.location?.includes("/sign-in")) continue
    await page.goto(path)
    await useEverything(page)
    seen += 1
  }
  expect(seen).toBeGreaterThan(5)
  await page.goto(`/sign-in/${workspace.slug}`)
  await page.getByRole("button", { name: "Log in" }).click()
  await expect(page.locator("[aria-invalid=true]").first()).toBeVisible()
  expect(complaints).toEqual([])
})

test("nothing that an admin opens runs against its policy", async ({ page, workspace, signIn }) => {
  test.slow()
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const person = await workspace.add()
  const complaints = await complaintsOf(page)
  await signIn(admin, page, { land: false })
  const opened = new Set<string>()
  for (const path of pagesOf(workspace, person.id)) {
    await page.goto(path)
    await useEverything(page, opened)
  }
  expect(opened.size).toBeGreaterThan(10)
  await page.goto("/users")
  await page.getByRole("button", { name: "Your account, Maya Wright" }).click()
  await page.getByRole("button", { name: "Dark", exact: true }).click()
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark")
  await page.goto(`/users/${person.id}`)
  await page.getByRole("button", { name: "Suspend", exact: true }).first().click()
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Suspend/ })
    .click()
  await expect(page.getByText("Suspended", { exact: true }).first()).toBeVisible()
  expect(complaints).toEqual([])
})

test("nothing on the steps of a first sign-in runs against its policy", async ({ page, workspace }) => {
  const { text, hash } = await newPassword()
  const temporaryUntil = new Date(Date.now() + 60_000)
  const { email } = await workspace.add({ joinedAt: null, passwordHash: hash, temporaryUntil })
  const complaints = await complaintsOf(page)
  await signInTo(page, workspace.slug, email, text)
  await page.getByLabel("New password").fill("a quiet harbour at dawn")
  await useEverything(page)
  await page.getByLabel("Confirm password").fill("a quiet harbour at dawn")
  await page.getByRole("button", { name: "Set password" }).click()
  await page.getByLabel("Verification code").fill("00000")
  await page.getByRole("button", { name: "Submit" }).click()
  await expect(page.locator("[aria-invalid=true]").first()).toBeVisible()
  expect(complaints).toEqual([])
})

test("what somebody smuggles into a page neither runs, restyles nor frames", async ({ page }) => {
  const complaints = await complaintsOf(page)
  const smuggled = `<script>window.smuggled = 1</script><script src="${roster}/icon.svg"></script><base href="https://evil.example/">
    <img src="data:," onerror="window.smuggled = 1"><p style="color: rgb(1, 2, 3)">x</p><iframe src="/sign-in"></iframe>`
  await page.route("**/sign-in", async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace("<body>", `<body>${smuggled}`) })
  })
  await page.goto("/sign-in")
  for (const rule of [
    "script-src-elem inline",
    "script-src-elem http",
    "script-src-attr inline",
    "style-src-attr inline",
    "base-uri",
    "frame-src",
  ])
    await expect.poll(() => complaints.join("\n")).toContain(`/sign-in: ${rule}`)
  expect(await page.evaluate(() => "smuggled" in window)).toBe(false)
})

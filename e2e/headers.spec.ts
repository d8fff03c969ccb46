import { execFile } from "node:child_process"
import { globSync } from "node:fs"
import { promisify } from "node:util"
import type { Page } from "@playwright/test"
import { expect, signInTo, test, type Workspace } from "./support/fixtures.ts"
import { newPassword } from "./support/passwords.ts"
import { type Answer, ask, type Sent } from "./support/raw-http.ts"
import { environment } from "./support/roster.ts"

const roster = process.env.ROSTER_URL!

/** Every page there is, a few that aren't, and a route. */
function addresses({ slug }: Workspace, userId: string): string[] {
  const given: Record<string, string> = { slug, userId }
  const routes = globSync("app/**/page.tsx").map(
    (file) => `/${file.replace(/^app\/|\([\w-]+\)\/|\/?page\.tsx$/g, "")}`,
  )
  const pages = routes.map((route) =>
    route.replace(/\[(\w+)\]/g, (_all, name: string) => given[name] ?? "nothing"),
  )
  return [
    ...pages,
    "/missing",
    "/users/no-id",
    "/sign-in/nowhere",
    "/api/health",
    "/api/nothing",
    "/%E0%A4%A",
  ]
}

function expectHeaders({ status, headers, body }: Answer, path: string): string {
  const policy = headers["content-security-policy"] as string
  const nonce = /^default-src 'none'; script-src 'nonce-([\w+/]{22}==)' 'strict-dynamic'; /.exec(policy)?.[1]
  expect(nonce, `${status} ${path}: ${policy}`).toBeDefined()
  expect(policy).not.toMatch(/unsafe|upgrade/)
  expect(headers, path).toMatchObject({
    "cache-control": expect.stringContaining("no-store"),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
    "referrer-policy": /^\/(invitation|reset-password)\//.test(path) ? "strict-origin" : "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  })
  expect(headers).not.toHaveProperty("strict-transport-security")
  expect(headers).not.toHaveProperty("x-powered-by")
  expect(body.match(/<script\b/g)?.length ?? 0, path).toBe(
    body.split(`nonce="${nonce}"`).length - 1 - (body.match(/<link\b[^>]*nonce=/g)?.length ?? 0),
  )
  expect(body, path).not.toMatch(/<style\b|<[^>]*\sstyle=|<[^>]*\son\w+=|<base\b|<meta name="referrer"/)
  return nonce!
}

test("every page says what a browser may do with it, under a nonce that comes once", async ({
  workspace,
  page,
  signIn,
}) => {
  const admin = await workspace.add({ type: "tenant_admin" })
  await signIn(admin)
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ")
  const variants: Sent[] = [
    {},
    { cookie },
    { cookie, rsc: "1" },
    { "content-security-policy": "script-src 'nonce-mine'" },
  ]
  const nonces: string[] = []
  for (const path of addresses(workspace, admin.id)) {
    for (const headers of variants) {
      const answer = await ask(`${roster}${path}`, { headers })
      expect(answer.status, path).toBeLessThan(500)
      nonces.push(expectHeaders(answer, path))
    }
  }
  expect(nonces.length).toBeGreaterThan(60)
  expect(new Set(nonces).size).toBe(nonces.length)
})

test("files named by their content stay in the browser for good", async () => {
  const { body } = await ask(`${roster}/sign-in`)
  const files = [...new Set(body.match(/\/_next\/static\/[\w./~-]+\.(js|css|woff2)/g))]
  expect(files.length).toBeGreaterThan(4)
  for (const file of files) {
    const { status, headers } = await ask(`${roster}${file}`)
    expect([status, headers["cache-control"], headers["x-content-type-options"]], file).toEqual([
      200,
      "public, max-age=31536000, immutable",
      "nosniff",
    ])
  }
  const icon = await ask(`${roster}/icon.svg`)
  expect([icon.status, icon.headers["cache-control"]]).toEqual([200, "public, max-age=0, must-revalidate"])
})

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

/** React has taken the page over, so its scripts ran; then whatever opens is opened. */
async function useEverything(page: Page): Promise<number> {
  await expect
    .poll(() => page.evaluate(() => Object.keys(document).some((key) => key.startsWith("__react"))))
    .toBe(true)
  const openers = await page
    .locator("button[popovertarget]:visible, button[commandfor]:visible, summary:visible")
    .all()
  for (const opener of openers.slice(0, 8)) {
    await opener.click()
    await page.keyboard.press("Escape")
  }
  return openers.length
}

const pagesOf = (workspace: Workspace, userId: string) =>
  addresses(workspace, userId).filter((path) => !path.startsWith("/api/"))

test("nothing on any page runs against its policy", async ({ browser, page, workspace, signIn }) => {
  test.slow()
  const temporary = await newPassword()
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const person = await workspace.add({ joinedAt: null })
  const fresh = await workspace.add({
    joinedAt: null,
    passwordHash: temporary.hash,
    temporaryUntil: new Date(Date.now() + 3_600_000),
  })

  const complaints = await complaintsOf(page)
  for (const path of pagesOf(workspace, admin.id)) {
    await page.goto(path)
    await useEverything(page)
  }
  await page.goto(`/sign-in/${workspace.slug}`)
  await page.getByRole("button", { name: "Log in" }).click()
  await expect(page.locator("[aria-invalid=true]").first()).toBeVisible()
  await signIn(admin)
  let opened = 0
  for (const path of pagesOf(workspace, person.id)) {
    await page.goto(path)
    opened += await useEverything(page)
  }
  expect(opened).toBeGreaterThan(10)
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

  const theirs = await browser.newPage({ baseURL: roster })
  const complaintsThere = await complaintsOf(theirs)
  await signInTo(theirs, workspace.slug, fresh.email, temporary.text)
  await theirs.getByLabel("New password").fill("a quiet harbour at dawn")
  await useEverything(theirs)
  await theirs.getByLabel("Confirm password").fill("a quiet harbour at dawn")
  await theirs.getByRole("button", { name: "Set password" }).click()
  await theirs.getByLabel("Verification code").fill("00000")
  await theirs.getByRole("button", { name: "Submit" }).click()
  await expect(theirs.locator("[aria-invalid=true]").first()).toBeVisible()
  await theirs.close()
  expect([...complaints, ...complaintsThere]).toEqual([])
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

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("a link's token goes nowhere in Referer, and its form is still taken for ours", async ({ page }) => {
      const env = environment({
        AUTH_URL: roster,
        SMTP_URL: "smtp://127.0.0.1:1",
        DATABASE_URL: process.env.DATABASE_URL!,
      })
      const words = ["create", `referrer-${process.pid}-${javaScriptEnabled}`, "Referrer", "ada@made.example"]
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ["lib/server/create-workspace.ts", ...words],
        { env },
      )
      const [link, token] = /https?:\/\/\S+\/invitation\/(\S+)/.exec(stdout)!
      const referrers: Promise<string | undefined>[] = []
      page.on("request", (request) => referrers.push(request.allHeaders().then(({ referer }) => referer)))
      await page.goto(link!)
      await page.getByLabel("First name").fill("Ada")
      await page.getByLabel("Last name").fill("Byron")
      await page.getByLabel("New password").fill("a quiet harbour at dawn")
      await page.getByLabel("Confirm password").fill("a quiet harbour at dawn")
      await page.getByRole("button", { name: "Set password" }).click()
      await expect(page).toHaveURL(/\/users/)
      const named = (await Promise.all(referrers)).filter((each) => each !== undefined)
      expect(named.length).toBeGreaterThan(1)
      expect(named.filter((each) => each.includes(token!))).toEqual([])
    })
  })
}

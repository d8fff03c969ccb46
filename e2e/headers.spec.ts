import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { addresses } from "./support/addresses.ts"
import { expect, test } from "./support/fixtures.ts"
import { type Answer, ask, type Sent } from "./support/raw-http.ts"
import { environment } from "./support/roster.ts"

const roster = process.env.ROSTER_URL!

function expectHeaders({ status, headers, body }: Answer, path: string): string {
  const policy = headers["content-security-policy"] as string
  const nonce = /^default-src 'none'; script-src 'nonce-([\w+/]{22}==)' 'strict-dynamic'; /.exec(policy)?.[1]
  expect(nonce, `${status} ${path}: ${policy}`).toBeDefined()
  expect(policy).not.toMatch(/unsafe|upgrade/)
  expect(headers, path).toMatchObject({
    "cache-control": expect.stringContaining("no-store"),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
    "referrer-policy": /^\/(invitation|reset-password|email-change)\//.test(path)
      ? "strict-origin"
      : "same-origin",
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
  // Nothing is scaled for strangers, whose results would stay on disk when a logo is gone.
  expect((await ask(`${roster}/_next/image?url=%2Ficon.svg&w=64&q=75`)).status).toBe(404)
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
      page.on("request", (request) => {
        const referrer = request.allHeaders().then(({ referer }) => referer)
        // One that the page gave up, or that is on its way when all is over, has no headers to look at.
        referrers.push(referrer.catch(() => undefined))
      })
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

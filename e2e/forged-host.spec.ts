import { expect, password, signInTo, test } from "./support/fixtures.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"
import { ask, postForm, type Sent, startForger } from "./support/raw-http.ts"

const roster = process.env.ROSTER_URL!
const mailbox = process.env.ROSTER_MAILBOX!
const { host } = new URL(roster)

const forwarded: Sent = {
  "x-forwarded-host": "evil.example",
  "x-forwarded-proto": "https",
  "x-forwarded-port": "666",
  "x-forwarded-server": "evil.example",
  "x-original-host": "evil.example",
  forwarded: "host=evil.example;proto=https",
  referer: "https://evil.example/",
}
const forgeries: [string, Sent][] = [
  ["Host", { host: "evil.example" }],
  ["what proxies send", forwarded],
  ["both", { ...forwarded, host: "evil.example" }],
]

for (const [what, forged] of forgeries) {
  test(`no answer repeats a forged host: ${what}`, async ({ workspace }) => {
    const paths = [
      "/",
      "/users",
      "/account",
      "/verify-email",
      "/sign-in",
      "/sign-in/",
      `/sign-in/${workspace.slug}`,
      "/sign-in/nowhere",
      "/missing",
      "/users/no-id",
      "/invitation/nothing",
      "/api/health",
      "//sign-in",
      "/_next/static",
    ]
    for (const path of paths) {
      const answer = await ask(`${roster}${path}`, { headers: forged })
      expect(JSON.stringify(answer), path).not.toContain("evil.example")
      if (answer.headers.location) expect(answer.headers.location, path).toMatch(/^\/[a-z]/)
    }
  })

  test(`signing in is led by nothing forged: ${what}`, async ({ workspace }) => {
    const { email } = await workspace.add()
    const answer = await postForm(
      `${roster}/sign-in/${workspace.slug}`,
      { email, password },
      { ...forged, origin: roster },
    )
    expect([answer.status, answer.headers.location]).toEqual([303, "/"])
    expect(JSON.stringify(answer)).not.toContain("evil.example")
  })
}

test("an action posted from another site's page is refused, also when forwarded headers vouch for that site", async ({
  workspace,
}) => {
  const { email } = await workspace.add()
  for (const headers of [{}, forwarded]) {
    for (const origin of ["https://evil.example", "null", `https://${host}.evil.example`]) {
      const answer = await postForm(
        `${roster}/sign-in/${workspace.slug}`,
        { email, password },
        { ...headers, origin },
      )
      expect([origin, answer.status, answer.headers.location, answer.setCookies]).toEqual([
        origin,
        500,
        undefined,
        [],
      ])
    }
  }
})

test("a reset link leads to AUTH_URL, whoever asks for it by whatever host", async ({ workspace }) => {
  const { email } = await workspace.add()
  const headers = { ...forwarded, host: "evil.example", origin: roster }
  const answer = await postForm(`${roster}/forgot-password?workspace=${workspace.slug}`, { email }, headers)
  expect(answer.headers.location).toMatch(/^\/forgot-password\?/)
  const mail = await waitForMail(mailbox, email)
  expect(linkIn(mail)).toMatch(new RegExp(`^${roster}/reset-password/[\\w-]{43}$`))
  expect(JSON.stringify([answer, mail])).not.toContain("evil.example")
})

test("mails link to AUTH_URL, whatever host the browser's requests name", async ({ page, workspace }) => {
  const forger = await startForger(roster, { ...forwarded, host: "evil.example" })
  try {
    const admin = await workspace.add({ type: "tenant_admin" })
    const address = `tom@${workspace.slug}.example`
    await signInTo(page, `${forger.url}/sign-in/${workspace.slug}`, admin.email, password)
    await page.goto(`${forger.url}/users/new`)
    await page.getByLabel("First name").fill("Tom")
    await page.getByLabel("Last name").fill("Becker")
    await page.getByLabel("Email", { exact: true }).fill(address)
    await page.getByRole("button", { name: "Create User" }).click()
    const mail = await waitForMail(mailbox, address)
    const links = `${mail.text} ${mail.html}`.match(/https?:\/\/[^\s"'<>)]+/g)!
    expect(links.length).toBeGreaterThan(1)
    for (const link of links.filter((each) => !each.includes("w3.org")))
      expect(new URL(link).origin).toBe(roster)
    expect(
      JSON.stringify([mail, forger.answers.map(({ answer }) => [answer.headers, answer.body])]),
    ).not.toContain("evil.example")
  } finally {
    await forger.stop()
  }
})

import { createHash } from "node:crypto"
import { expect, password, test } from "./support/fixtures.ts"
import { codeIn, waitForMail } from "./support/mailbox.ts"
import { newPassword } from "./support/passwords.ts"
import { ask, postForm } from "./support/raw-http.ts"
import { startRoster } from "./support/roster.ts"

const roster = process.env.ROSTER_URL!
const mailbox = process.env.ROSTER_MAILBOX!
const newSecret = "a quiet harbour at dawn"

const cookie = (token: string) => ({ cookie: `roster-session=${token}` })
const tokenIn = (setCookies: string[]) =>
  setCookies.map((each) => /^(?:__Host-)?roster-session=([^;]*)/.exec(each)?.[1]).find(Boolean)

/** Whether this token opens any page, at whatever step. */
async function opens(token: string): Promise<boolean> {
  const { status, headers } = await ask(`${roster}/account`, { headers: cookie(token) })
  expect(status === 200 || headers.location !== undefined).toBe(true)
  return headers.location !== "/sign-in"
}

test("a session token set before signing in is never the one after it, nor does it open anything", async ({
  workspace,
  owner,
}) => {
  const { email } = await workspace.add()
  const planted = "A".repeat(43)
  const { setCookies } = await postForm(
    `${roster}/sign-in/${workspace.slug}`,
    { email, password },
    cookie(planted),
  )
  const token = tokenIn(setCookies)!
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(token).not.toBe(planted)
  expect([await opens(token), await opens(planted)]).toEqual([true, false])
  const hash = createHash("sha256").update(planted).digest()
  expect(await owner`select id from sessions where token_hash = ${hash}`).toEqual([])
})

test("somebody else's session, planted before signing in, ends there", async ({ workspace }) => {
  const [attacker, victim] = [await workspace.add(), await workspace.add()]
  const signIn = (email: string, headers = {}) =>
    postForm(`${roster}/sign-in/${workspace.slug}`, { email, password }, headers)
  const planted = tokenIn((await signIn(attacker.email)).setCookies)!
  expect(await opens(planted)).toBe(true)
  const token = tokenIn((await signIn(victim.email, cookie(planted))).setCookies)!
  expect(token).not.toBe(planted)
  expect([await opens(token), await opens(planted)]).toEqual([true, false])
})

test("each step has a token of its own; the one before it opens nothing", async ({ workspace }) => {
  const temporary = await newPassword()
  const { email } = await workspace.add({
    joinedAt: null,
    passwordHash: temporary.hash,
    temporaryUntil: new Date(Date.now() + 60_000),
  })
  const first = await postForm(`${roster}/sign-in/${workspace.slug}`, { email, password: temporary.text })
  const atPassword = tokenIn(first.setCookies)!
  const second = await postForm(
    `${roster}/change-password`,
    { newPassword: newSecret, confirmPassword: newSecret },
    cookie(atPassword),
  )
  const atCode = tokenIn(second.setCookies)!
  expect(atCode).toMatch(/^[\w-]{43}$/)
  expect([atCode !== atPassword, await opens(atPassword), await opens(atCode)]).toEqual([true, false, true])
  const code = codeIn(await waitForMail(mailbox, email))
  const third = await postForm(`${roster}/verify-email`, { code }, cookie(atCode))
  const inside = tokenIn(third.setCookies)!
  expect(inside).toMatch(/^[\w-]{43}$/)
  expect([inside !== atCode, await opens(atCode), await opens(inside)]).toEqual([true, false, true])

  for (const each of [first, second, third].flatMap(({ setCookies }) => setCookies))
    expect(each).toMatch(/; ?HttpOnly; ?SameSite=lax/i)
  for (const each of [first, second, third].flatMap(({ setCookies }) =>
    setCookies.filter((one) => one.startsWith("roster-session=")),
  ))
    expect(each).toMatch(
      /^roster-session=[\w-]{43}; Path=\/; Expires=[^;]+; Max-Age=\d+; HttpOnly; SameSite=lax$/,
    )
})

test("under https the cookie is bound to the host, and only a trusted proxy says who the client is", async ({
  workspace,
  owner,
}) => {
  test.slow()
  const { email, id } = await workspace.add()
  const proxied = {
    host: "roster.example",
    origin: "https://roster.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "6.6.6.6, 203.0.113.7",
  }
  const settings = { DATABASE_URL: process.env.DATABASE_URL!, SMTP_URL: "smtp://127.0.0.1:1" }
  const safe = await startRoster({
    ...settings,
    AUTH_URL: "https://roster.example",
    TRUSTED_PROXIES: "127.0.0.0/8, ::1",
  })
  try {
    const answer = await postForm(`${safe.url}/sign-in/${workspace.slug}`, { email, password }, proxied)
    expect(answer.setCookies.length).toBeGreaterThan(1)
    for (const each of answer.setCookies) {
      expect(each).toMatch(/; ?Secure(;|$)/)
      expect(each).toMatch(/; ?SameSite=lax(;|$)/i)
    }
    const session = answer.setCookies.find((each) => each.startsWith("__Host-roster-session="))!
    expect(session).toMatch(
      /^__Host-roster-session=[\w-]{43}; Path=\/; Expires=[^;]+; Max-Age=\d+; Secure; HttpOnly; SameSite=lax$/,
    )
    const page = await ask(`${safe.url}/account`, { headers: { ...proxied, cookie: session.split(";")[0]! } })
    expect(page.status).toBe(200)
    expect(page.headers["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains")
    expect(page.headers["content-security-policy"]).toContain("upgrade-insecure-requests")
    const sameUnderPlainName = await ask(`${safe.url}/account`, {
      headers: { ...proxied, cookie: session.split(";")[0]!.replace("__Host-", "") },
    })
    expect(sameUnderPlainName.headers.location).toBe("/sign-in")
  } finally {
    await safe.stop()
  }
  await postForm(
    `${roster}/sign-in/${workspace.slug}`,
    { email, password },
    { "x-forwarded-for": "203.0.113.8", "x-client-ip": "203.0.113.9" },
  )
  const sessions = await owner<{ ip: string }[]>`select ip from sessions where user_id = ${id} order by id`
  expect(sessions.map(({ ip }) => ip)).toEqual(["203.0.113.7", "127.0.0.1"])
})

test("none of NextAuth's own routes is there", async () => {
  const routes = [
    "callback/credentials",
    "callback/oidc",
    "callback",
    "session",
    "csrf",
    "providers",
    "signin",
    "signin/credentials",
    "signout",
    "error",
    "verify-request",
    "",
  ]
  for (const route of routes) {
    for (const method of ["GET", "POST"]) {
      const sent = { "content-type": "application/x-www-form-urlencoded", origin: roster }
      const body = method === "POST" ? Buffer.from("email=a%40b.example&password=x&csrfToken=x") : undefined
      const answer = await ask(`${roster}/api/auth/${route}`.replace(/\/$/, ""), {
        method,
        headers: sent,
        body,
      })
      expect([route, method, answer.status, answer.setCookies]).toEqual([route, method, 404, []])
    }
  }
})

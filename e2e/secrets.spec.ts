import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer, connect } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import type { Page } from "@playwright/test"
import { startThrowAway } from "../db/embedded.ts"
import { expect as promptly, signInTo, test } from "./support/fixtures.ts"
import { startSmtp } from "./support/mail-servers.ts"
import { codeIn, linkIn, temporaryPasswordIn, waitForMail } from "./support/mailbox.ts"
import { ask, postForm } from "./support/raw-http.ts"
import { environment, freePort, startRoster } from "./support/roster.ts"
import { dumpDatabase, tracesIn } from "./support/traces.ts"

const expect = promptly.configure({ timeout: 15_000 })

/** A way to the mail server that is shut at first, so that mails wait in the database with what they hold. */
async function startGate(url: string) {
  let open = false
  const server = createServer((near) => {
    const far = open ? connect(Number(new URL(url).port), "127.0.0.1") : null
    near.on("error", () => far?.destroy())
    far?.on("error", () => near.destroy())
    if (far) near.pipe(far).pipe(near)
    else near.destroy()
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  return { url: `smtp://127.0.0.1:${port}`, open: () => void (open = true), stop: () => void server.close() }
}

test("no password, code, link or session token is in the log or in the database", async ({ browser }) => {
  test.setTimeout(300_000)
  const mailbox = await mkdtemp(join(tmpdir(), "roster-secrets-"))
  const database = await startThrowAway()
  const smtp = await startSmtp(mailbox)
  const gate = await startGate(smtp.url)
  const settings = { DATABASE_URL: database.url, SMTP_URL: gate.url }
  const roster = await startRoster(settings)
  const secrets = new Map<string, string>()
  const keep = (name: string, secret: string) => {
    secrets.set(name, secret)
    return secret
  }
  const tokenOf = (link: string) => /[^/]+$/.exec(link)![0]
  const keepTokens = async (page: Page, when: string) => {
    const cookies = await page.context().cookies()
    for (const { name, value } of cookies.filter((each) => /session|device/.test(each.name)))
      keep(`${name} ${when}`, value)
    expect(cookies.some(({ name }) => name === "roster-session")).toBe(true)
  }
  const setPassword = async (page: Page, password: string) => {
    await page.getByLabel("New password").fill(password)
    await page.getByLabel("Confirm password").fill(password)
    await page.getByRole("button", { name: "Set password" }).click()
  }
  const add = async (page: Page, firstName: string, email: string, wayIn: string) => {
    await page.goto("/users/new")
    await page.getByLabel("First name").fill(firstName)
    await page.getByLabel("Last name").fill("Becker")
    await page.getByLabel("Email", { exact: true }).fill(email)
    await page.getByRole("radio", { name: wayIn }).check()
    await page.getByRole("button", { name: "Create User" }).click()
  }
  try {
    const env = environment({ ...settings, AUTH_URL: roster.url })
    const words = ["lib/server/create-workspace.ts", "create", "acme", "Acme", "ada@acme.example"]
    const { stdout } = await promisify(execFile)(process.execPath, words, { env })
    const firstLink = /https?:\/\/\S+/.exec(stdout)![0]
    keep("the first admin's link", tokenOf(firstLink))
    const admin = await browser.newPage({ baseURL: roster.url })
    await admin.goto(firstLink)
    await admin.getByLabel("First name").fill("Ada")
    await admin.getByLabel("Last name").fill("Byron")
    await setPassword(admin, keep("the admin's password", "a quiet harbour at dawn"))
    await expect(admin).toHaveURL(/\/users/)
    await keepTokens(admin, "of the admin")

    await add(admin, "Tom", "tom@acme.example", "Temporary password by email")
    await expect(admin).toHaveURL(/\/users\/[\da-f-]{36}/)
    await add(admin, "Eve", "eve@acme.example", "Invitation link")
    await expect(admin).toHaveURL(/\/users\/[\da-f-]{36}/)
    await add(admin, "Ann", "ann@acme.example", "Temporary password shown once")
    keep(
      "the password shown once",
      (await admin.getByLabel("Temporary password", { exact: true }).textContent())!,
    )
    const whileWaiting = await dumpDatabase(database.url)
    expect(whileWaiting).toMatch(/^graphile_worker\._private_jobs .*/m)
    expect(whileWaiting).toMatch(/^public\.mails .*tom@acme\.example.*queued/m)
    gate.open()

    const mailed = await waitForMail(mailbox, "tom@acme.example")
    const temporary = keep("the temporary password", temporaryPasswordIn(mailed))
    const mistyped = keep("a mistyped password", "copper lantern at nood")
    const signInPage = `${roster.url}/sign-in/acme`
    expect((await postForm(signInPage, { email: "tom@acme.example", password: mistyped })).status).toBe(200)
    const tom = await browser.newPage({ baseURL: roster.url })
    await signInTo(tom, "acme", "tom@acme.example", temporary)
    await expect(tom).toHaveURL(/\/change-password/)
    await keepTokens(tom, "at the password")
    const chosen = keep("the chosen password", "copper lantern at noon")
    await setPassword(tom, chosen)
    await expect(tom).toHaveURL(/\/verify-email/)
    await keepTokens(tom, "at the code")
    const code = keep("the code", codeIn(await waitForMail(mailbox, "tom@acme.example", 2)))
    const wrong = code === "271828" ? "314159" : "271828"
    await tom.getByLabel("Verification code").fill(keep("a wrong code", wrong))
    await tom.getByRole("button", { name: "Submit" }).click()
    await expect(tom.getByText("not the code we sent")).toBeVisible()
    await tom.getByLabel("Verification code").fill(code)
    await tom.getByRole("button", { name: "Submit" }).click()
    await expect(tom).not.toHaveURL(/\/verify-email/)
    await keepTokens(tom, "inside")

    const invitation = linkIn(await waitForMail(mailbox, "eve@acme.example"))
    keep("the invitation link", tokenOf(invitation))
    const eve = await browser.newPage({ baseURL: roster.url, javaScriptEnabled: false })
    await eve.goto(invitation)
    await setPassword(eve, keep("the invited password", "seven geese over the fen"))
    await expect(eve).not.toHaveURL(/\/invitation/)
    await keepTokens(eve, "of the invited")

    await postForm(`${roster.url}/forgot-password?workspace=acme`, { email: "tom@acme.example" })
    const reset = linkIn(await waitForMail(mailbox, "tom@acme.example", 3))
    keep("the reset link", tokenOf(reset))
    await tom.goto(reset)
    await setPassword(tom, keep("the password after the reset", "nine lamps along the quay"))
    await expect(tom).not.toHaveURL(/\/reset-password/)

    const full = await dumpDatabase(database.url)
    for (const there of [
      "$argon2id$",
      "tom@acme.example",
      "public.sessions",
      "public.codes",
      "public.invitations",
      "public.changes",
    ])
      expect(full).toContain(there)
    const links = [firstLink, invitation, reset]
    for (const link of links)
      await ask(`${roster.url}/users?next=${link}`, {
        headers: { referer: link, cookie: `roster-session=${tokenOf(link)}` },
      })
    const serverLog = await readFile(join(dirname(database.folder), "postgres.log"), "utf8")

    // Errors like to tell what they were about: now everything fails.
    const open = await ask(signInPage)
    expect(open.status).toBe(200)
    const cookie = (await eve.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ")
    await tom.goto(signInPage)
    await database.stop()
    await tom.getByLabel("Email", { exact: true }).fill("tom@acme.example")
    await tom.getByLabel("Password", { exact: true }).fill(chosen)
    await tom.getByRole("button", { name: "Log in" }).click()
    await expect(tom.getByText(/went wrong/)).toBeVisible()
    for (const address of [...links, `${roster.url}/users`])
      expect((await ask(address, { headers: { cookie } })).status).toBe(500)

    const output = roster.output()
    const places = { output, full, whileWaiting, serverLog }
    const found = Object.entries(places).map(([place, text]) => [place, tracesIn(text, secrets)])
    expect(Object.fromEntries(found)).toEqual({ output: [], full: [], whileWaiting: [], serverLog: [] })
    expect(secrets.size).toBeGreaterThan(14)
    expect(output).toContain('"level":"error"')
    expect(output).toContain("/invitation/[token]")
    expect(serverLog).toContain("database system is ready")
  } finally {
    await roster.stop()
    gate.stop()
    await smtp.stop()
    await database.stop()
    await rm(mailbox, { recursive: true, force: true })
  }
})

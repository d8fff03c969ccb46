import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { startThrowAway } from "../db/embedded.ts"
import { expect, signInTo, test } from "./support/fixtures.ts"
import { environment, startRoster } from "./support/roster.ts"

const run = promisify(execFile)
const smtp = { SMTP_URL: "smtp://127.0.0.1:1" }

test.describe.configure({ mode: "serial" })
test.slow()

let dataDir: string
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "roster-e2e-"))
})
test.afterEach(async () => rm(dataDir, { recursive: true, force: true }))

const postmaster = () => existsSync(join(dataDir, "pg/postmaster.pid"))

test("with no database given it brings its own, and takes it down again", async ({ request }) => {
  const roster = await startRoster({ ...smtp, DATA_DIR: dataDir })
  expect(postmaster()).toBe(true)
  expect(await (await request.get(`${roster.url}/api/health`)).json()).toEqual({ status: "ok" })
  expect(await roster.stop()).toBe(0)
  expect(postmaster()).toBe(false)
})

test("health says 503 while the database is away", async ({ request }) => {
  const database = await startThrowAway()
  const roster = await startRoster({ ...smtp, DATABASE_URL: database.url })
  try {
    expect((await request.get(`${roster.url}/api/health`)).status()).toBe(200)
    await database.stop()
    expect((await request.get(`${roster.url}/api/health`)).status()).toBe(503)
    expect(roster.output()).not.toContain(new URL(database.url).password)
  } finally {
    await roster.stop()
  }
})

test("two instances start together on one empty database", async ({ request }) => {
  const database = await startThrowAway()
  try {
    const both = await Promise.all([1, 2].map(() => startRoster({ ...smtp, DATABASE_URL: database.url })))
    for (const { url } of both) expect((await request.get(`${url}/sign-in`)).status()).toBe(200)
    expect(await Promise.all(both.map(({ stop }) => stop()))).toEqual([0, 0])
  } finally {
    await database.stop()
  }
})

test("a missing or wrong setting stops the start with one line that names it", async () => {
  const attempts: [string, Record<string, string>][] = [
    ["AUTH_SECRET", { AUTH_SECRET: "short" }],
    ["AUTH_URL", { AUTH_URL: "roster.example" }],
    ["SMTP_URL", { SMTP_URL: "" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://here" }],
    ["PORT", { PORT: "http" }],
  ]
  const attempt = async ([name, settings]: (typeof attempts)[number]) => {
    const env = environment({ AUTH_URL: "http://localhost:3000", ...smtp, DATA_DIR: dataDir, ...settings })
    const failed = await run(process.execPath, ["lib/server/start.ts"], { env }).catch(
      (error: { code: number; stderr: string }) => error,
    )
    expect(failed).toMatchObject({ code: 1 })
    expect(failed.stderr.trim().split("\n"), name).toHaveLength(1)
    expect(failed.stderr).toContain(name)
  }
  await Promise.all(attempts.map(attempt))
})

test("a workspace is made from the command line, and its first admin joins by the link", async ({ page }) => {
  const env = environment({
    AUTH_URL: process.env.ROSTER_URL!,
    ...smtp,
    DATABASE_URL: process.env.DATABASE_URL!,
  })
  const slug = `made-${process.pid}`
  const create = (...words: string[]) =>
    run(process.execPath, ["lib/server/create-workspace.ts", "create", ...words], { env })
  const { stdout } = await create(slug, "Made Up", "ada@made.example")
  const link = /https?:\/\/\S+\/invitation\/\S+/.exec(stdout)![0]
  await page.goto(link)
  await page.getByLabel("First name").fill("Ada")
  await page.getByLabel("Last name").fill("Byron")
  await page.getByLabel("New password").fill("a quiet harbour at dawn")
  await page.getByLabel("Confirm password").fill("a quiet harbour at dawn")
  await page.getByRole("button", { name: "Set password" }).click()
  await expect(page).toHaveURL(/\/users/)
  await expect(page.getByRole("link", { name: "Ada Byron" })).toBeVisible()
  await expect(create(slug, "Again", "ada@made.example")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("already"),
  })
  await expect(create("No Slug", "x", "ada@made.example")).rejects.toMatchObject({ code: 1 })
})

test("the demo seeds itself once, prints its sign-ins, and keeps its mails on a page", async ({ page }) => {
  const first = await startRoster({ DATA_DIR: dataDir, AUTH_SECRET: "" }, "lib/server/demo.ts")
  try {
    expect(first.output()).toContain("admin@acme.example")
    expect(first.output()).toContain(first.url)
    await signInTo(page, `${first.url}/sign-in/acme`, "admin@acme.example", "roster demo passphrase")
    await page.goto(`${first.url}/users/new`)
    await page.getByLabel("First name").fill("Tom")
    await page.getByLabel("Last name").fill("Becker")
    await page.getByLabel("Email", { exact: true }).fill("tom@acme.example")
    await page.getByRole("button", { name: "Create User" }).click()
    await expect(page.getByText("User added")).toBeVisible()
    await expect(async () => {
      await page.goto(`${first.url}/dev/mailbox`)
      await expect(page.getByText("tom@acme.example").first()).toBeVisible({ timeout: 500 })
    }).toPass()
  } finally {
    expect(await first.stop()).toBe(0)
  }
  const second = await startRoster({ DATA_DIR: dataDir, AUTH_SECRET: "" }, "lib/server/demo.ts")
  try {
    await signInTo(page, `${second.url}/sign-in/acme`, "admin@acme.example", "roster demo passphrase")
    await page.goto(`${second.url}/users?search=tom@acme`)
    await expect(page.getByRole("link", { name: "Tom Becker" }).first()).toBeVisible()
    await page.goto(`${second.url}/users`)
    for (const status of ["Suspended", "Not active", "Locked"])
      await expect(page.getByText(status, { exact: true }).first()).toBeVisible()
  } finally {
    await second.stop()
  }
  expect((await readdir(dataDir)).some((name) => name.startsWith("init-"))).toBe(false)
})

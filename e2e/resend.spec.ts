import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import postgres from "postgres"
import { startThrowAway } from "../db/embedded.ts"
import { expect, newWorkspace, signInTo, test, password } from "./support/fixtures.ts"
import { startResend } from "./support/mail-servers.ts"
import { codeIn, temporaryPasswordIn, waitForMail } from "./support/mailbox.ts"
import { startRoster } from "./support/roster.ts"

test("the journey's mails go through Resend too", async ({ browser }) => {
  test.slow()
  const mailbox = await mkdtemp(join(tmpdir(), "roster-resend-"))
  const database = await startThrowAway()
  const resend = await startResend(mailbox, "re_test")
  const roster = await startRoster({
    DATABASE_URL: database.url,
    RESEND_API_KEY: "re_test",
    RESEND_BASE_URL: resend.url,
  })
  const owner = postgres(database.url, { max: 1, onnotice: () => {} })
  try {
    const workspace = await newWorkspace(owner)
    const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
    const address = `tom@${workspace.slug}.example`
    const page = await browser.newPage({ baseURL: roster.url })
    await signInTo(page, workspace.slug, admin.email, password)
    await page.goto("/users/new")
    await page.getByLabel("First name").fill("Tom")
    await page.getByLabel("Last name").fill("Becker")
    await page.getByLabel("Email", { exact: true }).fill(address)
    await page.getByRole("radio", { name: "Temporary password by email" }).check()
    await page.getByRole("button", { name: "Create User" }).click()
    const first = await waitForMail(mailbox, address)
    expect(first.text).toContain("Maya Wright")
    expect(first.text).toMatch(/junk/i)

    const theirs = await browser.newPage({ baseURL: roster.url })
    await signInTo(theirs, workspace.slug, address, temporaryPasswordIn(first))
    await theirs.getByLabel("New password").fill("a quiet harbour at dawn")
    await theirs.getByLabel("Confirm password").fill("a quiet harbour at dawn")
    await theirs.getByRole("button", { name: "Set password" }).click()
    await expect(theirs).toHaveURL(/verify-email/)
    await theirs.getByLabel("Verification code").fill(codeIn(await waitForMail(mailbox, address, 2)))
    await theirs.getByRole("button", { name: "Submit" }).click()
    await expect(theirs).toHaveURL(/account/)
    const [left] = await owner`select count(*)::int as secrets from mails where payload is not null`
    expect(left!.secrets).toBe(0)
    for (const secret of [temporaryPasswordIn(first), "a quiet harbour at dawn"])
      expect(roster.output()).not.toContain(secret)
  } finally {
    await owner.end()
    await roster.stop()
    await resend.stop()
    await database.stop()
    await rm(mailbox, { recursive: true, force: true })
  }
})

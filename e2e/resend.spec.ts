import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import postgres from "postgres"
import { Webhook } from "standardwebhooks"
import { startThrowAway } from "../db/embedded.ts"
import { expect, newWorkspace, signInTo, test, password } from "./support/fixtures.ts"
import { startResend } from "./support/mail-servers.ts"
import { codeIn, temporaryPasswordIn, waitForMail } from "./support/mailbox.ts"
import { startRoster } from "./support/roster.ts"
import { invite } from "./support/steps.ts"

const webhookSecret = `whsec_${Buffer.from("only for tests, only for tests!!").toString("base64")}`

/** Tells Roster what became of a mail, as Resend does. */
async function report(url: string, type: string, emailId: string, more: object = {}) {
  const [now, id] = [new Date(), `msg_${type}`]
  const body = JSON.stringify({
    type,
    created_at: now.toISOString(),
    data: { email_id: emailId, from: "a@b.example", to: [], subject: "x", ...more },
  })
  const response = await fetch(`${url}/api/webhooks/resend`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "svix-id": id,
      "svix-timestamp": String(Math.floor(now.getTime() / 1000)),
      "svix-signature": new Webhook(webhookSecret).sign(id, now, body),
    },
  })
  return response.status
}

test("the journey's mails go through Resend too, and what it reports shows", async ({ browser }) => {
  test.slow()
  const mailbox = await mkdtemp(join(tmpdir(), "roster-resend-"))
  const database = await startThrowAway()
  const resend = await startResend(mailbox, "re_test")
  const roster = await startRoster({
    DATABASE_URL: database.url,
    RESEND_API_KEY: "re_test",
    RESEND_BASE_URL: resend.url,
    RESEND_WEBHOOK_SECRET: webhookSecret,
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

    expect(await report(roster.url, "email.delivered", resend.idOf(address))).toBe(200)
    await page.goto("/settings/email?state=delivered")
    await expect(page.getByText("Resend reports whether")).toBeVisible()
    await expect(
      page.getByRole("list", { name: "Mails", exact: true }).getByText("Delivered"),
    ).not.toHaveCount(0)

    const lost = `ada@${workspace.slug}.example`
    await invite(page, { firstName: "Ada", lastName: "Byron", email: lost })
    const theirPage = page.url()
    await waitForMail(mailbox, lost)
    const bounce = { bounce: { message: "The mailbox is gone", type: "Permanent", subType: "General" } }
    expect(await report(roster.url, "email.bounced", resend.idOf(lost), bounce)).toBe(200)
    expect(await report(roster.url, "email.delivered", resend.idOf(lost))).toBe(200)
    await page.goto(theirPage)
    await expect(page.getByText(`to ${lost} came back: The mailbox is gone.`)).toBeVisible()
    await expect(page.getByRole("link", { name: "Copy a fresh link" }).first()).toBeVisible()
    await page.goto(`/settings/email?search=${lost}`)
    const way = page.getByRole("list", { name: `The way of the mail to ${lost}` })
    await expect(way.getByRole("listitem")).toContainText([
      /^Queued/,
      /^Sent/,
      /^Delivered/,
      /^Came back.*The mailbox is gone/,
    ])

    const [left] = await owner`select count(*)::int as secrets from mails where payload is not null`
    expect(left!.secrets).toBe(0)
    for (const secret of [temporaryPasswordIn(first), "a quiet harbour at dawn", webhookSecret])
      expect(roster.output()).not.toContain(secret)
  } finally {
    await owner.end()
    await roster.stop()
    await resend.stop()
    await database.stop()
    await rm(mailbox, { recursive: true, force: true })
  }
})

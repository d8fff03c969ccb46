import { openChange } from "../db/seed/workspace.ts"
import { addMail } from "./support/action-things.ts"
import { expect, expectAccessible, test, type Workspace } from "./support/fixtures.ts"
import { waitForMail } from "./support/mailbox.ts"
import { invite } from "./support/steps.ts"

/** Mails that came back, the newest first by their number, each beside one that arrived. */
const addMails = ({ owner, id }: Workspace, many: number) => owner`
  insert into mails (workspace_id, id, to_address, template, subject, state, attempts, queued_at, sent_at, returned_at)
  select ${id}, gen_random_uuid(), n || '@pages.example', 'invitation', 'Your account at Acme', state, 1,
         now() - interval '1 minute' * n, now(), case state when 'bounced' then now() end
    from generate_series(1, ${many}::int) n, unnest(array['bounced', 'sent']) state`

const mailbox = () => process.env.ROSTER_MAILBOX!

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("mails say whom they are from, and the log shows the test", async ({ page, workspace, signIn }) => {
      const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
      await signIn(admin)
      await page.getByRole("link", { name: "Settings", exact: true }).click()
      await page.getByRole("link", { name: "E-mail", exact: true }).click()
      await expect(page.getByText("No mail has been sent yet.")).toBeVisible()

      const name = page.getByLabel("Sender name")
      await name.fill("Maya <ceo@globex.example>")
      await page.getByLabel("Reply-to").fill("help@acme.example")
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByText('Leave out < > " \\ and @.')).toBeVisible()
      await expect(page.getByLabel("Reply-to")).toHaveValue("help@acme.example")
      if (javaScriptEnabled) await expectAccessible(page)
      await name.fill("Acme, People")
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible()
      await expect(page.getByText("Acme, People via Roster <no-reply@roster.example>")).toBeVisible()

      await page.getByRole("button", { name: "Send me a test" }).click()
      await expect(page.getByRole("status").filter({ hasText: "A test mail to you" })).toBeVisible()
      expect(await waitForMail(mailbox(), admin.email)).toMatchObject({
        subject: "Test mail of Acme",
        from: '"Acme, People via Roster" <no-reply@roster.example>',
        replyTo: "help@acme.example",
      })
      const mails = page.getByRole("list", { name: "Mails", exact: true })
      await expect(async () => {
        await page.getByRole("button", { name: "Refresh" }).click()
        await expect(mails.getByText("Sent", { exact: true })).toBeVisible({ timeout: 500 })
      }).toPass({ timeout: 20_000 })
      await expect(mails.getByText("Send yourself another test mail instead.")).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
    })

    test("what did not arrive is found with its reason, and sent again where that can be", async ({
      page,
      workspace,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const tom = `refused@${workspace.slug}.example`
      await invite(page, { firstName: "Tom", lastName: "Becker", email: tom })
      const ann = await workspace.add({ firstName: "Ann", lastName: "Lee", joinedAt: null })
      await addMail(workspace, ann.id, { to: "ann@acme.example", template: "temporary-password" })

      const mails = page.getByRole("list", { name: "Mails", exact: true })
      await expect(async () => {
        await page.goto("/settings/email?state=failed")
        await expect(mails.getByText(tom, { exact: true })).toBeVisible({ timeout: 500 })
      }).toPass({ timeout: 20_000 })
      await expect(mails.getByText("ann@acme.example")).toBeHidden()
      const way = page.getByRole("list", { name: `The way of the mail to ${tom}` })
      await expect(way.getByRole("listitem").last()).toContainText("no such mailbox here")
      await page.getByRole("button", { name: `Resend to ${tom}` }).click()
      await expect(page.getByRole("status").filter({ hasText: "A fresh one is on its way" })).toBeVisible()
      await expect(mails.getByText(tom, { exact: true })).toHaveCount(2)

      // Once they have joined there is nothing to invite them to.
      await workspace.owner.begin(async (tx) => {
        await openChange(tx, workspace.id, "test.arranged")
        await tx`update users set joined_at = now() where workspace_id = ${workspace.id} and email = ${tom}`
      })
      await mails.getByText(tom, { exact: true }).first().click()
      await page
        .getByRole("button", { name: `Resend to ${tom}` })
        .first()
        .click()
      await expect(page.getByText("This person has joined already")).toBeVisible()

      await page.getByRole("searchbox", { name: "Search" }).fill("ANN@")
      await page.getByRole("combobox", { name: "State" }).selectOption("Any state")
      await page.getByRole("button", { name: "Refresh" }).click()
      await expect(page.getByText("Roster keeps no copy of the password")).toBeVisible()
      await page.getByRole("link", { name: "Open their page" }).click()
      await expect(page).toHaveURL(`/users/${ann.id}`)

      if (!javaScriptEnabled) {
        await addMails(workspace, 51)
        await page.goto("/settings/email")
        await page.getByRole("searchbox", { name: "Search" }).fill("pages.example")
        await page.getByRole("combobox", { name: "State" }).selectOption("Came back")
        await page.getByRole("button", { name: "Refresh" }).click()
        const found = mails.getByText(/^\d+@pages\.example$/)
        await expect(found).toHaveCount(50)
        await page.getByRole("link", { name: "Next" }).click()
        await expect(found).toHaveText(["51@pages.example"])
        await expect(page.getByRole("searchbox", { name: "Search" })).toHaveValue("pages.example")
        await expect(page.getByRole("combobox", { name: "State" })).toHaveValue("bounced")
        await page.getByRole("link", { name: "Previous" }).click()
        await expect(found).toHaveCount(50)
        await expect(found.first()).toHaveText("1@pages.example")
      }
      await page.goto("/settings/email?search=nobody-like-that")
      await expect(page.getByText("No mail matches these filters.")).toBeVisible()
      await page.getByRole("link", { name: "Show everything" }).click()
      await expect(mails.getByRole("listitem").filter({ hasText: "acme.example" })).not.toHaveCount(0)
    })
  })
}

test("without a secret nobody may report on mails", async ({ request }) => {
  const response = await request.post("/api/webhooks/resend", { data: { type: "email.bounced" } })
  expect(response.status()).toBe(404)
})

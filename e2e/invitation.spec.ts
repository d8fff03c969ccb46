import { expect, newWorkspace, password, signInTo, test } from "./support/fixtures.ts"
import { changeInvitations } from "./support/invitations.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"
import { chooseStep, expectSignedOut, invite, setPassword } from "./support/steps.ts"

const mailbox = process.env.ROSTER_MAILBOX!
const tom = { firstName: "Tom", lastName: "Becker" }

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("resent, copied, withdrawn: the newest link works and the others say why not", async ({
      browser,
      workspace,
      page,
      signIn,
    }) => {
      test.slow()
      await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
      const email = `tom@${workspace.slug}.example`
      await invite(page, { ...tom, email })
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      const first = linkIn(await waitForMail(mailbox, email))
      await theirs.goto(first)
      await expect(theirs.getByRole("heading", { name: "Join Acme" })).toBeVisible()

      await page.getByRole("button", { name: "Resend invitation" }).click()
      const question = page.getByRole("dialog", { name: "Resend the invitation of Tom Becker?" })
      await question.getByRole("button", { name: "Resend invitation" }).click()
      await expect(page.getByText("A fresh invitation is on its way")).toBeVisible()
      await expect(question).toBeHidden()
      const second = linkIn(await waitForMail(mailbox, email, 2))
      await theirs.goto(first)
      await expect(theirs.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible()
      await expect(theirs.getByText("ask an admin of Acme")).toBeVisible()
      await theirs.goto(second)
      await expect(theirs.getByRole("heading", { name: "Join Acme" })).toBeVisible()

      await chooseStep(page, "Copy a fresh link")
      await page.getByRole("button", { name: "Make a fresh link" }).click()
      const shown = page.getByRole("dialog", { name: "Invitation link for Tom Becker" })
      const third = await shown.getByLabel("Invitation link", { exact: true }).innerText()
      expect(third).toContain("/invitation/")
      await shown.getByRole("link", { name: "Done" }).click()
      await expect(page.getByRole("heading", { name: "Tom Becker" })).toBeVisible()
      expect(await page.content()).not.toContain(third)
      await theirs.goto(second)
      await expect(theirs.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible()
      await theirs.goto(third)
      await expect(theirs.getByRole("heading", { name: "Join Acme" })).toBeVisible()

      await page.getByRole("button", { name: "Withdraw invitation" }).click()
      await page.getByRole("dialog").getByRole("button", { name: "Withdraw invitation" }).click()
      await expect(page.getByText("Invitation withdrawn")).toBeVisible()
      // The page is open still: what it sends is refused.
      await setPassword(theirs)
      await expect(theirs.getByText(/was withdrawn/)).toBeVisible()
      await theirs.goto(third)
      await expect(theirs.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible()
      await chooseStep(page, "Withdraw invitation")
      await page.getByRole("dialog").getByRole("button", { name: "Withdraw invitation" }).click()
      await expect(page.getByText("There is no open invitation to withdraw")).toBeVisible()
    })

    test("used, expired, unknown: each has a way out", async ({ browser, workspace, page, signIn }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
      const email = `tom@${workspace.slug}.example`
      await invite(page, { ...tom, email })
      const link = linkIn(await waitForMail(mailbox, email))
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await theirs.goto(link)
      await setPassword(theirs)
      await expect(theirs.getByText("Tom Becker").first()).toBeVisible()
      await theirs.goto(link)
      await expect(theirs.getByRole("heading", { name: "This invitation was used" })).toBeVisible()
      await theirs.getByRole("link", { name: "Log in to Acme" }).click()
      await expect(theirs).toHaveURL(new RegExp(`/sign-in/${workspace.slug}$`))

      const late = `late@${workspace.slug}.example`
      await invite(page, { ...tom, email: late })
      const expired = linkIn(await waitForMail(mailbox, late))
      await changeInvitations(workspace, late, "expires_at = now() - interval '1 minute'")
      await theirs.goto(expired)
      await expect(theirs.getByRole("heading", { name: "This invitation has expired" })).toBeVisible()
      await expect(theirs.getByText("Ask an admin of Acme")).toBeVisible()

      await theirs.goto("/invitation/no-such-token")
      await expect(theirs.getByRole("heading", { name: "There is no such invitation" })).toBeVisible()
      await expect(theirs.getByRole("link", { name: "Go to the sign-in page" })).toBeVisible()
    })

    test("opened while somebody else is signed in: it says so, and accepting ends that session", async ({
      browser,
      workspace,
      page,
      signIn,
      owner,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }), page, { land: false })
      const email = `tom@${workspace.slug}.example`
      await invite(page, { ...tom, email })
      const other = await newWorkspace(owner, "Globex")
      const somebody = await other.add({ firstName: "Sam", lastName: "Else" })
      const context = await browser.newContext({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      const theirs = await context.newPage()
      await signInTo(theirs, other.slug, somebody.email, password)
      const before = await context.storageState()
      await theirs.goto(linkIn(await waitForMail(mailbox, email)))
      await expect(theirs.getByText("Sam Else is signed in to Globex")).toBeVisible()
      await setPassword(theirs)
      await expect(theirs.getByText("Tom Becker").first()).toBeVisible()
      const former = await browser.newContext({ baseURL: process.env.ROSTER_URL, storageState: before })
      await expectSignedOut(await former.newPage())
      await context.close()
      await former.close()
    })
  })
}

test("whoever invited has been suspended since: the link lets nobody in", async ({
  browser,
  workspace,
  page,
  signIn,
}) => {
  const inviter = await workspace.add({ firstName: "Ivo", type: "tenant_admin" })
  const admin = await workspace.add({ type: "tenant_admin" })
  await signIn(inviter, page, { land: false })
  const email = `tom@${workspace.slug}.example`
  await invite(page, { ...tom, email })
  const link = linkIn(await waitForMail(mailbox, email))
  const theirs = await browser.newPage({ baseURL: process.env.ROSTER_URL })
  await signIn(admin, theirs, { land: false })
  await theirs.goto(`/users/${inviter.id}?confirm=suspend`)
  await theirs
    .getByRole("dialog")
    .getByRole("button", { name: /^Suspend/ })
    .click()
  await expect(theirs.getByText("Their sessions have ended")).toBeVisible()
  await page.goto(link)
  await expect(page.getByRole("heading", { name: "This invitation no longer holds" })).toBeVisible()
  await expect(page.getByText("Ask an admin of Acme")).toBeVisible()
})

test("what is not possible is shown with its reason", async ({ workspace, page, signIn }) => {
  await signIn(await workspace.add({ firstName: "Maya", type: "tenant_admin" }), page, { land: false })
  const joined = await workspace.add({ firstName: "Jo", lastName: "Ined" })
  const waiting = await workspace.add({ firstName: "Wai", lastName: "Ting", joinedAt: null })
  await page.goto("/users")
  await page.getByRole("button", { name: "Actions for Jo Ined" }).click()
  const menu = page.getByRole("group", { name: "Actions for Jo Ined" })
  await expect(menu.getByText("Joined already")).toBeVisible()
  await expect(menu.getByText("Not locked")).toBeVisible()
  await menu.getByRole("link", { name: "Reset password" }).click()
  await expect(page.getByRole("dialog", { name: "Reset the password of Jo Ined?" })).toBeVisible()
  await page.goto(`/users/${joined.id}`)
  await page.getByRole("button", { name: /^More about/ }).click()
  await expect(page.getByText("This person has joined already").first()).toBeVisible()
  await page.goto(`/users/${waiting.id}`)
  await expect(page.getByRole("button", { name: "Reset password" })).toBeHidden()
  await page.getByRole("button", { name: /^More about/ }).click()
  await expect(page.getByText("This person has not joined yet").first()).toBeVisible()
})

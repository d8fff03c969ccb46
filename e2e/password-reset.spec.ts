import { expect, expectAccessible, password, signInTo, test } from "./support/fixtures.ts"
import { linkIn, waitForMail } from "./support/mailbox.ts"
import { expectSignedOut, fresh, setPassword, trySignIn } from "./support/steps.ts"

const mailbox = process.env.ROSTER_MAILBOX!

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("forgotten: a link comes by mail, the newest one works, once", async ({
      browser,
      workspace,
      page,
      signIn,
    }) => {
      test.slow()
      const person = await workspace.add({ firstName: "Hugo", type: "analyst" })
      const elsewhere = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(person, elsewhere, { land: false })

      const ask = async (email: string) => {
        await page.goto(`/sign-in/${workspace.slug}`)
        await page.getByRole("link", { name: "Forgot password?" }).click()
        await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible()
        await page.getByLabel("Email", { exact: true }).fill(email)
        await page.getByRole("button", { name: "Send the link" }).click()
        await expect(page.getByRole("heading", { name: "Look in your mail" })).toBeVisible()
        expect(page.url()).not.toContain("@")
        return page.getByRole("main").innerText()
      }
      const known = await ask(person.email)
      expect(known).toContain("30 minutes")
      expect(known).toContain("junk folder")
      const first = linkIn(await waitForMail(mailbox, person.email))
      expect(await ask(person.email)).toBe(known)
      const second = linkIn(await waitForMail(mailbox, person.email, 2))
      expect(await ask(`nobody@${workspace.slug}.example`)).toBe(known)

      await page.goto(first)
      await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible()
      await page.getByRole("link", { name: "Ask for a new link" }).click()
      await expect(page).toHaveURL(/\/forgot-password/)
      await page.goto(second)
      await expect(page.getByText(person.email)).toBeVisible()
      await page.getByLabel("New password").fill(fresh)
      await page.getByLabel("Confirm password").fill("a quiet harbour at dusk")
      await page.getByRole("button", { name: "Set password" }).click()
      await expect(page.getByText("The two passwords differ")).toBeVisible()
      await setPassword(page, "password password password")
      await expect(page.getByText("This password is easy to guess")).toBeVisible()
      await setPassword(page)
      await expect(page.getByText("Your password is set. Log in with it.")).toBeVisible()
      await expectSignedOut(elsewhere)

      await trySignIn(page, workspace.slug, person.email, password)
      await expect(page.getByText("don't match")).toBeVisible()
      await signInTo(page, workspace.slug, person.email, fresh)
      await page.goto(second)
      await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible()
      expect((await waitForMail(mailbox, person.email, 3)).subject).toContain("was changed")
    })

    test("an admin mails a link: nothing changes until it is used", async ({
      browser,
      workspace,
      page,
      signIn,
    }) => {
      await signIn(await workspace.add({ firstName: "Maya", lastName: "Wright", type: "tenant_admin" }))
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", type: "viewer" })
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(person, theirs, { land: false })
      await page.goto(`/users/${person.id}`)
      await page.getByRole("button", { name: "Reset password" }).click()
      const question = page.getByRole("dialog", { name: "Reset the password of Hugo Mensah?" })
      await expect(question.getByRole("radio", { name: "Mail them a link" })).toBeChecked()
      await question.getByRole("button", { name: "Reset password" }).click()
      await expect(page.getByText("The link to choose a new password is on its way")).toBeVisible()
      await expect(question).toBeHidden()
      const mail = await waitForMail(mailbox, person.email)
      expect(mail.text).toContain("Maya Wright")
      await theirs.goto("/account")
      await expect(theirs).toHaveURL(/\/account$/)
      await theirs.goto(linkIn(mail))
      await setPassword(theirs)
      await expect(theirs.getByText("Your password is set")).toBeVisible()
      await expectSignedOut(theirs)
      await signInTo(theirs, workspace.slug, person.email, fresh)
    })

    test("an admin makes a temporary password, shown once: the person is out at once", async ({
      browser,
      workspace,
      page,
      signIn,
    }) => {
      await signIn(await workspace.add({ type: "tenant_admin" }))
      const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah", type: "viewer" })
      const theirs = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(person, theirs, { land: false })
      await page.goto(`/users/${person.id}?confirm=reset`)
      const question = page.getByRole("dialog", { name: "Reset the password of Hugo Mensah?" })
      await question.getByRole("radio", { name: "New temporary password, shown once" }).check()
      await question.getByRole("button", { name: "Reset password" }).click()
      const shown = page.getByRole("dialog", { name: "Temporary password for Hugo Mensah" })
      const secret = await shown.getByLabel("Temporary password", { exact: true }).innerText()
      await expect(question).toBeHidden()
      await shown.getByRole("link", { name: "Done" }).click()
      await expect(page.getByText("Temporary, valid until")).toBeVisible()
      expect(await page.content()).not.toContain(secret)

      await expectSignedOut(theirs)
      await trySignIn(theirs, workspace.slug, person.email, password)
      await expect(theirs.getByText("don't match")).toBeVisible()
      await signInTo(theirs, workspace.slug, person.email, secret)
      await expect(theirs).toHaveURL(/\/change-password$/)
      await setPassword(theirs, secret)
      await expect(theirs.getByText("Choose a password other than the temporary one")).toBeVisible()
      await setPassword(theirs)
      await expect(theirs).toHaveURL(/\/users$/)
    })

    test("a session that was found open gives nobody its owner's password or address", async ({
      workspace,
      page,
      signIn,
    }) => {
      const me = await workspace.add({ firstName: "Maya", lastName: "Wright", type: "tenant_admin" })
      await signIn(me)
      await workspace.owner`update sessions set proved_at = now() - interval '11 minutes' where workspace_id = ${workspace.id}`
      await page.goto(`/users/${me.id}/edit`)
      await expect(page.getByLabel("Email", { exact: true })).toHaveAttribute("readonly")
      await expect(page.getByText("Change your own under Account")).toBeVisible()
      await page.goto(`/users/${me.id}?confirm=reset`)
      const question = page.getByRole("dialog", { name: "Reset the password of Maya Wright?" })
      await question.getByRole("radio", { name: "New temporary password, shown once" }).check()
      await question.getByRole("button", { name: "Reset password" }).click()
      await expect(question.getByText("Type your password too")).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      await question.getByLabel("Your password").fill(password)
      await question.getByRole("button", { name: "Reset password" }).click()
      await expect(page.getByRole("dialog", { name: "Temporary password for Maya Wright" })).toBeVisible()
    })

    test("the workspace is asked for when it is not known", async ({ browser, workspace }) => {
      const page = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await page.goto("/forgot-password?workspace=no-such-workspace")
      await expect(page.getByText("There is no workspace named “no-such-workspace”")).toBeVisible()
      await page.getByLabel("Workspace").fill(workspace.slug)
      await page.getByRole("button", { name: "Continue" }).click()
      await expect(page.getByText("a link to choose a new one for Acme")).toBeVisible()
      await page.getByLabel("Email", { exact: true }).fill("nonsense")
      await page.getByRole("button", { name: "Send the link" }).click()
      await expect(page.getByText("Enter an address like name@company.com")).toBeVisible()
    })
  })
}

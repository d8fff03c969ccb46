import { expect, newWorkspace, test } from "./support/fixtures.ts"
import { waitForMail } from "./support/mailbox.ts"

const mailbox = process.env.ROSTER_MAILBOX!

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("one's workspaces come by mail; the page says the same for every address", async ({
      page,
      workspace,
      owner,
    }) => {
      const other = await newWorkspace(owner, "Globex")
      const email = `both@${workspace.slug}.example`
      await workspace.add({ email })
      await other.add({ email })
      const ask = async (address: string) => {
        await page.goto("/sign-in?choose")
        await page.getByRole("link", { name: "Find my workspaces" }).click()
        await expect(page.getByRole("heading", { name: "Find my workspaces" })).toBeVisible()
        await page.getByLabel("Email", { exact: true }).fill(address)
        await page.getByRole("button", { name: "Mail me my workspaces" }).click()
        await expect(page.getByRole("heading", { name: "Look in your mail" })).toBeVisible()
        return page.getByRole("main").innerText()
      }
      const known = await ask(email)
      expect(await ask(`nobody@${workspace.slug}.example`)).toBe(known)
      expect(known).toContain("junk folder")
      const { text } = await waitForMail(mailbox, email)
      for (const { name, slug } of [workspace, other]) {
        expect(text).toContain(name)
        expect(text).toContain(`/sign-in/${slug}`)
      }
    })
  })
}

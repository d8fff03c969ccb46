import type { Page } from "@playwright/test"
import { insertBot } from "../db/seed/bots.ts"
import { expect, expectAccessible, test, type Workspace } from "./support/fixtures.ts"

const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const row = (page: Page, list: string, text: string) =>
  page.getByRole("list", { name: list }).getByRole("listitem").filter({ hasText: text })
const ownerOf = (page: Page, bot: string) => page.getByRole("combobox", { name: `New owner of ${bot}` })

/** Maya, an Admin; Lena, who owns three bots; Hugo, who builds; and somebody late in the alphabet. */
async function arrange(workspace: Workspace) {
  const maya = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const lena = await workspace.add({
    firstName: "Lena",
    lastName: "Sharma",
    email: "lena.sharma@acme.example",
  })
  const hugo = await workspace.add({ firstName: "Hugo", lastName: "Mensah", roles: ["Bot Creator"] })
  const zoe = await workspace.add({ firstName: "Zoë", lastName: "Zimmer", email: "zoe@acme.example" })
  const add = (name: string, published: boolean) =>
    insertBot(workspace.owner, workspace.id, { ownerId: lena.id, name, published })
  return { maya, lena, hugo, zoe, bots: [await add("Returns bot", true), await add("Spring sale", false)] }
}

const ownersOf = async ({ owner, id }: Workspace) => {
  const found = await owner<{ name: string; first_name: string }[]>`
    select b.name, u.first_name from bots b join users u on u.workspace_id = b.workspace_id and u.id = b.owner_id
     where b.workspace_id = ${id} order by b.name`
  return Object.fromEntries(found.map(({ name, first_name }) => [name, first_name]))
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("an owner is deleted when each of their bots has another", async ({ page, workspace, signIn }) => {
      const { maya, lena } = await arrange(workspace)
      await signIn(maya)
      await page.goto(`/users/${lena.id}?confirm=archive`)
      const dialog = page.getByRole("dialog", { name: "Delete Lena Sharma?" })
      await expect(dialog).toContainText("Lena owns 2 bots.")
      await expect(dialog).toContainText("Published, version 1")
      if (javaScriptEnabled) await expectAccessible(page)
      await ownerOf(page, "Returns bot").selectOption("Hugo Mensah")
      await dialog.getByLabel("Reason").fill("Moves to another company")
      await page.getByRole("button", { name: "Delete Lena" }).click()
      await expect(dialog.getByText("Choose an owner for Spring sale")).toBeVisible()
      await expect(ownerOf(page, "Spring sale")).toHaveAttribute("aria-invalid", "true")
      if (javaScriptEnabled) await expect(ownerOf(page, "Spring sale")).toBeFocused()
      await expect(dialog.getByLabel("Reason")).toHaveValue("Moves to another company")
      expect(await ownersOf(workspace)).toEqual({ "Returns bot": "Lena", "Spring sale": "Lena" })

      await dialog.getByText("One owner for all").click()
      await page.getByLabel("Or by e-mail address").fill("nobody@acme.example")
      await page.getByRole("button", { name: "Delete Lena" }).click()
      await expect(dialog.getByText("Nobody in this workspace has this address.")).toBeVisible()
      await page.getByLabel("Or by e-mail address").fill("zoe@acme.example")
      await page.getByRole("button", { name: "Delete Lena" }).click()
      await said(page, "Deleted.")
      expect(await ownersOf(workspace)).toEqual({ "Returns bot": "Hugo", "Spring sale": "Zoë" })
      await page.goto(`/users/${lena.id}/activity`)
      await expect(page.getByText("Moves to another company")).toBeVisible()
    })

    test("many are deleted when one owner is chosen for all their bots", async ({
      page,
      workspace,
      signIn,
    }) => {
      const { maya, lena, hugo } = await arrange(workspace)
      await signIn(maya)
      await page.goto(`/users/bulk?action=archive&id=${lena.id}&id=${maya.id}`)
      await expect(page.getByText("Some of them own bots.")).toBeVisible()
      await expect(page.getByText("Lena Sharma · Published, version 1")).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole("button", { name: "Delete 1 person" }).click()
      await expect(page.getByText("Choose an owner for Returns bot and Spring sale")).toBeVisible()
      await page.getByText("One owner for all").click()
      await page.getByLabel("Owner of all for which nobody is chosen").selectOption("Hugo Mensah")
      await ownerOf(page, "Spring sale").selectOption("Maya Wright")
      await page.getByRole("button", { name: "Delete 1 person" }).click()
      await expect(page.getByText("Finished. 1 person deleted.")).toBeVisible()
      expect(await ownersOf(workspace)).toEqual({ "Returns bot": "Hugo", "Spring sale": "Maya" })
      await page.goto(`/users/${hugo.id}/bots`)
      await expect(row(page, "Bots", "Returns bot")).toContainText("Owner")
    })

    test("an owner gives, changes and takes parts by address, and hands the bot on", async ({
      page,
      workspace,
      signIn,
    }) => {
      const { lena, hugo, bots } = await arrange(workspace)
      await signIn(lena, page, { land: false })
      await page.goto(`/bots/${bots[0]}/members`)
      // Who may not look through the directory has to know whom they want.
      await expect(page.getByRole("searchbox")).toHaveCount(0)
      await page.getByRole("textbox", { name: "Email", exact: true }).fill("zoe@acme.exampl")
      await page.getByRole("button", { name: "Add", exact: true }).click()
      await expect(page.getByText("Nobody in this workspace has this address.")).toBeVisible()
      await page.getByRole("textbox", { name: "Email", exact: true }).fill("Zoe@acme.example")
      await page.getByRole("radio", { name: "Tester" }).check()
      await page.getByRole("button", { name: "Add", exact: true }).click()
      await said(page, "Saved.")
      await expect(row(page, "Members", "Zoë Zimmer")).toContainText("Tester")
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole("button", { name: "Make Developer (Zoë Zimmer)" }).click()
      await expect(page.getByRole("button", { name: "Make Tester (Zoë Zimmer)" })).toBeVisible()
      await page.getByRole("button", { name: "Remove Zoë Zimmer" }).click()
      await said(page, "Taken away.")
      await expect(row(page, "Members", "Zoë Zimmer")).toHaveCount(0)

      await page.goto(`/bots/${bots[0]}/members?confirm=transfer`)
      await page.getByRole("button", { name: "Transfer ownership" }).last().click()
      await expect(page.getByRole("dialog")).toContainText("Choose the new owner")
      await page.getByLabel("E-mail address of the new owner").fill(hugo.email)
      await page.getByRole("button", { name: "Transfer ownership" }).last().click()
      await said(page, "The bot has another owner now.")
      await expect(row(page, "Members", "Hugo Mensah")).toContainText("Owner")
      await expect(row(page, "Members", "Lena Sharma")).toContainText("Developer")
      await expect(page.getByRole("button", { name: "Transfer ownership" })).toHaveCount(0)
    })

    test("an Admin finds people by name, and gives parts on the person's own page", async ({
      page,
      workspace,
      signIn,
    }) => {
      const { maya, lena, zoe, bots } = await arrange(workspace)
      await signIn(maya)
      await page.goto(`/bots/${bots[0]}/members?search=Zo`)
      await page.getByRole("button", { name: "Developer (Zoë Zimmer)" }).click()
      await said(page, "Saved.")
      await expect(row(page, "Found", "Zoë Zimmer")).toContainText("Developer")
      if (javaScriptEnabled) await expectAccessible(page)
      await page.goto(`/users/${zoe.id}/bots`)
      await expect(row(page, "Bots", "Returns bot")).toContainText("Developer")
      await page.getByRole("button", { name: "Add", exact: true }).click()
      await expect(page.getByText("Choose a bot.")).toBeVisible()
      await page.getByLabel("Bot", { exact: true }).selectOption("Spring sale")
      await page.getByRole("radio", { name: "Tester" }).check()
      await page.getByRole("button", { name: "Add", exact: true }).click()
      await said(page, "Saved.")
      await page.getByRole("button", { name: "Remove Returns bot" }).click()
      await said(page, "Taken away.")
      await expect(page.getByRole("list", { name: "Bots" }).getByRole("listitem")).toHaveText([/Spring sale/])
      if (javaScriptEnabled) await expectAccessible(page)
      await page.goto(`/users/${lena.id}/bots`)
      await expect(page.getByRole("button", { name: /^Remove/ })).toHaveCount(0)
      await page.getByRole("link", { name: "Transfer ownership of Returns bot" }).click()
      await expect(page.getByRole("dialog", { name: "Transfer Returns bot?" })).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page, "dialog[open]")
    })
  })
}

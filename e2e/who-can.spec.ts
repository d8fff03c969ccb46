import { insertGroup } from "../db/seed/groups.ts"
import { expect, expectAccessible, test, type Workspace } from "./support/fixtures.ts"

/** A viewer to look, and Hugo: an agent, who tries bots by a role and builds them by a group. */
async function arrange(workspace: Workspace) {
  const admin = await workspace.add({ firstName: "Maya", lastName: "Wright", type: "tenant_admin" })
  const hugo = await workspace.add({
    firstName: "Hugo",
    lastName: "Mensah",
    type: "agent",
    roles: ["Developer"],
  })
  await workspace.add({ firstName: "Sam", lastName: "Gone", roles: ["Developer"], suspendedAt: new Date() })
  await insertGroup(workspace.owner, workspace.id, {
    name: "Bot guild",
    roles: ["Bot Creator"],
    members: [hugo.id],
  })
  return { admin, hugo }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("the Access tab says by which ways, why, why not, and what would give it", async ({
      page,
      workspace,
      signIn,
    }) => {
      const { admin, hugo } = await arrange(workspace)
      await signIn(admin)
      await page.goto(`/users/${hugo.id}/access`)
      const table = page.getByRole("table", { name: "What Hugo can do" })
      const row = (name: string | RegExp) => table.getByRole("row", { name })
      await expect(row(/^See bots/)).toContainText("Role Developer")
      await expect(row(/^See bots/)).toContainText("Group Bot guild")
      await expect(row(/^Chat with published bots/)).toContainText("Type Agent")
      await expect(row(/^See people/)).toHaveCount(0)
      await expect(row(/^Create bots/).getByRole("link", { name: "Bot guild" })).toHaveAttribute(
        "href",
        /^\/groups\//,
      )
      await expect(row(/^Create bots/).getByRole("link", { name: "Bot Creator" })).toHaveAttribute(
        "href",
        /^\/roles\//,
      )

      await page.getByRole("link", { name: "Show what is missing" }).click()
      await expect(row(/^See people/)).toContainText("Nothing gives it")
      await row(/^Publish bots/)
        .getByRole("link")
        .click()
      const no = page.getByRole("region", { name: "No, Hugo can’t" })
      await expect(no).toContainText("bots:publish")
      await expect(no).toContainText("Give the role Manager")
      await expect(no).toContainText("Replace with the type Bot admin")
      await expect(page.getByRole("link", { name: "Hide what is missing" })).toBeVisible()

      await page.getByLabel("Permission", { exact: true }).selectOption("build bots")
      await page.getByRole("button", { name: "Why?" }).click()
      await expect(page.getByRole("region", { name: "Yes, Hugo can" })).toContainText("Group Bot guild")
      await page.getByRole("link", { name: "Who can build bots?" }).click()
      await expect(page.getByRole("heading", { name: "Who can build bots?" })).toBeVisible()
      await expect(page.getByRole("row", { name: /Hugo Mensah/ })).toContainText("Role Bot Creator")
      await expect(page.getByRole("row", { name: /Maya Wright/ })).toContainText("Type Tenant admin")
    })

    test("who can: by permission and by role, searched, with and without who can't sign in", async ({
      page,
      workspace,
      signIn,
    }) => {
      const { admin } = await arrange(workspace)
      await signIn(admin)
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Access" }).click()
      await expect(page.getByText("Choose a permission or a role to see")).toBeVisible()
      const choose = async (option: string) => {
        await page.getByLabel("Permission or role").selectOption(option)
        await page.getByRole("button", { name: "Show" }).click()
      }
      await choose("Try bots in test mode")
      const people = page.getByRole("table").getByRole("link", { name: /^(Hugo|Maya|Sam) / })
      await expect(people).toHaveText(["Hugo Mensah", "Maya Wright"])
      await page.getByLabel("Also who can't sign in now").check()
      await choose("Developer")
      await expect(people).toHaveText(["Hugo Mensah", "Sam Gone"])
      await page.getByLabel("Search among them").fill("sam")
      await page.getByRole("button", { name: "Show" }).click()
      await expect(people).toHaveText(["Sam Gone"])
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Export CSV" }).click(),
      ])
      const csv = await (await download.createReadStream()).toArray()
      const [head, sam, ...rest] = Buffer.concat(csv).toString().split("\r\n")
      expect(head).toBe("\uFEFFFirst name,Last name,Email,User type,Status,Given by")
      expect(sam).toMatch(/^Sam,Gone,p-.*@acme.example,Member,Suspended,Role Developer$/)
      expect(rest).toEqual([""])
    })
  })
}

test("somebody who can't sign in is told so before anything else", async ({ page, workspace, signIn }) => {
  const { admin } = await arrange(workspace)
  const sue = await workspace.add({ firstName: "Sue", roles: ["User"], suspendedAt: new Date() })
  await signIn(admin)
  await page.goto(`/users/${sue.id}/access?why=chat:use`)
  const now = page.getByRole("region", { name: "No, Sue can’t now" })
  await expect(now).toContainText("Sue is suspended")
  await expect(now).toContainText("Role User")
  await page.goto(`/users/${sue.id}/access?why=sso:manage`)
  const never = page.getByRole("region", { name: "No, Sue can’t" })
  await expect(never.getByRole("listitem")).toHaveText([
    /Give the role Admin/,
    /Replace with the type Tenant admin/,
  ])
})

test("both pages by keyboard, for readers of the screen, and on a phone", async ({
  page,
  workspace,
  signIn,
}) => {
  const { admin, hugo } = await arrange(workspace)
  await signIn(admin)
  await page.goto("/access")
  await expectAccessible(page)
  await page.getByLabel("Permission or role").focus()
  await page.keyboard.type("Build")
  await page.keyboard.press("Tab")
  await page.keyboard.type("hugo")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { name: "Who can build bots?" })).toBeVisible()
  await expect(page.getByRole("row", { name: /Hugo Mensah/ })).toBeVisible()
  await expectAccessible(page)
  await page.goto(`/users/${hugo.id}/access?missing=1&why=users:read`)
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  for (const address of [
    `/users/${hugo.id}/access?missing=1&why=bots:read`,
    "/access?permission=bots:read",
  ]) {
    await page.goto(address)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  }
})

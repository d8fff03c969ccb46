import type { Page } from "@playwright/test"
import { insertGroup } from "../db/seed/groups.ts"
import { addCrowd } from "./support/crowd.ts"
import { expect, expectAccessible, newWorkspace, test } from "./support/fixtures.ts"

const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name })
const addresses = (page: Page) => page.getByRole("textbox", { name: "Addresses" })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("a group's life: made, filled by search and by a list, its roles changed, emptied, deleted", async ({
      browser,
      page,
      workspace,
      signIn,
    }) => {
      test.slow()
      await insertGroup(workspace.owner, workspace.id, { name: "Berlin", roles: ["User"], members: [] })
      await signIn(await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" }))
      const hugo = await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
      const mei = await workspace.add({ firstName: "Mei", lastName: "Chen" })
      const hugos = await browser.newPage({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
      await signIn(hugo, hugos)
      const mayOpenUsers = async (may: boolean) => {
        await hugos.goto("/users")
        await expect(hugos).toHaveURL(may ? /\/users$/ : /\/closed/)
      }
      await mayOpenUsers(false)

      await page.goto("/groups")
      await page.getByRole("link", { name: "Add group" }).click()
      await page.getByLabel("Name").fill("BERLIN")
      await page.getByLabel("Description").fill("Answers at night")
      await page.getByRole("checkbox", { name: "Manager" }).check()
      await page.getByRole("button", { name: "Add group" }).click()
      await expect(page.getByText("There is a group with this name already.")).toBeVisible()
      await expect(page.getByLabel("Name")).toBeFocused()
      await expect(page.getByLabel("Description")).toHaveValue("Answers at night")
      await expect(page.getByRole("checkbox", { name: "Manager" })).toBeChecked()
      await page.getByLabel("Name").fill("Night shift")
      await page.getByRole("button", { name: "Add group" }).click()
      await said(page, "Group added.")
      const group = new URL(page.url()).pathname

      await page.getByRole("link", { name: "Add members" }).first().click()
      const find = page
        .getByRole("search", { name: "People to add" })
        .getByRole("searchbox", { name: "Search" })
      await find.fill("hugo")
      await find.press("Enter")
      await page.getByRole("button", { name: "Add Hugo Mensah" }).click()
      await said(page, "Added to the group.")
      await expect(page.getByRole("list", { name: "Found" })).toContainText("Member")
      await mayOpenUsers(true)

      await addresses(page).fill(`Mei <${mei.email}>; ${hugo.email}\nnobody@acme.example, Tom`)
      await page.getByRole("button", { name: "Look them up" }).click()
      const found = page.getByRole("region", { name: "Paste a list of addresses" })
      await expect(found).toContainText("Will be added 1")
      await expect(found).toContainText(`Hugo Mensah (${hugo.email})`)
      await expect(found).toContainText("Nobody here has this address 1")
      await expect(found).toContainText("Not an address 1")
      await expect(found).toContainText("1 person gains users:read")
      await expect(addresses(page)).toHaveValue(/nobody@acme.example, Tom$/)
      await page.getByRole("button", { name: "Add 1 person" }).click()
      await said(page, "Added to the group. What it gives")
      await expect(page.getByRole("table", { name: "Members" }).getByRole("row")).toHaveCount(3)

      await page.getByRole("link", { name: "Edit roles" }).click()
      await page.getByRole("checkbox", { name: "Manager" }).uncheck()
      await page.getByRole("checkbox", { name: "Agent", exact: true }).check()
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Show who gains and loses" }).click()
      const before = page.getByRole("region", { name: "Before you save" })
      await expect(before).toContainText("2 people gain conversations:handle")
      await expect(before).toContainText("2 people lose users:read")
      await expect(page.getByRole("checkbox", { name: "Manager" })).not.toBeChecked()
      await page.getByRole("button", { name: "Save roles" }).click()
      await said(page, "Roles saved.")
      await expect(page.getByRole("region", { name: "Roles" })).toContainText("Agent")
      await mayOpenUsers(false)

      await row(page, "Hugo Mensah").getByRole("checkbox").check()
      await page.getByRole("button", { name: /^Remove/ }).click()
      await expect(page.getByRole("heading", { name: "Remove Hugo Mensah from Night shift?" })).toBeVisible()
      await expect(page.getByRole("main")).toContainText("1 person loses chat:use")
      await page.getByRole("button", { name: "Remove Hugo Mensah" }).click()
      await said(page, "Removed from the group.")
      await expect(row(page, "Hugo Mensah")).toHaveCount(0)
      await page.getByRole("link", { name: "Remove Mei Chen" }).click()
      await page.getByRole("link", { name: "Cancel" }).click()
      await expect(row(page, "Mei Chen")).toBeVisible()

      await page.getByRole("link", { name: "Edit", exact: true }).click()
      await page.getByLabel("Name").fill("Late shift")
      await page.getByRole("button", { name: "Save" }).click()
      await said(page, "Saved.")
      await page.getByRole("link", { name: "Delete" }).click()
      await expect(page.getByRole("heading", { name: "Delete Late shift?" })).toBeVisible()
      await expect(page.getByRole("main")).toContainText("1 person loses conversations:handle")
      await page.getByRole("button", { name: "Delete Late shift" }).click()
      await said(page, "Group deleted.")
      await expect(page.getByRole("table", { name: "Groups" }).getByRole("row")).toHaveCount(2)
      await page.goto(group)
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible()
    })

    test("many groups and many members are paged and searched", async ({
      page,
      workspace,
      signIn,
      owner,
    }) => {
      await addCrowd(owner, workspace.id, 60)
      const crowd = await owner<{ id: string }[]>`select id from users where workspace_id = ${workspace.id}`
      const members = crowd.map(({ id }) => id)
      for (let n = 0; n < 52; n += 1)
        await insertGroup(owner, workspace.id, {
          name: `Team ${String(n).padStart(2, "0")}`,
          roles: [],
          members: n === 51 ? members : [],
        })
      await signIn(await workspace.add({ type: "viewer" }))
      await page.goto("/groups")
      await page.getByRole("link", { name: "Next" }).click()
      await expect(page.getByRole("table", { name: "Groups" }).getByRole("row")).toHaveCount(3)
      await page.getByRole("link", { name: "Previous" }).click()
      await expect(row(page, "Team 00")).toBeVisible()
      const search = page.getByRole("main").getByRole("searchbox", { name: "Search" })
      await search.fill("team 51")
      await search.press("Enter")
      await expect(row(page, "Team 51")).toContainText("60 members")
      await page.getByRole("link", { name: "Team 51" }).click()
      await expect(page.getByRole("link", { name: "Add members" })).toHaveCount(0)
      await expect(page.getByRole("checkbox")).toHaveCount(0)
      await page.getByRole("link", { name: "Next" }).click()
      await expect(row(page, "Crowd 00055")).toBeVisible()
      await search.fill("00007")
      await search.press("Enter")
      await expect(page.getByRole("table", { name: "Members" }).getByRole("row")).toHaveCount(2)
    })
  })
}

test("another workspace's group is as unknown as none", async ({ page, workspace, signIn, owner }) => {
  await signIn(await workspace.add({ type: "tenant_admin" }))
  const theirs = await insertGroup(owner, (await newWorkspace(owner)).id, {
    name: "x",
    roles: [],
    members: [],
  })
  for (const id of [theirs, "00000000-0000-7000-8000-000000000000", "no-id"])
    for (const path of ["", "/edit", "/roles", "/add", `/remove?id=${theirs}`, "/delete"])
      expect((await page.request.get(`/groups/${id}${path}`)).status(), path).toBe(404)
})

test("axe finds nothing on the pages of groups, and nothing scrolls sideways on a phone", async ({
  page,
  workspace,
  signIn,
}) => {
  test.setTimeout(180_000)
  const long = { firstName: "Maximiliane-Alexandra", lastName: "von Hohenzollern-Sigmaringen" }
  const members = [(await workspace.add(long)).id, (await workspace.add()).id]
  await signIn(await workspace.add({ type: "tenant_admin" }))
  await page.goto("/groups")
  await expectAccessible(page)
  const group = await insertGroup(workspace.owner, workspace.id, {
    name: "Donaudampfschifffahrtsgesellschaftskapitänsversammlung",
    description: "x".repeat(200),
    roles: ["Agent", "Manager", "Settings", "Developer"],
    members,
  })
  const here = `/groups/${group}`
  const pages = [
    "/groups",
    here,
    `${here}/edit`,
    `${here}/roles`,
    `${here}/add?search=max`,
    `${here}/remove?id=${members.join("&id=")}`,
    `/users/${members[0]}/groups`,
    "/groups/new",
    `${here}/delete`,
  ]
  for (const address of pages) {
    await page.goto(address)
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, address).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1280, height: 720 })
  }
  await page.goto(here)
  await row(page, "Pat Example").getByRole("checkbox").check()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.goto(`${here}/add`)
  await addresses(page).fill("nobody@acme.example\nnobody")
  await page.getByRole("button", { name: "Look them up" }).click()
  await expect(page.getByText("Not an address")).toBeVisible()
  await expectAccessible(page)
})

test("a group is made and filled by keyboard alone", async ({ page, workspace, signIn }) => {
  await signIn(await workspace.add({ type: "tenant_admin" }))
  await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
  const press = (key: string) => page.keyboard.press(key)
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await press("Tab")
      const focused = page.locator(":focus")
      const label = (await focused.getAttribute("aria-label")) ?? (await focused.textContent()) ?? ""
      if (label.trim() === name) return
    }
    throw new Error(`${name} is not reached by Tab`)
  }
  await page.goto("/groups")
  await tabTo("Add group")
  await press("Enter")
  await expect(page.getByLabel("Name")).toBeFocused()
  await page.keyboard.type("Night shift")
  await press("Enter")
  await said(page, "Group added.")
  await tabTo("Add members")
  await press("Enter")
  await expect(page.getByRole("heading", { name: "Add members to Night shift" })).toBeVisible()
  await tabTo("Search")
  await page.keyboard.type("hugo")
  await expect(page.getByRole("button", { name: "Add Hugo Mensah" })).toBeVisible()
  await tabTo("Add Hugo Mensah")
  await press("Enter")
  await said(page, "Added to the group.")
})

import { openChange } from "../db/seed/workspace.ts"
import { addBot, entryOf } from "./support/action-rows-bots.ts"
import { expect, expectAccessible, newWorkspace, test } from "./support/fixtures.ts"

test("each part opens what it is for, and nothing of another bot", async ({
  page,
  browser,
  workspace,
  signIn,
  owner,
}) => {
  const people = {
    developer: await workspace.add(),
    tester: await workspace.add(),
    stranger: await workspace.add(),
  }
  const members = (["developer", "tester"] as const).map((role) => ({ userId: people[role].id, role }))
  const botId = await addBot(workspace, { members, published: true })
  const entry = await entryOf(workspace, botId)
  const other = await addBot(workspace)
  const theirs = await addBot(await newWorkspace(owner, "Globex"))
  const opens = { developer: ["", "/entries/new"], tester: [""], stranger: [] }
  for (const [who, open] of Object.entries(opens) as [keyof typeof opens, string[]][]) {
    const visitor = await browser.newPage({ baseURL: process.env.ROSTER_URL })
    await signIn(people[who], visitor, { land: false })
    for (const path of ["", "/entries/new", "/publish"]) {
      await visitor.goto(`/bots/${botId}${path}`)
      await expect(visitor, `${who} ${path}`).toHaveURL(open.includes(path) ? /\/bots\// : /\/closed/)
    }
    for (const foreign of [other, theirs]) {
      await visitor.goto(`/bots/${foreign}`)
      await expect(visitor).toHaveURL(/\/closed\?needs=bots/)
    }
    await visitor.goto("/bots")
    if (who === "stranger") await expect(visitor).toHaveURL(/\/closed/)
    else await expect(visitor.getByRole("table", { name: "Bots" }).getByRole("row")).toHaveCount(2)
    await visitor.context().close()
  }

  await signIn(people.developer, page, { land: false })
  await page.goto(`/bots/${botId}`)
  await expect(page.getByRole("link", { name: "Open in test mode" })).toHaveAttribute(
    "href",
    `/chat/test?bot=${botId}`,
  )
  await expect(page.getByRole("link", { name: "Publish" })).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Archive" })).toHaveCount(0)
  // Not for who only reads: settings without a form.
  await page.context().clearCookies()
  await signIn(people.tester, page, { land: false })
  await page.goto(`/bots/${botId}/settings`)
  await expect(page.getByRole("region", { name: "Settings" })).toBeVisible()
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0)
  // An entry under another bot's address is none.
  await page.context().clearCookies()
  await signIn(await workspace.add({ type: "bot_admin" }), page, { land: false })
  for (const address of [`/bots/${other}/entries/${entry}`, `/bots/${theirs}`, "/bots/no-id"]) {
    await page.goto(address)
    await expect(page.getByRole("heading", { name: "There is nothing here" }), address).toBeVisible()
  }
})

test("axe finds nothing, and nothing scrolls sideways on a phone", async ({ page, workspace, signIn }) => {
  test.slow()
  const admin = await workspace.add({ type: "bot_admin" })
  await signIn(admin, page, { land: false })
  await page.goto("/bots")
  await expectAccessible(page)
  const long = { name: "W".repeat(60), description: "A description ".repeat(14).trim() }
  const botId = await addBot(workspace, { published: true, webhookUrl: "https://engine.example/", ...long })
  const entry = await entryOf(workspace, botId)
  await workspace.owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await tx`update bot_entries set answer = ${"w".repeat(600)} where bot_id = ${botId}`
    await tx`update bots set engine = 'entries', greeting = 'Hello' where id = ${botId}`
  })
  await addBot(workspace, { archivedAt: new Date(), name: "Old one" })
  const pages = [
    "",
    "/settings?confirm=secret",
    "/publish",
    "/entries/new",
    `/entries/${entry}?confirm=remove`,
  ]
  for (const address of [
    "/bots",
    "/bots?view=archived",
    "/bots?search=nothing",
    "/bots/new",
    ...pages.map((path) => `/bots/${botId}${path}`),
  ]) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(address)
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate("document.documentElement.scrollWidth"), address).toBeLessThanOrEqual(390)
  }
  await page.goto("/bots/new")
  await page.getByRole("button", { name: "Make bot" }).click()
  await expect(page.getByText("Enter a name.")).toBeVisible()
  await expectAccessible(page)
})

import type { Page } from "@playwright/test"
import { insertBot } from "../db/seed/bots.ts"
import { openChange } from "../db/seed/workspace.ts"
import { addBot, entryOf } from "./support/action-rows-bots.ts"
import { expect, expectAccessible, newWorkspace, test } from "./support/fixtures.ts"

const said = (page: Page, text: string) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible()
const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Returns bot" }).getByRole("link", { name })
const answers = (page: Page) => page.getByRole("table", { name: "Answers" }).getByRole("row")

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("a bot's life: made, filled, published, changed, moved to a webhook, archived", async ({
      page,
      workspace,
      signIn,
    }) => {
      test.slow()
      await insertBot(workspace.owner, workspace.id, {
        ownerId: (await workspace.add()).id,
        name: "Order helper",
      })
      await signIn(await workspace.add({ firstName: "Lena", lastName: "Sharma", roles: ["Bot Creator"] }))

      await page.goto("/bots")
      await page.getByRole("link", { name: "New bot" }).click()
      await page.getByLabel("Name").fill("ORDER helper")
      await page.getByLabel("Description").fill("Takes things back")
      await page.getByRole("radio", { name: "A webhook" }).check()
      await page.getByLabel("Address of the webhook").fill("ftp://engine.example")
      await page.getByRole("button", { name: "Make bot" }).click()
      await expect(page.getByText("Enter an address that begins with https://")).toBeVisible()
      await page.getByRole("radio", { name: "Its own answers" }).check()
      await expect(page.getByLabel("Address of the webhook")).toBeHidden()
      await page.getByRole("radio", { name: "A webhook" }).check()
      await page.getByLabel("Address of the webhook").fill("")
      await page.getByRole("radio", { name: "Its own answers" }).check()
      await page.getByRole("button", { name: "Make bot" }).click()
      await expect(page.getByText("There is a bot with this name already.")).toBeVisible()
      await expect(page.getByLabel("Description")).toHaveValue("Takes things back")
      await page.getByLabel("Name").fill("Returns bot")
      await page.getByRole("button", { name: "Make bot" }).click()
      await said(page, "Bot made.")
      await expect(page.getByText("Never published")).toBeVisible()

      await tab(page, "Publish").click()
      await expect(page.getByText("There is no answer in the draft yet.")).toBeVisible()
      await expect(page.getByRole("button", { name: /^Publish/ })).toHaveCount(0)
      await tab(page, "Answers").click()
      await page.getByRole("link", { name: "Add the first answer" }).click()
      await page.getByLabel("Title").fill("Time to return")
      await page.getByLabel("Phrases").fill("how long do i have\nreturn period")
      await page.getByLabel("Text").fill("x".repeat(4001))
      await page.getByRole("button", { name: "Add answer" }).click()
      await expect(page.getByText("Use at most 4000 characters.")).toBeVisible()
      await expect(page.getByLabel("Phrases")).toHaveValue("how long do i have\nreturn period")
      await page.getByLabel("Text").fill("You have **30 days**. <script>alert(1)</script>")
      await page.getByRole("checkbox", { name: "Hand the conversation over" }).check()
      await page.getByRole("button", { name: "Add answer" }).click()
      await said(page, "Answer added to the draft.")
      await expect(answers(page).nth(1)).toContainText("You have 30 days. <script>alert(1)</script>")
      await expect(answers(page).nth(1)).toContainText("Hands over to a person")

      await tab(page, "Publish").click()
      await expect(page.getByRole("region", { name: "Answers" })).toContainText("Time to return")
      await page.getByRole("button", { name: "Publish version 1" }).click()
      await said(page, "Published.")
      await tab(page, "Publish").click()
      await expect(page.getByText("Nothing has changed since version 1")).toBeVisible()

      await tab(page, "Answers").click()
      await page.getByRole("link", { name: "Time to return" }).click()
      await page.getByLabel("Phrases").fill("how long do i have\nhow many days")
      await page.getByRole("checkbox", { name: "Hand the conversation over" }).uncheck()
      await page.getByRole("button", { name: "Save" }).click()
      await said(page, "Answer saved in the draft.")
      await expect(page.getByText("1 change since version 1")).toBeVisible()
      await page.getByRole("searchbox", { name: "Search" }).fill("many DAYS")
      await page.getByRole("searchbox", { name: "Search" }).press("Enter")
      await expect(page).toHaveURL(/search=many/)
      await expect(answers(page)).toHaveCount(2)
      await tab(page, "Publish").click()
      const changed = page.getByRole("region", { name: "Answers changed" })
      await expect(changed.getByRole("deletion").first()).toContainText("return period")
      await expect(changed.getByRole("insertion").first()).toContainText("how many days")
      await expect(changed).toContainText("To a person")
      await expect(changed).not.toContainText("30 days")
      await page.getByRole("button", { name: "Publish version 2" }).click()
      await said(page, "Published.")

      await tab(page, "Settings").click()
      await page.getByRole("radio", { name: "A webhook" }).check()
      await page.getByLabel("Address of the webhook").fill("https://engine.example/answer")
      await page.getByRole("button", { name: "Save" }).click()
      await said(page, "Saved.")
      await tab(page, "Publish").click()
      await expect(page.getByText("There is no signing secret yet")).toBeVisible()
      await page.goto(`${new URL(page.url()).pathname.replace("publish", "settings")}?confirm=secret`)
      await page.getByRole("button", { name: "Make the secret" }).click()
      await expect(page.getByRole("status", { name: "Signing secret" })).toHaveText(/^whsec_[\w+/]{43}=$/)
      const secret = await page.getByRole("status", { name: "Signing secret" }).innerText()
      await page.getByRole("link", { name: "Done" }).click()
      await expect(page.getByText("Made Just now").or(page.getByText(/^Made /))).toBeVisible()
      expect(await page.content()).not.toContain(secret)
      await page.getByLabel("Address of the webhook").fill("https://other.example/answer")
      await page.getByRole("button", { name: "Save" }).click()
      await expect(page.getByText("The address is on another host")).toBeVisible()
      await page.getByRole("button", { name: "Save" }).click()
      await said(page, "Saved.")
      await tab(page, "Publish").click()
      await expect(page.getByRole("region", { name: "Settings" })).toContainText(
        "https://other.example/answer",
      )
      await page.getByRole("button", { name: "Publish version 3" }).click()
      await said(page, "Published.")

      await page.getByRole("link", { name: "Time to return" }).click()
      if (javaScriptEnabled) await page.getByRole("button", { name: "Remove" }).click()
      else await page.goto(`${page.url()}?confirm=remove`)
      await expect(page.getByRole("heading", { name: "Remove “Time to return”?" })).toBeVisible()
      await page.getByRole("button", { name: "Remove answer" }).click()
      await said(page, "Answer removed from the draft.")
      const bot = new URL(page.url()).pathname
      if (javaScriptEnabled) await page.getByRole("button", { name: "Archive" }).click()
      else await page.goto(`${bot}?confirm=archive`)
      await expect(page.getByRole("heading", { name: "Archive Returns bot?" })).toBeVisible()
      await page.getByRole("button", { name: "Archive Returns bot" }).click()
      await said(page, "Archived.")
      await page.getByRole("link", { name: /^Archived/ }).click()
      await expect(page.getByRole("row").filter({ hasText: "Returns bot" })).toContainText(
        "Version 3 was the last",
      )

      const admin = await workspace.add({ type: "bot_admin" })
      await page.context().clearCookies()
      await signIn(admin, page, { land: false })
      await page.goto(`${bot}?confirm=restore`)
      await page.getByRole("button", { name: "Restore Returns bot" }).click()
      await said(page, "Restored.")
    })
  })
}

test("what moved on since it was shown is not published", async ({ page, workspace, signIn, owner }) => {
  const lena = await workspace.add()
  const botId = await addBot(workspace, { ownerId: lena.id })
  await signIn(lena, page, { land: false })
  await page.goto(`/bots/${botId}/publish`)
  await owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await tx`update bot_entries set answer = 'Never.' where bot_id = ${botId}`
  })
  await page.getByRole("button", { name: "Publish version 1" }).click()
  await expect(page.getByText("The draft is not what was shown here any more.")).toBeVisible()
  await page.reload()
  await expect(page.getByRole("main")).toContainText("Never.")
  await page.getByRole("button", { name: "Publish version 1" }).click()
  await said(page, "Published.")
})

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

import { insertBot } from "../db/seed/bots.ts"
import { insertConversation } from "../db/seed/conversations.ts"
import { expect, expectAccessible, newWorkspace, test, type Workspace } from "./support/fixtures.ts"

const hour = 3_600_000

/** A bot with which somebody has talked today and yesterday, and who waited. */
async function arrange(workspace: Workspace, name: string): Promise<{ bot: string; userId: string }> {
  const { owner, id } = workspace
  const userId = (await workspace.add({ firstName: "Chloé", lastName: "Moreau", timezone: "UTC" })).id
  const bot = await insertBot(owner, id, { ownerId: userId, name, published: true })
  const now = Date.now()
  for (const ago of [0, 24 * hour])
    await insertConversation(owner, id, {
      userId,
      botId: bot,
      messages: [
        { author: "person", text: "Where is it?", at: new Date(now - ago) },
        { author: "bot", text: "On its way.", replyTo: 1, at: new Date(now - ago) },
      ],
      ...(ago === 0 && { waitingSince: new Date(now) }),
    })
  return { bot, userId }
}

test("figures as plots and tables, narrowed by bot and days, also without JavaScript", async ({
  page,
  browser,
  workspace,
  signIn,
}) => {
  const { bot } = await arrange(workspace, "Order helper")
  await insertBot(workspace.owner, workspace.id, {
    ownerId: (await workspace.add()).id,
    name: "Travel desk",
    published: true,
  })
  const analyst = await workspace.add({ type: "analyst", timezone: "UTC" })
  await signIn(analyst)
  await expect(page).toHaveURL("/analytics")
  await expect(page.getByRole("img", { name: "Messages per day" })).toBeVisible()
  await expect(page.getByText("On its way.")).toHaveCount(0)
  await expect(page.getByRole("row", { name: /Order helper 2 4 50.0% 1/ })).toBeVisible()
  await expect(page.getByRole("row", { name: /Travel desk 0 0 – 0 –/ })).toBeVisible()
  const messages = page.getByRole("region", { name: "Messages" })
  await messages.getByText("Show the figures").click()
  await expect(messages.getByRole("row")).toHaveCount(31)
  await expect(messages.getByRole("row").last()).toHaveText(/\w+day \d+ \w+2$/)
  await expectAccessible(page)

  const plain = await browser.newContext({
    baseURL: process.env.ROSTER_URL,
    javaScriptEnabled: false,
    colorScheme: "dark",
    viewport: { width: 390, height: 844 },
    storageState: await page.context().storageState(),
  })
  const phone = await plain.newPage()
  await phone.goto("/analytics")
  await expect(phone.getByLabel("From")).toBeHidden()
  await phone.getByLabel("Bot", { exact: true }).selectOption("Order helper")
  await phone.getByLabel("Period").selectOption("From a day to another")
  await phone.getByLabel("From").fill("2026-02-02")
  await phone.getByLabel("To", { exact: true }).fill("2026-02-01")
  await phone.getByRole("button", { name: "Refresh" }).click()
  await expect(phone.getByText("This day is before the first one.")).toBeVisible()
  await expect(phone.getByLabel("From")).toHaveValue("2026-02-02")
  await expect(phone.getByRole("link", { name: "CSV" })).toHaveCount(0)
  await phone.getByLabel("To", { exact: true }).fill("2026-02-20")
  await phone.getByLabel("Steps").selectOption("By week")
  await phone.getByRole("button", { name: "Refresh" }).click()
  await expect(phone).toHaveURL(new RegExp(`bot=${bot}&range=dates&from=2026-02-02&to=2026-02-20&by=week`))
  await expect(phone.getByRole("img", { name: "Messages per week" })).toBeVisible()
  await expect(phone.getByRole("img", { name: /Sign-ins/ })).toHaveCount(0)
  const file = await phone.getByRole("link", { name: "CSV" }).getAttribute("href")
  const csv = await (await phone.request.get(file!)).text()
  expect(csv).toContain("week,2026-02-02,2026-02-08,Order helper,0,0,0")
  await plain.close()
})

test("what is not to be seen is not: another workspace's bot, and the file without the permission", async ({
  page,
  workspace,
  signIn,
  owner,
}) => {
  const elsewhere = await arrange(await newWorkspace(owner, "Globex"), "Theirs")
  await signIn(await workspace.add({ type: "analyst" }))
  for (const bot of [elsewhere.bot, "00000000-0000-7000-8000-000000000000"]) {
    expect((await page.request.get(`/analytics?bot=${bot}`)).status()).toBe(404)
    expect((await page.request.get(`/analytics/export?bot=${bot}`)).status()).toBe(404)
  }
  const long = "/analytics/export?range=dates&from=2025-01-01&to=2026-12-31"
  expect((await page.request.get(long)).status()).toBe(400)
  await signIn(await workspace.add({ type: "agent" }), page, { land: false })
  expect((await page.request.get("/analytics/export")).status()).toBe(403)
})

test("message activity stands at the person and in the list", async ({ page, workspace, signIn }) => {
  const { userId } = await arrange(workspace, "Order helper")
  await signIn(await workspace.add({ type: "tenant_admin" }))
  await expect(
    page.getByRole("row", { name: /Chloé Moreau/ }).getByRole("cell", { name: "2", exact: true }),
  ).toBeVisible()
  await page.goto(`/users/${userId}/activity`)
  const messages = page.getByRole("region", { name: "Messages" })
  await expect(messages.getByRole("row", { name: "Order helper 2 2 Just now" })).toBeVisible()
  await expect(page.getByText("Where is it?")).toHaveCount(0)
  await expectAccessible(page)
})

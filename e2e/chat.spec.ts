import type { Page } from "@playwright/test"
import { insertBot } from "../db/seed/bots.ts"
import { insertConversation } from "../db/seed/conversations.ts"
import { openChange } from "../db/seed/workspace.ts"
import { expect, expectAccessible, plantSession, test, type Workspace } from "./support/fixtures.ts"

const entries = [
  { title: "Opening hours", phrases: ["When are you open?"], answer: "From **nine** to five." },
  { title: "Shipping abroad", phrases: ["Do you ship abroad?"], answer: "To all of the EU." },
]

const orderHelper = async (workspace: Workspace) =>
  insertBot(workspace.owner, workspace.id, {
    ownerId: (await workspace.add()).id,
    name: "Order helper",
    description: "Orders and deliveries",
    greeting: "Hello. What can I do for you?",
    entries,
    published: true,
  })

const messages = (page: Page) => page.getByRole("log", { name: "Messages" })
const writing = (page: Page) => page.getByRole("textbox", { name: "Write to Order helper" })

test("somebody talks to a bot, and is answered as they write", async ({ page, workspace, signIn }) => {
  await orderHelper(workspace)
  const person = await workspace.add({ roles: ["User"] })
  await signIn(person, page, { land: false })
  await page.goto("/chat")
  await expectAccessible(page)
  await page.getByRole("button", { name: /^Order helper/ }).click()
  await expect(messages(page)).toContainText("Hello. What can I do for you?")
  await expect(writing(page)).toBeFocused()

  await writing(page).pressSequentially("When are")
  await page.keyboard.press("Shift+Enter")
  await page.keyboard.type("you open?")
  await page.keyboard.press("Enter")
  await page.keyboard.press("Enter")
  await expect(messages(page).getByText("nine")).toBeVisible()
  await expect(messages(page).getByText("you open?")).toHaveCount(1)
  await expect(writing(page)).toHaveValue("")
  await expect(writing(page)).toBeFocused()

  await writing(page).fill("x".repeat(4001))
  await page.keyboard.press("Enter")
  await expect(page.getByText("Use at most 4000 characters.")).toBeVisible()
  await expect(writing(page)).toHaveValue("x".repeat(4001))
  await expectAccessible(page)

  await page.context().setOffline(true)
  await writing(page).fill("Do you ship abroad?")
  await page.keyboard.press("Enter")
  await expect(page.getByText("Roster could not be reached.")).toBeVisible()
  await expect(writing(page)).toHaveValue("Do you ship abroad?")
  await page.context().setOffline(false)
  await writing(page).press("Enter")
  await expect(messages(page).getByText("To all of the EU.")).toBeVisible()
  await expect(messages(page).getByText("Do you ship abroad?")).toHaveCount(1)

  await writing(page).fill("half a")
  await page.getByRole("button", { name: "Talk to a person" }).click()
  await expect(page.getByText(/Waiting for somebody since \d\d:\d\d. You can go on writing./)).toBeVisible()
  await expect(messages(page)).toContainText("You asked for a person at")
  await expect(writing(page)).toHaveValue("half a")
  await page.getByRole("button", { name: "Go on with the bot" }).click()
  await expect(page.getByText("You can go on writing.")).toBeHidden()
  await expect(messages(page)).toContainText("You went on with the bot")
})

test("the chat with JavaScript off", async ({ browser, workspace }) => {
  await orderHelper(workspace)
  const person = await workspace.add({ roles: ["User"] })
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await plantSession(context, workspace, person.email)
  await page.goto(`${process.env.ROSTER_URL}/chat`)
  await page.getByRole("button", { name: /^Order helper/ }).click()
  await writing(page).fill("Do you ship abroad?")
  await page.getByRole("button", { name: "Send" }).click()
  await expect(messages(page)).toContainText("To all of the EU.")

  await writing(page).fill("x".repeat(4001))
  await page.getByRole("button", { name: "Send" }).click()
  await expect(page.getByText("Use at most 4000 characters.")).toBeVisible()
  await expect(writing(page)).toHaveValue("x".repeat(4001))

  await page.getByRole("button", { name: "Talk to a person" }).click()
  await writing(page).fill("I am still here")
  await page.getByRole("button", { name: "Send" }).click()
  await expect(messages(page)).toContainText("I am still here")
  await page.getByRole("button", { name: "Go on with the bot" }).click()
  await expect(messages(page)).toContainText("You went on with the bot")

  // On a phone the list is a view of its own.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole("heading", { name: "Conversations" })).toBeHidden()
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toBeHidden()
  await page.getByRole("button", { name: "Open navigation" }).click()
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible()
  await page.keyboard.press("Escape")
  await page.getByRole("link", { name: "All conversations" }).click()
  await expect(page.getByRole("link", { name: /^Order helper.*You: I am still here/ })).toBeVisible()
  await context.close()
})

test("what was said meanwhile is new; another's conversation is not there; who is suspended is out", async ({
  page,
  workspace,
  signIn,
}) => {
  const { owner, id: workspaceId } = workspace
  const botId = await orderHelper(workspace)
  const person = await workspace.add({ roles: ["User"] })
  const other = await workspace.add({ roles: ["User"] })
  const own = await insertConversation(owner, workspaceId, {
    userId: person.id,
    botId,
    messages: [{ author: "agent", text: "Your lamp is here.", authorId: other.id }],
  })
  const theirs = await insertConversation(owner, workspaceId, { userId: other.id, botId })
  await signIn(person, page, { land: false })
  expect((await page.goto(`/chat/${theirs}`))!.status()).toBe(404)
  await page.goto("/chat")
  const row = page.getByRole("link", { name: /Your lamp is here/ })
  await expect(row).toContainText("New")
  await row.click()
  await expect(page).toHaveURL(`/chat/${own}`)
  await expect(messages(page)).toContainText("Your lamp is here.")
  await page.goto("/chat")
  await expect(row).not.toContainText("New")

  await row.click()
  await writing(page).fill("Hello?")
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.arranged")
    await tx`update users set suspended_at = now() where workspace_id = ${workspaceId} and id = ${person.id}`
    await tx`update sessions set ended_at = now(), ended_reason = 'suspended' where workspace_id = ${workspaceId} and user_id = ${person.id}`
  })
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/\/sign-in/)
  const said = await owner`select 1 from messages where conversation_id = ${own}`
  expect(said).toHaveLength(1)
})

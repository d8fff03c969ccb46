import { insertBot } from "../db/seed/bots.ts"
import { insertConversation } from "../db/seed/conversations.ts"
import { expect, expectAccessible, plantSession, test, type Workspace } from "./support/fixtures.ts"

/** A draft of which `members` are part. */
const draft = async (
  { owner, id, add }: Workspace,
  name: string,
  members: { userId: string; role: "developer" | "tester" }[] = [],
) =>
  insertBot(owner, id, {
    ownerId: (await add()).id,
    name,
    greeting: "Hello. Tell me what you would like to send back.",
    fallback: "Pardon?",
    members,
    entries: [
      { title: "Time to return", phrases: ["How long may I send it back?"], answer: "You have **30 days**." },
      { title: "Return address", phrases: ["Where do I send it back to?"], answer: "To Leipzig." },
    ],
  })

for (const javaScriptEnabled of [true, false]) {
  test(`a draft is tried, with JavaScript ${javaScriptEnabled ? "on" : "off"}`, async ({
    browser,
    workspace,
  }) => {
    const tester = await workspace.add()
    const bot = await draft(workspace, "Returns bot", [{ userId: tester.id, role: "developer" }])
    const another = await draft(workspace, "Another bot")
    const context = await browser.newContext({ javaScriptEnabled, baseURL: process.env.ROSTER_URL })
    await plantSession(context, workspace, tester.email)
    const page = await context.newPage()
    await page.goto("/chat/test")
    await expect(page.getByRole("combobox", { name: "Bot" }).getByRole("option")).toHaveText(["Returns bot"])
    await expect(page.getByText("Test: with the draft.")).toBeVisible()
    await expect(page.getByText("Never published")).toBeVisible()
    const writing = page.getByRole("textbox", { name: "Write to the draft of Returns bot" })
    const why = page.getByRole("complementary", { name: "Why this answer" })
    for (const [text, answer] of [
      ["How long may I send it back?", "30 days"],
      ["xkcd", "Pardon?"],
    ] as const) {
      await writing.fill(text)
      await page.getByRole("button", { name: "Send" }).click()
      await expect(page.getByRole("log").getByText(answer)).toBeVisible()
    }
    await expect(why).toContainText("No entry matched")
    await page.getByRole("link", { name: /Why this answer: Time to return, 1.00/ }).click()
    await expect(why).toContainText("Message 3 of 5")
    await expect(why.getByText("Matched entry")).toBeVisible()
    await expect(why).toContainText('"engine": "entries"')
    await expect(why.getByRole("link", { name: "Edit entry" })).toBeVisible()
    if (javaScriptEnabled) await expectAccessible(page)

    await page.getByRole("button", { name: "Start again" }).click()
    await expect(page.getByRole("log")).not.toContainText("30 days")
    await expect(page.getByRole("log")).toContainText("Tell me what you would like to send back.")

    await page.goto(`/chat/test?bot=${another}`)
    await expect(page).toHaveURL("/closed?needs=chat:test")
    const kept = await workspace.owner`
      select messages from user_activity where workspace_id = ${workspace.id} and user_id = ${tester.id}`
    expect(kept[0]).toEqual({ messages: 0 })
    expect((await page.goto(`/chat/test?bot=${bot.replace(/^.{8}/, "00000000")}`))!.url()).toContain(
      "/closed",
    )
    await context.close()
  })
}

test("of an engine's answer, what was sent and what came back is shown", async ({
  page,
  workspace,
  signIn,
}) => {
  const { owner, id: workspaceId } = workspace
  const developer = await workspace.add({ roles: ["Developer"] })
  const botId = await draft(workspace, "Returns bot")
  const conversation = await insertConversation(owner, workspaceId, {
    userId: developer.id,
    botId,
    isTest: true,
    messages: [
      { author: "person", text: "Hello" },
      { author: "bot", text: "Hello from the engine.", replyTo: 1 },
    ],
  })
  const trace = {
    engine: "webhook",
    version: null,
    url: "https://engine.example/answer",
    request: { headers: { "webhook-signature": "v1,•••" }, body: '{"text":"Hello"}' },
    response: { status: 200, headers: { "content-type": "application/json" }, body: '{"text":"Hello"}' },
    failure: null,
    tries: 2,
    handsOver: true,
    milliseconds: 310,
  }
  await owner`update messages set trace = ${owner.json(trace)} where conversation_id = ${conversation} and n = 2`
  await signIn(developer, page, { land: false })
  await page.goto(`/chat/test?bot=${botId}`)
  const why = page.getByRole("complementary", { name: "Why this answer" })
  await expect(why.getByRole("figure", { name: "Request" })).toContainText("webhook-signature: v1,•••")
  await expect(why.getByRole("figure", { name: "Response" })).toContainText('"text": "Hello"')
  await expect(why).toContainText("In a test nobody is called.")
  await expect(why.getByRole("link", { name: "Edit entry" })).toBeHidden()
  await expectAccessible(page)
})

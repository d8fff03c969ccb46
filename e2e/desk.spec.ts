import { callerWith } from "./support/callers.ts"
import { actionsInBuild, callAction } from "./support/actions.ts"
import { addConversation, addDesk, open } from "./support/desk.ts"
import { expect, expectAccessible, test } from "./support/fixtures.ts"

test("a customer, two agents and a supervisor at once", async ({ browser, workspace, owner }) => {
  const desk = await addDesk(workspace)
  const id = await addConversation(workspace, desk)
  const [customer, hugo, ines, sara] = await Promise.all([
    open(browser, workspace, desk.customer, `/chat/${id}`),
    open(browser, workspace, desk.hugo, "/desk"),
    open(browser, workspace, desk.ines, "/desk"),
    open(browser, workspace, desk.sara, "/desk"),
  ])
  const agents = [
    { page: hugo, person: desk.hugo, name: "Hugo Mensah" },
    { page: ines, person: desk.ines, name: "Ines Rocha" },
  ]
  for (const page of [hugo, ines, sara]) await expect(page.getByText("Nobody is waiting.")).toBeVisible()

  await customer.getByRole("button", { name: "Talk to a person" }).click()
  await expect(customer.getByText("Waiting for somebody").first()).toBeVisible()
  for (const page of [hugo, ines, sara]) {
    await page
      .getByRole("region", { name: "Queue" })
      .getByRole("link", { name: /Julia Brandt/ })
      .click()
    await expect(page.getByRole("heading", { name: "Julia Brandt", level: 1 })).toBeVisible()
  }
  // Whoever watches takes nothing.
  await expect(sara.getByRole("button", { name: "Take" })).toHaveCount(0)

  await owner`update sessions set last_seen_at = now() - interval '2 hours' where user_id = ${desk.sara.id}`
  await Promise.all(agents.map(({ page }) => page.getByRole("button", { name: "Take", exact: true }).click()))
  const taker = async () => {
    const [found] = await owner<{ agent: string | null }[]>`
      select agent_id as agent from conversations where id = ${id}`
    return found!.agent
  }
  await expect.poll(taker).not.toBeNull()
  const takenBy = await taker()
  const first = agents.find(({ person }) => person.id === takenBy)!
  const second = agents.find(({ person }) => person.id !== takenBy)!
  await expect(first.page.getByRole("textbox", { name: "Answer Julia Brandt" })).toBeFocused()
  await expect(
    second.page.getByText(new RegExp(`${first.name} has (it|this conversation)`)).first(),
  ).toBeVisible()
  await expect(customer.getByText(`${first.name} came`)).toBeVisible()

  await first.page
    .getByRole("textbox", { name: "Answer Julia Brandt" })
    .fill("Hello Julia, which lamp is it?")
  await first.page.keyboard.press("Enter")
  for (const page of [customer, sara])
    await expect(page.getByRole("log").getByText("Hello Julia, which lamp is it?")).toBeVisible()
  await expect(first.page.getByRole("textbox")).toHaveValue("")
  await expect(sara.getByText(`You are watching. ${first.name} answers.`)).toBeVisible()
  // Who only watches isn't there for the session's sake.
  const [watching] = await owner`
    select last_seen_at < now() - interval '1 hour' as idle from sessions where user_id = ${desk.sara.id}`
  expect(watching).toEqual({ idle: true })
  await customer.getByRole("textbox").fill("The brass one.")
  await customer.keyboard.press("Enter")
  for (const { page } of [first, { page: sara }])
    await expect(page.getByRole("log").getByText("The brass one.")).toBeVisible()

  const admin = await callerWith(workspace, ["users:suspend"])
  expect(
    (await callAction(admin, actionsInBuild().get("users/suspendUserAction")!, { userId: first.person.id }))
      .to,
  ).toMatch(/ok=/)
  // Led out without doing anything, and at the next request too.
  await expect(first.page).toHaveURL(/\/sign-in/)
  await first.page.goto("/desk")
  await expect(first.page).toHaveURL(/\/sign-in/)

  await second.page.goto("/desk?view=waiting")
  await second.page.getByRole("link", { name: /Julia Brandt/ }).click()
  await second.page.getByRole("button", { name: "Take", exact: true }).click()
  const said = second.page.getByRole("log")
  await expect(said.getByText("Hello Julia, which lamp is it?")).toBeVisible()
  await expect(said.getByText("The brass one.")).toBeVisible()
  await expect(said.getByText(new RegExp(`Back in the queue, ${first.name} can't go on`))).toBeVisible()
  await second.page.getByRole("textbox", { name: "Answer Julia Brandt" }).fill("A new one is on its way.")
  await second.page.getByRole("button", { name: "Send" }).click()
  for (const page of [customer, sara])
    await expect(page.getByRole("log").getByText("A new one is on its way.")).toBeVisible()

  await second.page.getByRole("button", { name: "Close" }).click()
  await expect(second.page.getByText("Closed. It opens again when the person writes.")).toBeVisible()
  await expect(customer.getByText("This conversation is closed. Write to open it again.")).toBeVisible()
  await expect(sara.getByRole("heading", { name: "This conversation is over" })).toBeVisible()
  for (const page of [customer, hugo, ines, sara]) await page.context().close()
})

test("with JavaScript off: take, answer, be too late with the text kept, hand back", async ({
  browser,
  workspace,
  owner,
}) => {
  const desk = await addDesk(workspace)
  const waits = await addConversation(workspace, desk, { waits: 4 })
  const hugo = await open(browser, workspace, desk.hugo, "/desk", { javaScriptEnabled: false })
  await expect(hugo.getByRole("link", { name: /waits 4 min/ })).toBeVisible()
  await hugo.getByRole("link", { name: /Julia Brandt/ }).click()
  await hugo.getByRole("button", { name: "Take", exact: true }).click()
  await expect(hugo).toHaveURL(new RegExp(`/desk/${waits}`))

  await hugo.getByRole("button", { name: "Send" }).click()
  await expect(hugo.getByText("Write something first.")).toBeVisible()
  await hugo.getByRole("textbox", { name: "Answer Julia Brandt" }).fill("Hello Julia.")
  await hugo.getByRole("button", { name: "Send" }).click()
  await expect(hugo.getByRole("log").getByText("Hello Julia.")).toBeVisible()
  await expect(hugo.getByRole("textbox")).toHaveValue("")

  const another = await addConversation(workspace, desk, { waits: 1, by: desk.hugo })
  await hugo.goto(`/desk/${another}`)
  await hugo.getByRole("textbox").fill("I have looked it up.")
  await owner`update conversations set agent_id = ${desk.ines.id} where id = ${another}`
  await hugo.getByRole("button", { name: "Send" }).click()
  await expect(hugo.getByText("You don't have this conversation any more. Ines Rocha has it.")).toBeVisible()
  await expect(hugo.getByRole("textbox")).toHaveValue("I have looked it up.")
  await expect(hugo.getByRole("heading", { name: "Ines Rocha has this conversation" })).toBeVisible()
  await expect(hugo.getByRole("log")).toHaveCount(0)

  await hugo.goto(`/desk/${waits}`)
  await hugo.getByRole("button", { name: "Hand back" }).click()
  await expect(hugo.getByText("Handed back. From now on the bot answers again.")).toBeVisible()
  for (const none of [desk.customer.id, "none"])
    expect((await hugo.request.get(`/desk/${none}`)).status()).toBe(404)
  await hugo.context().close()
})

test("a supervisor assigns and takes away, on a phone too; what is typed stays when a conversation goes", async ({
  browser,
  workspace,
}) => {
  const desk = await addDesk(workspace)
  const id = await addConversation(workspace, desk, { waits: 2 })
  await addConversation(workspace, desk, { waits: 9, by: desk.hugo })
  const phone = { viewport: { width: 390, height: 844 } }
  const [sara, hugo] = await Promise.all([
    open(browser, workspace, desk.sara, `/desk/${id}`),
    open(browser, workspace, desk.hugo, "/desk?view=mine", phone),
  ])
  await expectAccessible(sara)
  await expect(sara.getByRole("complementary", { name: "Details" })).toContainText("Asked for a person.")
  await sara.getByRole("button", { name: "Assign" }).click()
  await expect(sara.getByText("Choose an agent.")).toBeVisible()
  await sara.getByLabel("Assign to").selectOption({ label: "Hugo Mensah (has 1)" })
  await sara.getByRole("button", { name: "Assign" }).click()
  await expect(sara.getByText("You are watching. Hugo Mensah answers.")).toBeVisible()

  // On a phone each is a view of its own.
  await expect(hugo.getByRole("link", { name: /Julia Brandt/ })).toHaveCount(2)
  await expectAccessible(hugo)
  await hugo.goto(`/desk/${id}`)
  await expect(hugo.getByRole("region", { name: "Queue" })).toBeHidden()
  await expectAccessible(hugo)
  await hugo.getByRole("link", { name: "Details" }).click()
  await expect(hugo.getByText("Europe/Berlin")).toBeVisible()
  await expect(hugo.getByRole("log")).toBeHidden()
  await hugo.getByRole("link", { name: "Conversation", exact: true }).click()
  await hugo.getByRole("textbox", { name: "Answer Julia Brandt" }).fill("Half a sentence")

  await sara.getByRole("button", { name: "Back to the queue" }).click()
  await expect(sara.getByText("Nobody has this conversation yet.")).toBeVisible()
  await expect(hugo.getByRole("button", { name: "Take", exact: true })).toBeVisible()
  await expect(sara.getByRole("log").getByText(/Put back into the queue by Sara Lind/)).toBeVisible()

  await hugo.goto(`/desk/${id}`)
  await hugo.getByRole("button", { name: "Take", exact: true }).click()
  await hugo.getByRole("textbox", { name: "Answer Julia Brandt" }).fill("Half a sentence")
  await sara.getByLabel("Assign to").selectOption({ label: "Ines Rocha (has 0)" })
  await sara.getByRole("button", { name: "Assign" }).click()
  await expect(hugo.getByRole("heading", { name: "Ines Rocha has this conversation" })).toBeVisible()
  await expect(hugo.getByRole("textbox")).toHaveValue("Half a sentence")
  for (const page of [sara, hugo]) await page.context().close()
})

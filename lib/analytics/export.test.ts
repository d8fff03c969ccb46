import { expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { exportAnalytics } from "./export.ts"
import { analyticsInput } from "./input.ts"
import { periodOf } from "./period.ts"

const period = periodOf(
  analyticsInput.parse({ range: "dates", from: "2026-03-25", to: "2026-03-31", by: "week" }),
  "UTC",
)

test("a line for each step, one for the period, one for each bot, whose name is no formula", async () => {
  const workspace = await newWorkspace()
  const actor = await newActor(workspace, { type: "analyst" })
  const userId = actor.user.id
  const name = '=HYPERLINK("http://evil.example")'
  const botId = await insertBot(owner, workspace.id, { ownerId: userId, name, published: true })
  const messages = [{ author: "person" as const, text: "hello", at: new Date("2026-03-30T08:00:00Z") }]
  await insertConversation(owner, workspace.id, { userId, botId, messages })

  const lines = (await new Response(await exportAnalytics(actor, period)).text()).trim().split("\r\n")
  expect(lines[0]).toContain("Of,From,To,Bot,Messages")
  expect(lines.slice(1).map((line) => line.slice(0, 40))).toEqual([
    expect.stringMatching(/^week,2026-03-25,2026-03-29,,0,0,0,0,0,0/),
    expect.stringMatching(/^week,2026-03-30,2026-03-31,,1,1,1,0,0,0/),
    expect.stringMatching(/^period,2026-03-25,2026-03-31,,1,1,1,0,0/),
    expect.stringMatching(/^bot,2026-03-25,2026-03-31,"'=HYPERLINK/),
  ])
  const agent = await newActor(workspace, { type: "agent" })
  await expect(exportAnalytics(agent, period)).rejects.toMatchObject({ code: "not-permitted" })
})

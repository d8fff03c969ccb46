import { expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import { runStops } from "#lib/server/on-stop.ts"
import { newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { eventually, openReader } from "#lib/testing/live.ts"
import { watchOwnConversation } from "./own-conversation.ts"

test("a stream ends with the process, also one that was just about to open", async () => {
  const workspace = await newWorkspace()
  const person = await newPerson(workspace, { roles: ["User"] })
  const bot = await insertBot(owner, workspace.id, { ownerId: person, published: true })
  const id = await insertConversation(owner, workspace.id, { userId: person, botId: bot })
  const early = await openReader(workspace, person, (actor) => watchOwnConversation(actor, id, 0))
  await runStops()
  const late = await openReader(workspace, person, (actor) => watchOwnConversation(actor, id, 0))
  await eventually(() => expect([early.closed, late.closed]).toEqual([true, true]))
  expect([early.ended, late.ended]).toEqual([1, 1])
})

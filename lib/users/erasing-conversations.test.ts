import { setTimeout } from "node:timers/promises"
import { expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { eraseUser } from "./erasure.ts"
import { archiveUser } from "./life.ts"

test("what is being said to a person at that moment is erased with the rest", async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const officer = await newActor(workspace, { roles: ["Privacy officer"] })
  const email = "gone@acme.example"
  const userId = await newPerson(workspace, { roles: ["User"], email })
  const botId = await insertBot(owner, workspace.id, { ownerId: admin.user.id, published: true })
  const messages = [{ author: "person" as const, text: "where is my order" }]
  const id = await insertConversation(owner, workspace.id, { userId, botId, messages })
  await archiveUser(admin, { userId })
  const [begun, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  // The bot's answer, held up just before it commits.
  const answered = owner.begin(async (tx) => {
    await tx`update conversations set messages = 2 where id = ${id}`
    await tx`
      insert into messages (workspace_id, conversation_id, n, id, author, text, reply_to)
      values (${workspace.id}, ${id}, 2, gen_random_uuid(), 'bot', 'On its way.', 1)`
    begun.resolve()
    await mayGoOn.promise
  })
  await begun.promise
  const erased = eraseUser(officer, { userId, confirm: email, reason: "" })
  await setTimeout(500)
  mayGoOn.resolve()
  expect((await Promise.allSettled([answered, erased])).map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
  ])
  const left =
    await owner`select from messages where conversation_id = ${id} union all select from conversations where id = ${id}`
  expect(left.length).toBe(0)
})

import { expect, test } from "vitest"
import { changesOf, newActor, owner, signedIn } from "#lib/testing/fixtures.ts"
import { startTest } from "#lib/chat/starting.ts"
import { archiveBot, restoreBot } from "./archiving.ts"
import { getBot } from "./bot.ts"
import { createBot } from "./creation.ts"
import { listBotsInput } from "./input.ts"
import { listBots } from "./listing.ts"
import { arrangeBot, arrangeElsewhere, newBot, outcomeOf, outcomesOf } from "./testing.ts"

test("the owner archives it and sees it in the archive; everybody else's part is over, and the owner brings it back", async () => {
  const { workspace, botId, lena, developer, admin } = await arrangeBot({ published: true })
  await Promise.all([archiveBot(lena, { botId }), archiveBot(admin, { botId })])
  await archiveBot(admin, { botId })
  expect(await outcomeOf(getBot(developer, botId))).toBe("not-permitted")
  expect(await outcomeOf(restoreBot(developer, { botId }))).toBe("not-permitted")
  const nothingButManage = { build: false, publish: false, manage: true, test: false }
  for (const actor of [lena, admin]) expect((await getBot(actor, botId)).may).toEqual(nothingButManage)
  const archived = listBotsInput.parse({ view: "archived" })
  const anew = await signedIn(workspace, lena.user.id)
  expect((await listBots(anew, archived)).rows.map(({ id }) => id)).toEqual([botId])
  expect(await outcomeOf(startTest(lena, { botId, conversationId: crypto.randomUUID() }))).toBe(
    "bot-archived",
  )
  await restoreBot(lena, { botId })
  await restoreBot(admin, { botId })
  expect(await getBot(lena, botId)).toMatchObject({ role: "owner", publishedVersion: 1, archivedAt: null })
  const changes = (await changesOf(workspace)).filter(({ action }) => /archived|restored/.test(action))
  expect(changes.map(({ action, tables }) => [action, tables])).toEqual([
    ["bot.archived", ["bots"]],
    ["bot.restored", ["bots"]],
  ])
})

test("comes back neither to an archived owner nor under a name that is taken by now", async () => {
  const { workspace, botId, admin, lena } = await arrangeBot()
  await archiveBot(admin, { botId })
  const { id: other } = await createBot(admin, newBot({ name: "order HELPER" }))
  await expect(restoreBot(admin, { botId })).rejects.toMatchObject({
    code: "bot-name-taken-meanwhile",
    field: undefined,
  })
  await archiveBot(admin, { botId: other })
  const people = await newActor(workspace, { type: "tenant_admin" })
  const { archiveUser } = await import("#lib/users/life.ts")
  await archiveUser(people, { userId: lena.user.id, reason: "" })
  await expect(restoreBot(admin, { botId })).rejects.toMatchObject({
    code: "bot-owner-archived",
    field: undefined,
  })
  // Two bots of one name at once: one of them.
  const { id: third } = await createBot(admin, newBot({ name: "Order helper" }))
  await archiveBot(admin, { botId: third })
  const both = await Promise.allSettled([other, third].map((id) => restoreBot(admin, { botId: id })))
  expect(outcomesOf(both).toSorted()).toEqual(["bot-name-taken-meanwhile", "done"])
})

test("is refused to who does not manage it; another workspace's bot is as unknown as none", async () => {
  const { botId, admin, developer, tester, viewer, member } = await arrangeBot()
  for (const actor of [developer, tester, viewer, member])
    expect(await outcomeOf(archiveBot(actor, { botId }))).toBe("not-permitted")
  const { botId: theirs } = await arrangeElsewhere()
  for (const id of [theirs, crypto.randomUUID()]) {
    expect(await outcomeOf(archiveBot(admin, { botId: id }))).toBe("NotFound")
    expect(await outcomeOf(restoreBot(admin, { botId: id }))).toBe("NotFound")
  }
  const [row] = await owner`select archived_at from bots where id = ${theirs}`
  expect(row!["archived_at"]).toBeNull()
})

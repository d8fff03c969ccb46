import { describe, expect, test } from "vitest"
import { changesOf, newActor, newWorkspace } from "#lib/testing/fixtures.ts"
import { archiveBot } from "./archiving.ts"
import { getBot } from "./bot.ts"
import { createBot } from "./creation.ts"
import { arrangeBot, newBot, outcomesOf } from "./testing.ts"

describe("createBot", () => {
  test("makes the bot its creator's, once for each form, and leaves the change behind", async () => {
    const workspace = await newWorkspace()
    // Who creates bots needs not build those of others.
    const creator = await newActor(workspace, { roles: ["Bot Creator"] })
    const form = newBot({ description: "Takes things back", language: "german", greeting: "Hallo" })
    const made = await Promise.all([createBot(creator, form), createBot(creator, form)])
    expect(made).toEqual([{ id: form.id }, { id: form.id }])
    const bot = await getBot(creator, form.id!)
    expect(bot).toMatchObject({
      name: "Returns bot",
      description: "Takes things back",
      engine: "entries",
      language: "german",
      greeting: "Hallo",
      webhookUrl: null,
      publishedVersion: null,
      changes: null,
      role: "owner",
      owner: { id: creator.user.id },
      entries: 0,
      members: 1,
      may: { build: true, publish: true, manage: true, test: true },
    })
    expect((await changesOf(workspace)).filter(({ action }) => action === "bot.created")).toEqual([
      { action: "bot.created", actor_id: creator.user.id, reason: null, tables: ["bots"] },
    ])
  })

  test("refuses a name that is taken, however it is written, until that bot is archived", async () => {
    const { admin, botId } = await arrangeBot()
    for (const name of ["Order helper", "ORDER  helper", "Örder helper"])
      await expect(createBot(admin, newBot({ name }))).rejects.toMatchObject({
        code: "bot-name-taken",
        field: "name",
      })
    await archiveBot(admin, { botId })
    await createBot(admin, newBot({ name: "Order helper" }))
  })

  test("refuses a webhook without an address, and a form that has made another bot", async () => {
    const { admin } = await arrangeBot()
    await expect(createBot(admin, newBot({ engine: "webhook" }))).rejects.toMatchObject({
      code: "webhook-address-missing",
      field: "webhookUrl",
    })
    const form = newBot()
    await createBot(admin, form)
    await expect(createBot(admin, { ...form, name: "Another" })).rejects.toMatchObject({
      code: "form-spent",
    })
  })

  test("of two at once with one name there is one", async () => {
    const { admin } = await arrangeBot()
    const outcomes = outcomesOf(
      await Promise.allSettled([createBot(admin, newBot()), createBot(admin, newBot())]),
    )
    expect(outcomes.toSorted()).toEqual(["bot-name-taken", "done"])
  })

  test("is refused without bots:create, also to who owns a bot; another workspace's id is as free as any", async () => {
    const { lena, viewer, admin } = await arrangeBot()
    for (const actor of [lena, viewer])
      await expect(createBot(actor, newBot())).rejects.toMatchObject({ code: "not-permitted" })
    const { botId: theirs } = await arrangeBot()
    await createBot(admin, newBot({ id: theirs }))
    expect((await getBot(admin, theirs)).name).toBe("Returns bot")
  })
})

import { describe, expect, test } from "vitest"
import { changesOf, owner } from "#lib/testing/fixtures.ts"
import { archiveBot } from "./archiving.ts"
import { getBot } from "./bot.ts"
import { editBot } from "./editing.ts"
import { createBot } from "./creation.ts"
import { arrangeBot, arrangeElsewhere, botForm, newBot, outcomeOf, outcomesOf } from "./testing.ts"
import { makeWebhookSecret } from "./webhook-secret.ts"

const engine = { engine: "webhook", webhookUrl: "https://engine.example/answer" }

describe("editBot", () => {
  test("saves the settings for owner, developer and bot admin, and leaves the change behind", async () => {
    const { workspace, botId, lena, developer, admin } = await arrangeBot({ published: true })
    for (const [index, actor] of [lena, developer, admin].entries()) {
      const name = `Order helper ${index}`
      await editBot(actor, await botForm(actor, botId, { name, fallback: `No answer ${index}` }))
      expect(await getBot(admin, botId)).toMatchObject({ name, fallback: `No answer ${index}`, changes: 1 })
    }
    const changes = (await changesOf(workspace)).filter(({ action }) => action === "bot.edited")
    expect(changes.map(({ actor_id }) => actor_id)).toEqual([lena, developer, admin].map((a) => a.user.id))
    expect(changes[0]!.tables).toEqual(["bots"])
  })

  test("of two at once one is told what the other changed, and may save again", async () => {
    const { botId, lena, developer } = await arrangeBot()
    const forms = [
      await botForm(lena, botId, { greeting: "Good day" }),
      await botForm(developer, botId, { name: "Order bot" }),
    ] as const
    const settled = await Promise.allSettled([editBot(lena, forms[0]), editBot(developer, forms[1])])
    expect(outcomesOf(settled).toSorted()).toEqual(["done", "edited-meanwhile"])
    const refused = settled.findIndex(({ status }) => status === "rejected")
    const { reason } = settled[refused] as PromiseRejectedResult
    expect(reason.message).toMatch(/Lena Sharma changed Greeting\.|Dev Eloper changed Name\./)
    await editBot(lena, { ...forms[refused]!, seen: reason.values.seen })
  })

  test("is refused to tester, viewer and member, to who builds only bots of their own, and in the archive", async () => {
    const { botId, tester, viewer, member, admin } = await arrangeBot()
    const form = await botForm(admin, botId, { name: "Mine" })
    for (const actor of [tester, viewer, member])
      expect(await outcomeOf(editBot(actor, form))).toBe("not-permitted")
    await archiveBot(admin, { botId })
    expect(await outcomeOf(editBot(admin, form))).toBe("bot-in-archive")
    expect((await getBot(admin, botId)).name).toBe("Order helper")
  })

  test("refuses another bot's name; another workspace's bot is as unknown as none", async () => {
    const { botId, lena, admin } = await arrangeBot()
    await createBot(admin, newBot())
    await expect(editBot(lena, await botForm(lena, botId, { name: "Returns Bot" }))).rejects.toMatchObject({
      code: "bot-name-taken",
      field: "name",
    })
    const { botId: theirs } = await arrangeElsewhere()
    for (const id of [theirs, crypto.randomUUID()]) {
      const form = await botForm(admin, botId, { botId: id })
      expect(await outcomeOf(editBot(admin, form))).toBe("NotFound")
      expect(await outcomeOf(editBot(lena, form))).toBe("not-permitted")
    }
  })

  test("moving a signed webhook to another host takes saying so twice, and keeps the secret", async () => {
    const { botId, lena, developer } = await arrangeBot(engine)
    const moved = { webhookUrl: "https://other.example:8443/answer" }
    // Without a secret nothing is signed, so nothing is said.
    await editBot(developer, await botForm(developer, botId, { webhookUrl: "https://third.example/" }))
    await makeWebhookSecret(lena, { botId })
    const form = await botForm(developer, botId, moved)
    await expect(editBot(developer, form)).rejects.toMatchObject({
      code: "webhook-host-moved",
      values: { host: "other.example:8443" },
    })
    // Told of another host than the one that is now typed: told anew.
    expect(await outcomeOf(editBot(developer, { ...form, host: "fourth.example" }))).toBe(
      "webhook-host-moved",
    )
    const before = await owner`select sealed from bot_secrets where bot_id = ${botId}`
    await editBot(developer, { ...form, host: "other.example:8443" })
    await editBot(
      developer,
      await botForm(developer, botId, { webhookUrl: "https://other.example:8443/two" }),
    )
    expect(await owner`select sealed from bot_secrets where bot_id = ${botId}`).toEqual(before)
  })
})

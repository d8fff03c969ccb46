import { expect, test } from "vitest"
import { unseal } from "#lib/sealing.ts"
import { changesOf, owner } from "#lib/testing/fixtures.ts"
import { archiveBot } from "./archiving.ts"
import { getBot } from "./bot.ts"
import { arrangeBot, arrangeElsewhere, outcomeOf } from "./testing.ts"
import { makeWebhookSecret, sealedForWebhook } from "./webhook-secret.ts"

const keptOf = async (botId: string) =>
  (
    await owner<
      { sealed: Buffer; set_at: Date }[]
    >`select sealed, set_at from bot_secrets where bot_id = ${botId}`
  )[0]

test("is 32 bytes as Standard Webhooks writes them, kept sealed, and made anew in place of the one before", async () => {
  const { workspace, botId, lena, admin } = await arrangeBot({ webhookUrl: "https://engine.example/" })
  const { secret } = await makeWebhookSecret(lena, { botId })
  const [, encoded] = /^whsec_([A-Za-z0-9+/]{43}=)$/.exec(secret) ?? []
  expect(Buffer.from(encoded!, "base64")).toHaveLength(32)
  const kept = (await keptOf(botId))!
  expect(unseal(kept.sealed, sealedForWebhook(botId))).toBe(secret)
  expect(() => unseal(kept.sealed, sealedForWebhook(crypto.randomUUID()))).toThrow("can't be opened")
  expect((await getBot(lena, botId)).secretSetAt).toEqual(kept.set_at)
  const { secret: next } = await makeWebhookSecret(admin, { botId })
  expect(next).not.toBe(secret)
  expect(unseal((await keptOf(botId))!.sealed, sealedForWebhook(botId))).toBe(next)
  // The log knows that, and nothing of what it is.
  const changes = (await changesOf(workspace)).filter(({ action }) => action === "bot.webhook_secret_made")
  expect(changes.map(({ tables }) => tables)).toEqual([["bot_secrets"], ["bot_secrets"]])
  const images = await owner`
    select before, after from change_rows where workspace_id = ${workspace.id} and table_name = 'bot_secrets'`
  for (const { before, after } of images) expect([before, after]).toEqual([null, null])
})

test("is refused to who does not manage the bot, in the archive, and elsewhere", async () => {
  const { botId, admin, developer, tester, viewer, member } = await arrangeBot()
  for (const actor of [developer, tester, viewer, member])
    expect(await outcomeOf(makeWebhookSecret(actor, { botId }))).toBe("not-permitted")
  const { botId: theirs } = await arrangeElsewhere()
  expect(await outcomeOf(makeWebhookSecret(admin, { botId: theirs }))).toBe("NotFound")
  await archiveBot(admin, { botId })
  expect(await outcomeOf(makeWebhookSecret(admin, { botId }))).toBe("bot-in-archive")
  expect([await keptOf(botId), await keptOf(theirs)]).toEqual([undefined, undefined])
})

import { afterEach, expect, test, vi } from "vitest"
import { changesOf, owner } from "#lib/testing/fixtures.ts"
import { arrangeBot } from "./testing.ts"

const present = process.env.AUTH_SECRET!
const previous = "the secret that there was before this one"
afterEach(() => {
  startWith(present)
})

/** From here on code that is loaded is that of a process with these secrets; the connections stay. */
function startWith(secret: string, before = "") {
  process.env.AUTH_SECRET = secret
  process.env.AUTH_SECRET_PREVIOUS = before
  vi.resetModules()
}

const keptOf = async (botId: string) =>
  (await owner<{ sealed: Buffer }[]>`select sealed from bot_secrets where bot_id = ${botId}`)[0]!.sealed

/** A bot whose secret was sealed with this AUTH_SECRET; answers it. */
async function madeWith(secret: string) {
  const arranged = await arrangeBot({ webhookUrl: "https://engine.example/" })
  startWith(secret)
  const { makeWebhookSecret } = await import("./webhook-secret.ts")
  const made = await makeWebhookSecret(arranged.lena, { botId: arranged.botId })
  return { ...arranged, secret: made.secret }
}

const runJob = async () => (await import("./secret-sealing.ts")).sealWebhookSecretsAnew()

test("what the previous secret sealed is sealed anew, once, and leaves the change behind", async () => {
  const old = await madeWith(previous)
  const lost = await madeWith("a secret that everybody has forgotten")
  const fresh = await madeWith(present)
  const all = [old.botId, lost.botId, fresh.botId]
  const before = await Promise.all(all.map(keptOf))
  startWith(present)
  await runJob()
  expect(await Promise.all(all.map(keptOf)), "without a previous secret there is nothing to do").toEqual(
    before,
  )
  startWith(present, previous)
  const { log } = await import("#lib/log.ts")
  const warned = vi.spyOn(log, "warn").mockImplementation(() => undefined)
  await runJob()
  expect(warned).toHaveBeenCalledWith({ botId: lost.botId }, expect.stringContaining("has to be made"))
  const after = await Promise.all(all.map(keptOf))
  await runJob()
  expect(await Promise.all(all.map(keptOf))).toEqual(after)
  expect(after.slice(1)).toEqual(before.slice(1))
  startWith(present)
  const [{ unseal }, { sealedForWebhook }] = await Promise.all([
    import("#lib/sealing.ts"),
    import("./webhook-secret.ts"),
  ])
  expect(unseal(after[0]!, sealedForWebhook(old.botId))).toBe(old.secret)
  const changes = (await changesOf(old.workspace)).filter(({ action }) => action.endsWith("_sealed"))
  expect(changes).toMatchObject([
    { action: "bot.webhook_secret_sealed", actor_id: null, tables: ["bot_secrets"] },
  ])
})

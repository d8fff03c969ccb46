import { describe, expect, test } from "vitest"
import { changesOf, owner } from "#lib/testing/fixtures.ts"
import { archiveBot } from "./archiving.ts"
import { getBot } from "./bot.ts"
import { editBot } from "./editing.ts"
import { addEntry, editEntry, listEntries, removeEntry } from "./entries.ts"
import { lookAtPublishing, publishBot } from "./publication.ts"
import {
  arrangeBot,
  arrangeElsewhere,
  botForm,
  entryForm,
  newEntry,
  outcomeOf,
  outcomesOf,
  publishForm,
} from "./testing.ts"
import { makeWebhookSecret } from "./webhook-secret.ts"

const versionsOf = async (botId: string) =>
  (
    await owner<{ version: number; titles: string[]; by: string }[]>`
      select version, published_by as by,
             array(select e ->> 'title' from jsonb_array_elements(content -> 'entries') e) as titles
        from bot_versions where bot_id = ${botId} order by version`
  ).map((row) => ({ ...row }))

describe("publishBot", () => {
  test("makes the draft the next version, whole, and leaves the change behind", async () => {
    const { workspace, botId, lena, admin } = await arrangeBot()
    expect(await publishBot(lena, await publishForm(lena, botId))).toEqual({ version: 1 })
    await addEntry(lena, newEntry(botId))
    expect(await getBot(lena, botId)).toMatchObject({ publishedVersion: 1, changes: 1 })
    await publishBot(admin, await publishForm(admin, botId))
    expect(await versionsOf(botId)).toEqual([
      { version: 1, titles: ["Opening hours"], by: lena.user.id },
      { version: 2, titles: ["Opening hours", "Refunds"], by: admin.user.id },
    ])
    expect(await getBot(lena, botId)).toMatchObject({ publishedVersion: 2, changes: 0 })
    const published = (await changesOf(workspace)).filter(({ action }) => action === "bot.published")
    expect(published.map(({ actor_id }) => actor_id)).toEqual([lena.user.id, admin.user.id])
    expect(published[0]!.tables).toEqual(["bot_versions", "bots"])
  })

  test("the same form again, or two at once, publish once", async () => {
    const { botId, lena, admin } = await arrangeBot()
    const form = await publishForm(lena, botId)
    const settled = await Promise.allSettled([
      publishBot(lena, form),
      publishBot(lena, form),
      publishBot(admin, form),
    ])
    expect(outcomesOf(settled)).toEqual(["done", "done", "done"])
    await publishBot(lena, form)
    expect(await versionsOf(botId)).toHaveLength(1)
  })

  test("what was not shown is not published", async () => {
    const { botId, lena, developer } = await arrangeBot({ published: true })
    await addEntry(developer, newEntry(botId))
    const form = await publishForm(lena, botId)
    await editEntry(developer, await entryForm(developer, botId, { answer: "Never." }))
    expect(await outcomeOf(publishBot(lena, form))).toBe("draft-moved")
    // Published by another form, and changed since: also what is the same again is not what was asked for.
    await publishBot(lena, await publishForm(lena, botId))
    expect(await outcomeOf(publishBot(lena, form))).toBe("draft-moved")
    expect(await versionsOf(botId)).toHaveLength(2)
  })

  test("an edit and a publication at once: what is live is what was shown", async () => {
    const { botId, lena, developer } = await arrangeBot()
    const form = await publishForm(lena, botId)
    const [published] = outcomesOf(
      await Promise.allSettled([publishBot(lena, form), addEntry(developer, newEntry(botId))]),
    )
    const versions = await versionsOf(botId)
    if (published === "done") expect(versions).toMatchObject([{ titles: ["Opening hours"] }])
    else expect([published, versions]).toEqual(["draft-moved", []])
  })

  test("refuses a draft without answers, and one in which nothing has changed", async () => {
    const { botId, lena } = await arrangeBot()
    await publishBot(lena, await publishForm(lena, botId))
    expect((await lookAtPublishing(lena, botId)).refusal).toBe("nothing-to-publish")
    expect(await outcomeOf(publishBot(lena, await publishForm(lena, botId)))).toBe("nothing-to-publish")
    const [entry] = await listEntries(lena, botId)
    await removeEntry(lena, { botId, entryId: entry!.id })
    expect((await lookAtPublishing(lena, botId)).refusal).toBe("no-entries")
    expect(await outcomeOf(publishBot(lena, await publishForm(lena, botId)))).toBe("no-entries")
    // Name and description are no part of what is published.
    await addEntry(lena, newEntry(botId))
    await publishBot(lena, await publishForm(lena, botId))
    await editBot(lena, await botForm(lena, botId, { name: "Other", description: "Other" }))
    expect((await lookAtPublishing(lena, botId)).refusal).toBe("nothing-to-publish")
  })

  test("refuses a webhook that nothing is signed for", async () => {
    const { botId, lena } = await arrangeBot({ webhookUrl: "https://engine.example/", entries: [] })
    expect(await outcomeOf(publishBot(lena, await publishForm(lena, botId)))).toBe("webhook-secret-missing")
    await makeWebhookSecret(lena, { botId })
    await publishBot(lena, await publishForm(lena, botId))
    expect(await versionsOf(botId)).toHaveLength(1)
  })

  test("is refused to who only builds or reads it, in the archive, and elsewhere", async () => {
    const { botId, lena, developer, tester, viewer, member, admin } = await arrangeBot()
    const form = await publishForm(lena, botId)
    for (const actor of [developer, tester, viewer, member]) {
      expect(await outcomeOf(publishBot(actor, form))).toBe("not-permitted")
      expect(await outcomeOf(lookAtPublishing(actor, botId))).toBe("not-permitted")
    }
    const { botId: theirs } = await arrangeElsewhere()
    expect(await outcomeOf(publishBot(admin, { ...form, botId: theirs }))).toBe("NotFound")
    expect(await outcomeOf(lookAtPublishing(admin, theirs))).toBe("NotFound")
    await archiveBot(admin, { botId })
    expect(await outcomeOf(publishBot(admin, form))).toBe("bot-in-archive")
    expect(await versionsOf(botId)).toEqual([])
  })
})

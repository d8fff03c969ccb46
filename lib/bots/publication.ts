/** Publishing: the draft as it stands becomes the next version, which is what people talk to. */
import { eq, sql } from "drizzle-orm"
import { bots, botSecrets, botVersions } from "#db/schema/bots.ts"
import type { Actor, BotNeed } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse, type RefusalCode } from "#lib/errors.ts"
import { compareContents } from "./comparison.ts"
import type { BotContent } from "./content.ts"
import { DoneAlready, unlessDone } from "#lib/done-already.ts"
import type { PublishBotInput } from "./input.ts"
import { lockLiveBot } from "./lock.ts"

const publishing = (bot: string): BotNeed => ({ permission: "bots:publish", bot })

type Contents = {
  version: number | null
  draft: BotContent
  /** Tells one draft from another: a form publishes only the one that it showed. */
  mark: string
  published: BotContent | null
}

/**
 * What publishing would do: the version that it makes, what changes, and why it is not to be done now (null: it can). Throws NotFound.
 * Needs `bots:publish` on the bot.
 */
export async function lookAtPublishing(actor: Actor, botId: string) {
  return read(actor, publishing(botId), async (tx) => {
    const contents = await contentsOf(tx, botId)
    return {
      version: (contents.version ?? 0) + 1,
      mark: contents.mark,
      changes: compareContents(contents.published, contents.draft),
      refusal: await refusalOf(tx, botId, contents),
    }
  })
}

/**
 * Makes the draft the next version. Refuses `draft-moved` if it is not what the form showed any more, `nothing-to-publish`, `no-entries`,
 * `webhook-address-missing`, `webhook-secret-missing`, `bot-in-archive`; NotFound. The same form again publishes nothing more. Needs
 * `bots:publish` on the bot.
 */
export async function publishBot(actor: Actor, input: PublishBotInput): Promise<{ version: number }> {
  const { botId, version, draft } = input
  await change(actor, publishing(botId), "bot.published", async (tx) => {
    await lockLiveBot(tx, botId)
    const contents = await contentsOf(tx, botId)
    const changes = compareContents(contents.published, contents.draft).count
    if (contents.version === version && contents.mark === draft && changes === 0) throw new DoneAlready()
    refuse(contents.mark !== draft || (contents.version ?? 0) + 1 !== version, "draft-moved")
    const refusal = await refusalOf(tx, botId, contents)
    if (refusal) refuse(true, refusal)
    await tx.insert(botVersions).values({
      workspaceId: actor.workspace.id,
      botId,
      version,
      content: sql`bot_content(${botId}, null)`,
      publishedBy: actor.user.id,
    })
    await tx.update(bots).set({ publishedVersion: version }).where(eq(bots.id, botId))
  }).catch(unlessDone)
  return { version }
}

async function contentsOf(tx: Tx, botId: string): Promise<Contents> {
  const [found] = await rows<Contents>(
    tx,
    sql`
      select b.published_version as version, c.draft, encode(sha256(convert_to(c.draft::text, 'UTF8')), 'hex') as mark,
             case when b.published_version is not null then bot_content(b.id, b.published_version) end as published
        from bots b cross join lateral (select bot_content(b.id, null) as draft offset 0) c
       where b.id = ${botId}`,
  )
  if (!found) throw new NotFound()
  return found
}

async function refusalOf(tx: Tx, botId: string, { draft, published }: Contents): Promise<RefusalCode | null> {
  if (published && compareContents(published, draft).count === 0) return "nothing-to-publish"
  if (draft.engine === "entries" && draft.entries.length === 0) return "no-entries"
  if (draft.engine === "webhook") {
    if (!draft.webhookUrl) return "webhook-address-missing"
    const [secret] = await tx
      .select({ setAt: botSecrets.setAt })
      .from(botSecrets)
      .where(eq(botSecrets.botId, botId))
    if (!secret) return "webhook-secret-missing"
  }
  return null
}

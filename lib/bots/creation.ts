/** A new bot, whose creator is its owner. */
import { eq } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { bots } from "#db/schema/bots.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"
import { foldText } from "#lib/person-name.ts"
import { DoneAlready, unlessDone } from "#lib/done-already.ts"
import type { CreateBotInput } from "./input.ts"

/**
 * Makes the bot, not published, and its creator the owner. The same form again is the same bot: nothing is done twice. Refuses
 * `bot-name-taken`, `webhook-address-missing`, `form-spent` if its `id` has made another one. Needs `bots:create`.
 */
export async function createBot(
  actor: Actor,
  { id: drawn, ...input }: CreateBotInput,
): Promise<{ id: string }> {
  const id = drawn ?? uuidv7()
  await change(actor, "bots:create", "bot.created", async (tx) => {
    if (drawn && (await isThere(tx, actor, id, input.name))) throw new DoneAlready()
    await tx
      .insert(bots)
      .values({ workspaceId: actor.workspace.id, id, ownerId: actor.user.id, ...columnsOf(input) })
  }).catch(unlessDone)
  return { id }
}

async function isThere(tx: Tx, actor: Actor, id: string, name: string): Promise<boolean> {
  const [there] = await tx
    .select({ name: bots.name, ownerId: bots.ownerId })
    .from(bots)
    .where(eq(bots.id, id))
  refuse(there && (there.name !== name || there.ownerId !== actor.user.id), "form-spent")
  return there !== undefined
}

/** What the settings' form says, as it is kept. Refuses `webhook-address-missing` where the bot answers by one. */
export function columnsOf({ name, engine, webhookUrl, ...rest }: Omit<CreateBotInput, "id">) {
  refuse(engine === "webhook" && webhookUrl === "", "webhook-address-missing", "webhookUrl")
  return { name, nameNorm: foldText(name), engine, webhookUrl: webhookUrl || null, ...rest }
}

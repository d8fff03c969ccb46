import { redirect } from "next/navigation"
import { cache } from "react"
import { requireBotActor } from "#lib/auth/session.ts"
import { type BotDetail, getBot } from "#lib/bots/bot.ts"
import { NotFound } from "#lib/errors.ts"

/** One look a request, for the title and the page. */
export const findBot = cache(async (botId: string): Promise<BotDetail> => {
  const actor = await requireBotActor("bots:read", botId)
  return getBot(actor, botId).catch(missing)
})

/** For the pages on which something is built: one in the archive leads to what is left of it. */
export async function findLiveBot(botId: string): Promise<BotDetail> {
  const bot = await findBot(botId)
  if (bot.archivedAt) redirect(`/bots/${botId}`)
  return bot
}

/** Leads to the 404 page where there is no such bot, or entry, here. */
export function missing(error: unknown): never {
  if (error instanceof NotFound) redirect("/missing")
  throw error
}

/** The title of a page about the bot. */
export async function titleOf(botId: string, step?: string) {
  const { name } = await findBot(botId)
  return { title: step ? `${name} · ${step}` : name }
}

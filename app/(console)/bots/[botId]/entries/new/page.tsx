import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import type { SearchParams } from "#app/flash-texts.ts"
import { requireBotActor } from "#lib/auth/session.ts"
import { BotFrame } from "../../bot-frame.tsx"
import { findLiveBot, titleOf } from "../../find-bot.ts"
import { NewEntryForm } from "./new-entry-form.tsx"

type Props = { params: Promise<{ botId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).botId, "Add answer")
}

export default async function NewEntryPage({ params, searchParams }: Props) {
  const { botId } = await params
  const actor = await requireBotActor("bots:build", botId)
  const bot = await findLiveBot(botId)
  return (
    <BotFrame actor={actor} bot={bot} current="answers" step="Add answer" searchParams={searchParams}>
      <NewEntryForm botId={bot.id} id={uuidv7()} />
    </BotFrame>
  )
}

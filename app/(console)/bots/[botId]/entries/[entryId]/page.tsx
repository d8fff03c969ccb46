import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { requireBotActor } from "#lib/auth/session.ts"
import { getEntry } from "#lib/bots/entries.ts"
import { BotFrame } from "../../bot-frame.tsx"
import { findLiveBot, missing, titleOf } from "../../find-bot.ts"
import { EditEntryForm } from "./edit-entry-form.tsx"
import { RemoveDialog } from "./remove-dialog.tsx"

type Props = { params: Promise<{ botId: string; entryId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).botId, "Edit answer")
}

export default async function EditEntryPage({ params, searchParams }: Props) {
  const { botId, entryId } = await params
  const actor = await requireBotActor("bots:build", botId)
  const bot = await findLiveBot(botId)
  const { title, phrases, answer, handsOver, version } = await getEntry(actor, botId, entryId).catch(missing)
  const { confirm } = await searchParams
  return (
    <BotFrame actor={actor} bot={bot} current="answers" step="Edit answer" searchParams={searchParams}>
      <EditEntryForm
        // Anew once it is saved.
        key={version}
        botId={botId}
        entryId={entryId}
        initial={{
          seen: version,
          title,
          phrases: phrases.join("\n"),
          answer,
          handsOver: handsOver ? ["on"] : [],
        }}
      />
      <RemoveDialog botId={botId} entryId={entryId} title={title} open={confirm === "remove"} />
    </BotFrame>
  )
}

import { CircleCheck } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { requireBotActor } from "#lib/auth/session.ts"
import { lookAtPublishing } from "#lib/bots/publication.ts"
import { refusals } from "#lib/errors.ts"
import { BotFrame } from "../bot-frame.tsx"
import { findLiveBot, missing, titleOf } from "../find-bot.ts"
import { ChangesPanel } from "./changes-panel.tsx"
import { PublishForm } from "./publish-form.tsx"

type Props = { params: Promise<{ botId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).botId, "Publish")
}

export default async function PublishPage({ params, searchParams }: Props) {
  const { botId } = await params
  const actor = await requireBotActor("bots:publish", botId)
  const bot = await findLiveBot(botId)
  const { version, mark, changes, refusal } = await lookAtPublishing(actor, botId).catch(missing)
  return (
    <BotFrame actor={actor} bot={bot} current="publish" searchParams={searchParams}>
      {refusal === "nothing-to-publish" ? (
        <div className="panel">
          <EmptyState
            icon={CircleCheck}
            sentence={`Nothing has changed since version ${bot.publishedVersion}: people talk to the bot just as it stands here.`}
          />
        </div>
      ) : (
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px]">
          <div className="grid min-w-0 gap-6">
            {refusal && <Notice kind="warning">{refusals[refusal]}</Notice>}
            <ChangesPanel changes={changes} first={bot.publishedVersion === null} />
          </div>
          {!refusal && (
            <PublishForm key={mark} botId={botId} version={version} draft={mark} counts={countsOf(changes)} />
          )}
        </div>
      )}
    </BotFrame>
  )
}

type Changes = Awaited<ReturnType<typeof lookAtPublishing>>["changes"]

/** In figures what the panel says one by one. */
function countsOf({ settings, added, changed, removed }: Changes): string[] {
  const counted = (n: number, one: string, many: string) =>
    n === 0 ? [] : [n === 1 ? `1 ${one}` : `${n} ${many}`]
  return [
    ...counted(settings.length, "setting", "settings"),
    ...counted(added.length, "answer added", "answers added"),
    ...counted(changed.length, "answer changed", "answers changed"),
    ...counted(removed.length, "answer removed", "answers removed"),
  ]
}

import { Plus } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { SearchForm } from "#components/ui/search-form.tsx"
import { requireBotActor } from "#lib/auth/session.ts"
import { listEntries } from "#lib/bots/entries.ts"
import { listEntriesInput } from "#lib/bots/input.ts"
import { BotFrame } from "./bot-frame.tsx"
import { EntriesTable } from "./entries-table.tsx"
import { findBot, titleOf } from "./find-bot.ts"
import { NoEntries } from "./no-entries.tsx"

type Props = { params: Promise<{ botId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).botId)
}

export default async function BotPage({ params, searchParams }: Props) {
  const { botId } = await params
  const actor = await requireBotActor("bots:read", botId)
  const bot = await findBot(botId)
  const { search } = listEntriesInput.parse(await searchParams)
  const entries = await listEntries(actor, botId, search)
  const page = `/bots/${botId}`
  return (
    <BotFrame actor={actor} bot={bot} current="answers" searchParams={searchParams}>
      {bot.engine === "webhook" && (
        <div className="mb-4">
          <Notice>
            This bot answers by its webhook. What stands here is not used
            {bot.webhookUrl && (
              <>
                : messages go to{" "}
                <span className="font-mono text-xs wrap-anywhere">{new URL(bot.webhookUrl).host}</span>
              </>
            )}
            .
          </Notice>
        </div>
      )}
      <div className="panel">
        {(bot.entries > 0 || search !== "") && (
          <div className="flex flex-wrap items-center gap-2 border-b border-base-300 p-3">
            <div className="min-w-0 flex-1">
              <SearchForm
                action={page}
                label="Answers"
                placeholder="Search questions or answers"
                value={search}
              />
            </div>
            {bot.may.build && (
              <ButtonLink kind="primary" href={`${page}/entries/new`}>
                <Plus size={16} aria-hidden="true" /> Add answer
              </ButtonLink>
            )}
          </div>
        )}
        {entries.length === 0 ? (
          <NoEntries search={search} page={page} mayBuild={bot.may.build} />
        ) : (
          <EntriesTable rows={entries} page={page} mayBuild={bot.may.build} />
        )}
      </div>
    </BotFrame>
  )
}

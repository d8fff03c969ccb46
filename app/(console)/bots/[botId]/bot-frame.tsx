import { randomUUID } from "node:crypto"
import type { ReactNode } from "react"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { Tabs } from "#components/ui/tabs.tsx"
import type { Actor } from "#lib/access/actor.ts"
import type { BotDetail } from "#lib/bots/bot.ts"
import { BotHeader } from "./bot-header.tsx"

const tabs = [
  { key: "answers", label: "Answers", path: "", opens: () => true },
  { key: "settings", label: "Settings", path: "/settings", opens: () => true },
  { key: "members", label: "Members", path: "/members", opens: () => true },
  { key: "publish", label: "Publish", path: "/publish", opens: ({ may }: BotDetail) => may.publish },
]

type Props = {
  actor: Actor
  bot: BotDetail
  current: "answers" | "settings" | "members" | "publish"
  /** What is done below the tab, as the last crumb says it. */
  step?: string
  searchParams: SearchParams
  children: ReactNode
}

/** The pages of one bot, one tab each; who may not open a tab does not see it. */
export async function BotFrame({ actor, bot, current, step, searchParams, children }: Props) {
  const { confirm } = await searchParams
  const page = `/bots/${bot.id}`
  const counts: Record<string, number | null> = {
    answers: bot.entries || null,
    members: bot.members,
    publish: bot.changes || null,
  }
  const tab = tabs.find(({ key }) => key === current)!
  const below = step ?? (tab.path ? tab.label : null)
  return (
    <Frame
      actor={actor}
      current="/bots"
      crumbs={[
        { label: "Bots", href: "/bots" },
        ...(below ? [{ label: bot.name, href: page }, { label: below }] : [{ label: bot.name }]),
      ]}
      searchParams={searchParams}
    >
      {/* Anew with every page: a dialog whose step is done is not there any more. */}
      <BotHeader
        key={randomUUID()}
        bot={bot}
        asks={confirm === "archive" || confirm === "restore" ? confirm : null}
      />
      <Tabs
        label={bot.name}
        className="mb-6"
        tabs={tabs
          .filter(({ opens }) => opens(bot))
          .map(({ key, label, path }) => ({
            label,
            href: `${page}${path}`,
            count: counts[key]?.toLocaleString("en-GB") ?? null,
            current: key === current,
          }))}
      />
      {children}
    </Frame>
  )
}

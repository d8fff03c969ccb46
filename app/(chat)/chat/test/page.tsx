import { FlaskConical } from "lucide-react"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { requireActor, requireBotActor } from "#lib/auth/session.ts"
import { listTestBots } from "#lib/chat/test-bots.ts"
import { getTestThread } from "#lib/chat/test-thread.ts"
import { NotFound } from "#lib/errors.ts"
import type { SearchParams } from "../../../flash-texts.ts"
import { Frame } from "../../../frame.tsx"
import { fromNumber } from "../../from-number.ts"
import { TestPane } from "./test-pane.tsx"

export const metadata: Metadata = { title: "Test mode" }

/** The drafts that one may try, each answer with how the bot came to it. */
export default async function TestPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor({ permission: "chat:test", onSomeBot: true })
  const asked = await searchParams
  const bots = await listTestBots(actor)
  const botId = typeof asked.bot === "string" ? asked.bot : bots[0]?.id
  if (botId) await requireBotActor("chat:test", botId)
  const thread = botId && (await getTestThread(actor, botId, fromNumber(asked.from)).catch(missing))
  const crumbs = thread
    ? [{ label: "Test mode", href: "/chat/test" }, { label: thread.bot.name }]
    : [{ label: "Test mode" }]
  return (
    <Frame actor={actor} current="/chat/test" crumbs={crumbs} searchParams={searchParams} fill>
      {thread ? (
        <TestPane actor={actor} bots={bots} thread={thread} asked={fromNumber(asked.message)} />
      ) : (
        <div className="chat-pane justify-center">
          <h1 className="sr-only">Test mode</h1>
          <EmptyState icon={FlaskConical} sentence="There is no bot yet whose draft you could try." />
        </div>
      )}
    </Frame>
  )
}

function missing(error: unknown): never {
  if (error instanceof NotFound) redirect("/missing")
  throw error
}

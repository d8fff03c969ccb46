import { MessageCircle } from "lucide-react"
import type { Metadata } from "next"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { listBotsToTalkTo } from "#lib/chat/bots-to-talk-to.ts"
import type { SearchParams } from "../../flash-texts.ts"
import { Frame } from "../../frame.tsx"
import { readZone } from "../../zone.ts"
import { ConversationsSide } from "./conversations-side.tsx"

export const metadata: Metadata = { title: "Chat" }

/** What one has talked about with whom, and the bots that one can talk to. */
export default async function ChatPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("chat:use")
  const { older } = await searchParams
  const bots = await listBotsToTalkTo(actor)
  return (
    <Frame actor={actor} current="/chat" crumbs={[{ label: "Chat" }]} searchParams={searchParams} fill>
      <ConversationsSide
        actor={actor}
        zone={await readZone(actor)}
        older={typeof older === "string" ? older : undefined}
      />
      <div className="chat-pane justify-center max-md:hidden">
        <EmptyState
          icon={MessageCircle}
          sentence={
            bots.length > 0
              ? "Open a conversation, or choose a bot to begin one."
              : "What you talk about with a bot stands here."
          }
        />
      </div>
    </Frame>
  )
}

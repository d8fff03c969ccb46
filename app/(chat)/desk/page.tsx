import { Headset } from "lucide-react"
import type { Metadata } from "next"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { can } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { deskQueryInput } from "#lib/desk/input.ts"
import { listDesk } from "#lib/desk/queue.ts"
import { deskNeed } from "#lib/desk/seen.ts"
import type { SearchParams } from "../../flash-texts.ts"
import { Frame } from "../../frame.tsx"
import { readZone } from "../../zone.ts"
import { LiveQueue } from "./live-queue.tsx"
import { QueueSide } from "./queue-side.tsx"
import { TakeForm } from "./take-form.tsx"

export const metadata: Metadata = { title: "Live agent desk" }

/** Who waits for somebody, and what the actor has; beside it what to do next. */
export default async function DeskPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(deskNeed)
  const query = deskQueryInput.parse(await searchParams)
  const mayTake = can(actor, "conversations:handle")
  const [first] = mayTake ? (await listDesk(actor, { view: "waiting" }, 1)).rows : []
  return (
    <Frame
      actor={actor}
      current="/desk"
      crumbs={[{ label: "Live agent desk" }]}
      searchParams={searchParams}
      fill
    >
      <QueueSide actor={actor} zone={await readZone(actor)} now={new Date()} {...query} view={query.view} />
      <section aria-label="Conversation" className="chat-pane justify-center max-md:hidden">
        <EmptyState
          icon={Headset}
          sentence={
            first
              ? "Open a conversation, or take the one that waits longest."
              : mayTake
                ? "Whoever wants a person comes into the queue here, without a reload."
                : "Open a conversation to watch it."
          }
          action={first && <TakeForm conversationId={first.id}>Take the next one</TakeForm>}
        />
      </section>
      <LiveQueue />
    </Frame>
  )
}

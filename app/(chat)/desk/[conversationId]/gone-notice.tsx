import { MessageCircleOff } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import type { Gone } from "./find-conversation.ts"

/** In the place of a conversation that somebody else has by now, or nobody. */
export function GoneNotice({ gone }: { gone: Gone }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <FullState
        icon={MessageCircleOff}
        title={gone.with ? `${gone.with} has this conversation` : "This conversation is over"}
        actions={
          <ButtonLink kind="primary" href="/desk">
            Back to the queue
          </ButtonLink>
        }
      >
        {gone.with
          ? "Only who has a conversation sees and answers it. Others wait in the queue."
          : "It is closed, or with the bot again. When somebody is wanted, it comes back to the queue."}
      </FullState>
    </div>
  )
}

import { ArrowLeft, Bot, Check, Info } from "lucide-react"
import Link from "next/link"
import { NavigationButton } from "#components/layout/navigation-button.tsx"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { shortTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { DeskConversation } from "#lib/desk/conversation.ts"
import { closeConversationAction, handBackAction } from "../actions.ts"
import { EndForm } from "./end-form.tsx"

type Props = { conversation: DeskConversation; own: boolean; zone: string }

/** Whose conversation it is and how it stands; for who has it, how it ends. */
export function DeskHead({ conversation, own, zone }: Props) {
  const { id, person } = conversation
  return (
    <header className="chat-head desk-head">
      <NavigationButton className="md:hidden" />
      <Link
        href="/desk"
        prefetch={false}
        aria-label="Queue"
        className={buttonClass({ kind: "ghost", square: true }, "-ml-2 md:hidden")}
      >
        <ArrowLeft size={18} aria-hidden="true" />
      </Link>
      <span className="max-md:hidden">
        <Avatar {...avatarOf(person.firstName, person.lastName, person.id, person.pictureId)} />
      </span>
      <div className="min-w-0 flex-1">
        <h1 className="truncate font-semibold">
          {person.firstName} {person.lastName}
        </h1>
        <p className="truncate text-label text-muted">
          <Standing conversation={conversation} own={own} zone={zone} />
        </p>
      </div>
      {own && (
        <>
          <EndForm conversationId={id} action={handBackAction}>
            <Bot size={16} aria-hidden="true" />
            <span className="max-sm:sr-only">Hand back</span>
          </EndForm>
          <EndForm conversationId={id} action={closeConversationAction}>
            <Check size={16} aria-hidden="true" />
            <span className="max-sm:sr-only">Close</span>
          </EndForm>
        </>
      )}
      <a
        href={`/desk/${id}?show=details`}
        aria-label="Details"
        className={buttonClass({ kind: "ghost", square: true }, "xl:hidden")}
      >
        <Info size={18} aria-hidden="true" />
      </a>
    </header>
  )
}

function Standing({ conversation, own, zone }: Props) {
  const { bot, state, agent, takenAt, waitingSince, closedAt } = conversation
  const at = (moment: Date | null) => moment && <Time at={shortTime(moment, zone)} />
  if (state === "waiting")
    return (
      <>
        From {bot}, waits since {at(waitingSince)}
      </>
    )
  if (state === "closed")
    return (
      <>
        From {bot}, closed {at(closedAt)}
      </>
    )
  return (
    <>
      From {bot}, taken {own ? "" : `by ${agent?.name} `}
      {at(takenAt)}
    </>
  )
}

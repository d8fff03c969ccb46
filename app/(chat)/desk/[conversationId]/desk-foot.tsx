"use client"

import type { ConversationState } from "#lib/chat/conversation.ts"
import type { DeskAgent } from "#lib/desk/agents.ts"
import { Composer } from "../../composer.tsx"
import { answerAction } from "../actions.ts"
import { TakeForm } from "../take-form.tsx"
import { AssignForm } from "./assign-form.tsx"

type Props = {
  conversationId: string
  /** Null: the conversation is somebody else's by now; what was typed stays to be copied. */
  standing: { state: ConversationState; agent: string | null; own: boolean } | null
  person: string | null
  mayTake: boolean
  /** To whom it can be given, for who may give it. */
  agents: DeskAgent[] | null
  messageId: string
}

/** Below a conversation: where its agent writes, and what everybody else may do with it. */
export function DeskFoot({ conversationId, standing, person, mayTake, agents, messageId }: Props) {
  const state = standing?.state
  const waits = state === "waiting"
  return (
    <>
      {standing && (waits || (state === "taken" && !standing.own)) && (
        <div key="around" className="composer">
          <div className="desk-bar">
            <p className="min-w-40 flex-1">
              {waits ? "Nobody has this conversation yet." : `You are watching. ${standing.agent} answers.`}
            </p>
            {agents && <AssignForm conversationId={conversationId} agents={agents} taken={!waits} />}
            {waits && mayTake && <TakeForm conversationId={conversationId}>Take</TakeForm>}
          </div>
        </div>
      )}
      {state === "closed" && (
        <p key="closed" className="composer text-center text-label text-muted">
          This conversation is closed. It opens again when {person} writes.
        </p>
      )}
      {mayTake && (!standing || standing.own) && (
        <Composer
          key="composer"
          action={answerAction}
          schema={async () => (await import("#lib/desk/input.ts")).answerInput}
          label={person ? `Answer ${person}` : "What you were writing"}
          fields={{ conversationId, messageId }}
          send="Send"
        />
      )}
    </>
  )
}

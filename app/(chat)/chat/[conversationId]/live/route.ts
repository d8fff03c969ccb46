import type { NextRequest } from "next/server"
import { liveAnswer } from "#lib/live/answer.ts"
import { watchOwnConversation } from "#lib/live/own-conversation.ts"

type Context = { params: Promise<{ conversationId: string }> }

/** What comes in a conversation of one's own, as it comes. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { conversationId } = await params
  return liveAnswer(request, (actor, after) => watchOwnConversation(actor, conversationId, after))
}

import type { NextRequest } from "next/server"
import { liveAnswer } from "#lib/live/answer.ts"
import { watchDesk } from "#lib/live/desk.ts"

/** What moves on the desk, and with `?conversation=` what is said in that one. Needs `conversations:handle` or `conversations:monitor`. */
export async function GET(request: NextRequest): Promise<Response> {
  const conversation = request.nextUrl.searchParams.get("conversation")
  return liveAnswer(request, async (_actor, after) => watchDesk(conversation, after))
}

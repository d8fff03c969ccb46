import { redirect } from "next/navigation"
import { cache } from "react"
import { requireActor } from "#lib/auth/session.ts"
import { getOwnThread, type OwnThread } from "#lib/chat/own-thread.ts"
import { NotFound } from "#lib/errors.ts"

/** One look a request, for the title and the page. */
export const findThread = cache(async (id: string, from?: number): Promise<OwnThread> => {
  const actor = await requireActor("chat:use")
  try {
    return await getOwnThread(actor, id, from)
  } catch (error) {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  }
})

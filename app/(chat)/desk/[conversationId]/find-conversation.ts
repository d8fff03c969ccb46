import { redirect } from "next/navigation"
import { cache } from "react"
import { requireActor } from "#lib/auth/session.ts"
import { getDeskConversation, whoHas, type DeskConversation } from "#lib/desk/conversation.ts"
import { deskNeed } from "#lib/desk/seen.ts"
import { NotFound } from "#lib/errors.ts"

/** A conversation that the actor does not see any more; `with`: who has it now, if anybody. */
export type Gone = { with: string | null }

/** One look a request, for the title and the page. What there is not, or never was on the desk, leads to `/missing`. */
export const findConversation = cache(
  async (id: string, from?: number): Promise<{ found: DeskConversation } | { gone: Gone }> => {
    const actor = await requireActor(deskNeed)
    try {
      return { found: await getDeskConversation(actor, id, from) }
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
    }
    try {
      return { gone: { with: await whoHas(actor, id) } }
    } catch (error) {
      if (error instanceof NotFound) redirect("/missing")
      throw error
    }
  },
)

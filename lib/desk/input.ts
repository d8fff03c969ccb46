/** What may be said at the desk: the one set of schemas for forms, actions and queries. Safe for the browser. */
import { z } from "zod/mini"
import { messageFields } from "#lib/chat/input.ts"
import { isUuid, uuidField } from "#lib/input.ts"

const deskViews = ["waiting", "mine", "closed", "all"] as const
export type DeskView = (typeof deskViews)[number]

/** For what is done with a conversation as it stands: taking, handing back, closing, putting it back into the queue. */
export const deskConversationInput = z.object({ conversationId: uuidField })
export type DeskConversationInput = z.infer<typeof deskConversationInput>

export const answerInput = z.object({ conversationId: uuidField, ...messageFields })
export type AnswerInput = z.infer<typeof answerInput>

export const assignInput = z.object({
  conversationId: uuidField,
  agentId: z.string({ error: "Choose an agent." }).check(z.refine(isUuid, "Choose an agent.")),
})
export type AssignInput = z.infer<typeof assignInput>

/** The query of the desk. Junk falls back to the default: an old bookmark still opens the page. */
export const deskQueryInput = z.object({
  view: z.catch(z.optional(z.enum(deskViews)), undefined),
  after: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
})
export type DeskQuery = z.infer<typeof deskQueryInput>

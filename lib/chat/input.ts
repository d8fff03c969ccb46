/** What may be said in conversations: the one set of schemas for forms, actions and routes. Safe for the browser. */
import { z } from "zod/mini"
import { textField, uuidField } from "#lib/input.ts"

/** Characters that one message may have. */
export const mostCharacters = 4000

/** One message. What is pasted may have tabs: here they are spaces. */
export const messageField = z.pipe(
  z.pipe(
    z.string({ error: "Write something first." }),
    z.transform((text: string) => text.slice(0, mostCharacters * 5).replaceAll("\t", " ")),
  ),
  textField(mostCharacters).check(z.minLength(1, "Write something first.")),
)

/** A script shows what came of it, so that the page stays as it is. */
const staysField = z.optional(z.literal("1"))

/** `messageId`: drawn with the form, so that one that is posted twice is one. */
export const messageFields = {
  messageId: uuidField,
  stays: staysField,
  text: messageField,
}

export const sendMessageInput = z.object({ conversationId: uuidField, ...messageFields })
export type SendMessageInput = z.infer<typeof sendMessageInput>

/** To the draft of a bot, in a test conversation that begins with it. */
export const sendTestMessageInput = z.object({
  botId: uuidField,
  conversationId: uuidField,
  ...messageFields,
})
export type SendTestMessageInput = z.infer<typeof sendTestMessageInput>

/** `conversationId`: drawn with the form. */
export const startConversationInput = z.object({ botId: uuidField, conversationId: uuidField })
export type StartConversationInput = z.infer<typeof startConversationInput>

export const conversationInput = z.object({ conversationId: uuidField, stays: staysField })
export type ConversationInput = z.infer<typeof conversationInput>

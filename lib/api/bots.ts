/** The operation by which programs talk to bots. */
import { talkToBot } from "#lib/chat/talking.ts"
import { sentMessage } from "./answers.ts"
import { aConversationId } from "./examples.ts"
import { sendMessageBodyInput } from "./input.ts"
import { operation } from "./operation.ts"

export const sendMessageOperation = operation({
  method: "POST",
  path: "/api/v1/bots/{botId}/messages",
  operationId: "sendMessage",
  summary: "Talk to a bot",
  description:
    "Says something to a published bot as the token's owner: in a conversation of theirs with it, or in a new one. Waits up to `wait` seconds for the answer: 200 has it, 202 is for when it takes longer or a person has the conversation. Whoever wants it all the same sends the same request again, with the same `messageId` or `Idempotency-Key`: that says nothing twice.",
  tag: "Conversations",
  permissions: ["chat:use"],
  writes: true,
  repeats: "messageId",
  body: { schema: sendMessageBodyInput, required: true, example: { text: "Where is my order?", wait: 5 } },
  answers: {
    200: {
      description: "The message was taken, and this is the bot's answer.",
      schema: sentMessage,
      example: {
        conversationId: aConversationId,
        n: 2,
        awaitsAnswer: true,
        answer: { n: 3, text: "It is on its way.", at: "2026-11-26T09:30:00.000Z" },
      },
    },
    202: {
      description:
        "The message was taken; there is no answer yet, or, without `awaitsAnswer`, a person will give it.",
      schema: sentMessage,
      example: { conversationId: aConversationId, n: 2, awaitsAnswer: true, answer: null },
    },
  },
  refusals: ["bot-archived", "bot-not-published", "too-many-messages", "form-spent"],
  async run(actor, { ids, body: { wait, ...said } }) {
    const sent = await talkToBot(actor, { botId: ids["botId"]!, ...said, wait: wait * 1000 })
    const { conversationId, n, awaits, answer } = sent
    return {
      status: answer ? 200 : 202,
      body: {
        conversationId,
        n,
        awaitsAnswer: awaits,
        answer: answer && { ...answer, at: answer.at.toISOString() },
      },
    }
  },
})

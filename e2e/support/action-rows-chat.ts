/** Actions of the chat and of test mode. */
import { randomUUID } from "node:crypto"
import { insertBot } from "../../db/seed/bots.ts"
import { insertConversation } from "../../db/seed/conversations.ts"
import type { ActionRow } from "./action-rows.ts"
import { addPerson } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"

/** A published bot of somebody's. */
export const addBot = async (workspace: Workspace, published = true) =>
  insertBot(workspace.owner, workspace.id, {
    ownerId: await addPerson(workspace),
    greeting: "Hello.",
    published,
  })

/** Somebody else's conversation; `waits`: for an agent. */
const theirs = async (workspace: Workspace, how: { waits?: boolean } = {}) => {
  const userId = await addPerson(workspace, { roles: ["User"] })
  return { userId, ...(await conversationOf(workspace, userId, how)) }
}

const conversationOf = async (workspace: Workspace, userId: string, { waits = false } = {}) => {
  const conversationId = await insertConversation(workspace.owner, workspace.id, {
    userId,
    botId: await addBot(workspace),
    messages: [{ author: "person", text: "Hello" }],
    ...(waits && { waitingSince: new Date() }),
  })
  return { conversationId }
}

const message = () => ({ messageId: randomUUID(), text: "Where is my order?" })

export const chatRows: Record<string, ActionRow> = {
  "chat/startConversationAction": {
    needs: "chat:use",
    leaves: "What is said is no part of the audit log.",
    outranks: "Conversations give and take no permissions.",
    bad: { botId: "none" },
    rest: { operation: "sendMessage", body: ["text"], bad: { text: "" } },
    give: async (workspace) => ({
      botId: await addBot(workspace),
      conversationId: randomUUID(),
      text: "Hello.",
    }),
  },
  "chat/sendMessageAction": {
    own: "One's own conversations.",
    leaves: "What is said is no part of the audit log.",
    mine: async (workspace, callerId) => ({ ...(await conversationOf(workspace, callerId)), ...message() }),
    bad: { text: "" },
    give: async (workspace) => ({ ...(await theirs(workspace)), ...message() }),
  },
  "chat/askForPersonAction": {
    own: "One's own conversations.",
    leaves: "What is said is no part of the audit log.",
    mine: (workspace, callerId) => conversationOf(workspace, callerId),
    bad: { conversationId: "none" },
    give: (workspace) => theirs(workspace),
  },
  "chat/goOnWithBotAction": {
    own: "One's own conversations.",
    leaves: "What is said is no part of the audit log.",
    mine: (workspace, callerId) => conversationOf(workspace, callerId, { waits: true }),
    bad: { conversationId: "none" },
    give: (workspace) => theirs(workspace, { waits: true }),
  },
  "chat/test/startTestAction": {
    form: "Only who has a test to throw away sees it: e2e/chat-test.spec.ts.",
    needs: "chat:test",
    leaves: "What is said is no part of the audit log.",
    outranks: "Conversations give and take no permissions.",
    bad: { botId: "none" },
    give: async (workspace) => ({ botId: await addBot(workspace, false), conversationId: randomUUID() }),
  },
  "chat/test/sendTestMessageAction": {
    needs: "chat:test",
    leaves: "What is said is no part of the audit log.",
    outranks: "Conversations give and take no permissions.",
    bad: { text: "" },
    give: async (workspace) => ({
      botId: await addBot(workspace, false),
      conversationId: randomUUID(),
      ...message(),
    }),
  },
}

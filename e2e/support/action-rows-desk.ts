/** Actions of the desk. */
import { randomUUID } from "node:crypto"
import { insertConversation } from "../../db/seed/conversations.ts"
import { addBot } from "./action-rows-chat.ts"
import type { ActionRow } from "./action-rows.ts"
import { addPerson } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"

/** A conversation that waits, or that `agentId` has. */
export const addHandedOver = async (workspace: Workspace, agentId?: string) =>
  insertConversation(workspace.owner, workspace.id, {
    userId: await addPerson(workspace),
    botId: await addBot(workspace),
    messages: [{ author: "person", text: "Hello" }],
    waitingSince: new Date(),
    ...(agentId && { agentId }),
  })

/** Gives what waits to whoever calls. */
const takenBy = async ({ owner, id }: Workspace, callerId: string) =>
  void (await owner`
    update conversations set state = 'taken', agent_id = ${callerId}, taken_at = now()
     where workspace_id = ${id} and state = 'waiting'`)

const own = async (workspace: Workspace) => ({ conversationId: await addHandedOver(workspace) })

export const deskRows: Record<string, ActionRow> = {
  "desk/takeConversationAction": {
    needs: "conversations:handle",
    leaves: "What is said is no part of the audit log.",
    outranks: "Conversations give and take no permissions.",
    bad: { conversationId: "none" },
    give: own,
  },
  "desk/answerAction": {
    needs: "conversations:handle",
    leaves: "What is said is no part of the audit log.",
    outranks: "Conversations give and take no permissions.",
    bad: { text: "" },
    ready: takenBy,
    give: async (workspace) => ({ ...(await own(workspace)), messageId: randomUUID(), text: "Hello." }),
  },
  "desk/handBackAction": {
    needs: "conversations:handle",
    leaves: "What is said is no part of the audit log.",
    outranks: "Conversations give and take no permissions.",
    bad: { conversationId: "none" },
    ready: takenBy,
    give: own,
  },
  "desk/closeConversationAction": {
    needs: "conversations:handle",
    leaves: "What is said is no part of the audit log.",
    outranks: "Conversations give and take no permissions.",
    bad: { conversationId: "none" },
    ready: takenBy,
    give: own,
  },
  "desk/assignConversationAction": {
    needs: "conversations:monitor",
    leaves: "What is said is no part of the audit log.",
    outranks: "Conversations give and take no permissions.",
    bad: { agentId: "none" },
    give: async (workspace) => ({
      ...(await own(workspace)),
      agentId: await addPerson(workspace, { type: "agent" }),
    }),
  },
  "desk/requeueConversationAction": {
    needs: "conversations:monitor",
    leaves: "What is said is no part of the audit log.",
    outranks: "Conversations give and take no permissions.",
    bad: { conversationId: "none" },
    give: async (workspace) => ({
      conversationId: await addHandedOver(workspace, await addPerson(workspace, { type: "agent" })),
    }),
  },
}

/** Actions on who has which part in a bot. What an owner may do by theirs stands in lib/bot-members/*.test.ts. */
import { randomUUID } from "node:crypto"
import type { ActionRow } from "./action-rows.ts"
import { addBot } from "./action-rows-bots.ts"
import { addPerson } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"

const part = async (workspace: Workspace) => ({
  botId: await addBot(workspace),
  userId: await addPerson(workspace),
  role: "tester",
})

export const memberRows: Record<string, ActionRow> = {
  "bots/[botId]/members/setMemberAction": {
    form: "/bots/{botId}/members?search=Pat",
    needs: "bots:manage",
    leaves: "bot.member_set",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { role: "king" },
    give: part,
  },
  "bots/[botId]/members/addToBotAction": {
    needs: "bots:manage",
    leaves: "bot.member_set",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { role: "king" },
    give: part,
  },
  "bots/[botId]/members/addMemberAction": {
    needs: "bots:manage",
    leaves: "bot.member_set",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { email: "tom@" },
    give: async (workspace) => {
      const email = `${randomUUID()}@acme.example`
      await workspace.add({ email })
      return { botId: await addBot(workspace), email, role: "developer" }
    },
  },
  "bots/[botId]/members/removeMemberAction": {
    needs: "bots:manage",
    leaves: "bot.member_removed",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { userId: "none" },
    give: async (workspace) => {
      const userId = await addPerson(workspace)
      return { botId: await addBot(workspace, { members: [{ userId, role: "tester" }] }), userId }
    },
  },
  "bots/[botId]/members/transferOwnershipAction": {
    needs: "bots:manage",
    leaves: "bot.transferred",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { owner: "none" },
    give: async (workspace) => ({ botId: await addBot(workspace), owner: await addPerson(workspace) }),
  },
}

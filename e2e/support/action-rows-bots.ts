/** Actions on bots. Managing every bot includes building each; who only builds needs a part in it (lib/bots/*.test.ts). */
import { randomUUID } from "node:crypto"
import { insertBot, type SeedBot } from "../../db/seed/bots.ts"
import { openChange } from "../../db/seed/workspace.ts"
import type { ActionRow } from "./action-rows.ts"
import { addPerson, latest } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"

const entry = { title: "Opening hours", phrases: ["When are you open?"], answer: "From nine to five." }

/** The id of a new bot of somebody new, with one answer. */
export const addBot = async (workspace: Workspace, bot: Partial<SeedBot> = {}) =>
  insertBot(workspace.owner, workspace.id, {
    ownerId: await addPerson(workspace),
    name: `Bot ${randomUUID()}`,
    entries: [entry],
    ...bot,
  })

/** The id of the bot's answer. */
export async function entryOf({ owner }: Workspace, botId: string): Promise<string> {
  const [found] = await owner<{ id: string }[]>`select id from bot_entries where bot_id = ${botId}`
  return found!.id
}

const settings = () => ({ name: `Bot ${randomUUID()}`, engine: "entries", fallback: "Say it otherwise." })
const answer = { title: "Refunds", phrases: "money back", answer: "In a week." }

async function withEntry(workspace: Workspace) {
  const botId = await addBot(workspace)
  return { botId, entryId: await entryOf(workspace, botId) }
}

async function addWithWebhook(workspace: Workspace): Promise<string> {
  const botId = await addBot(workspace)
  await workspace.owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await tx`update bots set engine = 'webhook', webhook_url = 'https://bots.example/answer' where id = ${botId}`
  })
  return botId
}

async function draftOf({ owner }: Workspace, botId: string): Promise<string> {
  const [mark] = await owner<{ draft: string }[]>`
    select encode(sha256(convert_to(bot_content(${botId}, null)::text, 'UTF8')), 'hex') as draft`
  return mark!.draft
}

export const botRows: Record<string, ActionRow> = {
  "bots/createBotAction": {
    needs: "bots:create",
    leaves: "bot.created",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { name: "\u202eBot" },
    // An admin of another company makes it there.
    foreign: /^\/bots\/[0-9a-f-]{36}\?ok=bot-created/,
    give: async () => ({ ...settings(), id: randomUUID() }),
  },
  "bots/editBotAction": {
    needs: "bots:manage",
    leaves: "bot.edited",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { engine: "magic" },
    give: async (workspace) => ({ ...settings(), botId: await addBot(workspace), seen: latest }),
  },
  "bots/makeWebhookSecretAction": {
    form: "/bots/{botId}/settings?confirm=secret",
    needs: "bots:manage",
    leaves: "bot.webhook_secret_made",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { botId: "none" },
    give: async (workspace) => ({
      botId: await addWithWebhook(workspace),
    }),
  },
  "bots/addEntryAction": {
    needs: "bots:manage",
    leaves: "bot.entry_added",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { title: "" },
    give: async (workspace) => ({ ...answer, botId: await addBot(workspace), id: randomUUID() }),
  },
  "bots/editEntryAction": {
    needs: "bots:manage",
    leaves: "bot.entry_edited",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { title: "" },
    give: async (workspace) => ({ ...answer, ...(await withEntry(workspace)), seen: latest }),
  },
  "bots/removeEntryAction": {
    needs: "bots:manage",
    leaves: "bot.entry_removed",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { entryId: "none" },
    give: withEntry,
  },
  "bots/publishBotAction": {
    needs: "bots:publish",
    leaves: "bot.published",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { version: "first" },
    give: async (workspace) => {
      const botId = await addBot(workspace)
      return { botId, version: "1", draft: await draftOf(workspace, botId) }
    },
  },
  "bots/archiveBotAction": {
    needs: "bots:manage",
    leaves: "bot.archived",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { botId: "none" },
    give: async (workspace) => ({ botId: await addBot(workspace) }),
  },
  "bots/restoreBotAction": {
    needs: "bots:manage",
    leaves: "bot.restored",
    outranks: "Parts in bots give no directory or workspace permission.",
    bad: { botId: "none" },
    give: async (workspace) => ({ botId: await addBot(workspace, { archivedAt: new Date() }) }),
  },
}

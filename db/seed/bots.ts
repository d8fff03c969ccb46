/** Bots, their entries, versions and members, written straight into the tables: for seeds and tests. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { openChange } from "./workspace.ts"

export type SeedEntry = { title: string; phrases: string[]; answer: string; handsOver?: boolean }

export type SeedBot = {
  ownerId: string
  name?: string
  description?: string
  language?: string
  greeting?: string
  fallback?: string
  /** With it the bot's engine is the webhook. */
  webhookUrl?: string | null
  entries?: SeedEntry[]
  members?: { userId: string; role: "developer" | "tester" }[]
  /** Publishes what it says as version 1. */
  published?: boolean
  archivedAt?: Date | null
}

let named = 0

/** Adds a bot and answers its id. */
export async function insertBot(owner: postgres.Sql, workspaceId: string, bot: SeedBot): Promise<string> {
  const id = uuidv7()
  const name = bot.name ?? `Bot ${(named += 1)}`
  const of = { workspace_id: workspaceId, bot_id: id }
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "bot.seeded")
    await tx`insert into bots ${tx({
      workspace_id: workspaceId,
      id,
      name,
      name_norm: name.toLowerCase(),
      description: bot.description ?? "",
      owner_id: bot.ownerId,
      engine: bot.webhookUrl ? "webhook" : "entries",
      language: bot.language ?? "english",
      greeting: bot.greeting ?? "",
      fallback: bot.fallback ?? "I did not understand that.",
      webhook_url: bot.webhookUrl ?? null,
      archived_at: bot.archivedAt ?? null,
    })}`
    for (const { title, phrases, answer, handsOver = false } of bot.entries ?? [])
      await tx`insert into bot_entries ${tx({ ...of, id: uuidv7(), title, phrases, answer, hands_over: handsOver })}`
    for (const { userId, role } of bot.members ?? [])
      await tx`insert into bot_members ${tx({ ...of, user_id: userId, role })}`
    if (bot.published) {
      await tx`
        insert into bot_versions (workspace_id, bot_id, version, content, published_by)
        values (${workspaceId}, ${id}, 1, bot_content(${id}, null), ${bot.ownerId})`
      await tx`update bots set published_version = 1 where workspace_id = ${workspaceId} and id = ${id}`
    }
  })
  return id
}

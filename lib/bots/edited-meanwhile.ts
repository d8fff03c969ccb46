/** Two people at one form of a bot: whoever saves second is told what the first one changed. As for roles and groups. */
import { type SQL, sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"
import { entryFields, settingFields } from "./field-labels.ts"

const aboutSettings = (botId: string) => sql`r.table_name = 'bots' and r.row_key = ${botId}`
const aboutEntry = (botId: string, entryId: string) =>
  sql`r.table_name = 'bot_entries' and r.row_key = ${`${botId}/${entryId}`}`

/** How far the log of the bot's settings has come: what their form carries as `seen`. */
export const settingsVersion = (tx: Tx, botId: string) => versionOf(tx, aboutSettings(botId))

/** The same of one entry. */
export const entryVersion = (tx: Tx, botId: string, entryId: string) =>
  versionOf(tx, aboutEntry(botId, entryId))

/**
 * Refuses `edited-meanwhile` if somebody changed the bot's settings after `seen`, and says what; the form then carries the new version, so
 * that saving again is a decision. Call it before writing.
 */
export const refuseIfSettingsEdited = (tx: Tx, botId: string, seen: string) =>
  refuseIfEdited(tx, aboutSettings(botId), settingFields, seen)

/** The same of one entry. */
export const refuseIfEntryEdited = (tx: Tx, botId: string, entryId: string, seen: string) =>
  refuseIfEdited(tx, aboutEntry(botId, entryId), entryFields, seen)

async function versionOf(tx: Tx, about: SQL): Promise<string> {
  const [latest] = await rows<{ n: string | null }>(
    tx,
    sql`select max(r.n)::text as n from change_rows r where ${about}`,
  )
  return latest?.n ?? "0"
}

async function refuseIfEdited(
  tx: Tx,
  about: SQL,
  labels: Record<string, string>,
  seen: string,
): Promise<void> {
  const edits = await rows<{ after: Record<string, unknown> | null; by: string | null }>(
    tx,
    sql`
      select r.after, nullif(trim(concat_ws(' ', a.first_name, a.last_name)), '') as by
        from change_rows r
        join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
        left join users a on a.workspace_id = c.workspace_id and a.id = c.actor_id
       where ${about} and r.n > ${seen}::bigint
       order by r.n`,
  )
  // Answers are long: which fields it was is enough to look at it anew.
  const told = edits.flatMap(({ after, by }) => {
    const fields = Object.keys(after ?? {}).flatMap((column) => labels[column] ?? [])
    return fields.length === 0 ? [] : [`${by ?? "Roster"} changed ${fields.join(", ")}`]
  })
  if (told.length === 0) return
  throw new Refused("edited-meanwhile", undefined, {
    detail: `${[...new Set(told)].join("; ")}.`,
    values: { seen: await versionOf(tx, about) },
  })
}

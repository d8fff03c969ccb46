/** What an action on many would do: by doing it and taking it back. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { preview } from "#lib/access/change.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { botsOwnedBy, noHeirs } from "#lib/bot-members/handing-over.ts"
import { Refused, refuse } from "#lib/errors.ts"
import { bulkActions } from "./actions.ts"
import { doBatch, type Without } from "./batch.ts"
import type { BulkInput } from "./input.ts"
import { sample } from "./selection.ts"

/** More are judged when their turn comes: a preview holds the workspace's lock. */
const mostPreviewed = 1000

export type BulkPreview = Awaited<ReturnType<typeof previewBulk>>

/**
 * Runs the action on the chosen people (the first thousand of them), with all its checks, and takes it back. Refuses what the
 * change would refuse as a whole, `nobody-chosen`, `bulk-needs-target`, `bulk-too-many`. Needs the action's own permission.
 */
export async function previewBulk(actor: Actor, input: BulkInput) {
  const action = bulkActions[input.action]
  refuse(action.needs && !input.target, "bulk-needs-target", "target")
  try {
    return await tryOut(actor, input)
  } catch (error) {
    // Only the actor among the chosen can be the reason: the run leaves them out and goes on with the others.
    if (!(error instanceof Refused) || error.code !== "erase-to-oneself") throw error
    return tryOut(actor, input, { id: actor.user.id, code: error.code })
  }
}

async function tryOut(actor: Actor, input: BulkInput, without?: Without) {
  const action = bulkActions[input.action]
  return preview(actor, action.permission, action.change, async (tx) => {
    const { selected, first } = await sample(tx, input, mostPreviewed)
    refuse(selected === 0, "nobody-chosen")
    const owned = input.action === "archive" ? await botsOwnedBy(tx, first) : []
    // Who gets the bots is asked below the preview: until then it is as if they were the actor's, who is never deleted with the others.
    const heirs = { ...noHeirs, rest: actor.user.id }
    const given = { target: input.target, heirs }
    const judged = await doBatch(tx, actor, action, { userIds: first, without, ...given })
    const byId = new Map(judged.map((outcome) => [outcome.person.id, outcome]))
    // Held in the order of their ids, shown in that of their names.
    const outcomes = first.flatMap((id) => byId.get(id) ?? [])
    const able = new Set(outcomes.flatMap(({ person, refusal }) => (refusal === null ? person.id : [])))
    const bots = owned.filter((bot) => able.has(bot.owner.id))
    return { selected, previewed: first.length, outcomes, bots, ...(await sideEffects(tx)) }
  })
}

/** What of somebody's ends at once. */
export type Ending = { sessions: number; tokens: number }

async function sideEffects(tx: Tx) {
  const [ended] = await rows<{ links: number; mails: number }>(
    tx,
    sql`
      select count(*) filter (where table_name in ('invitations', 'password_resets'))::int as links,
             -- Of this transaction only: now() is when it began.
             (select count(*) from mails where queued_at = now())::int as mails
        from change_rows where change_id = nullif(current_setting('app.change_id', true), '')::uuid`,
  )
  const perPerson = await rows<Ending & { id: string }>(
    tx,
    sql`
      select split_part(r.row_key, '/', 1) as id, count(*) filter (where r.table_name = 'sessions')::int as sessions,
             count(t.id)::int as tokens
        from change_rows r
        -- Not those that had expired before.
        left join access_tokens t
          on r.table_name = 'access_tokens' and t.id = split_part(r.row_key, '/', 2)::uuid and t.expires_at > now()
       where r.change_id = nullif(current_setting('app.change_id', true), '')::uuid and r.table_name in ('sessions', 'access_tokens')
       group by 1`,
  )
  const sum = (of: keyof Ending) => perPerson.reduce((all, one) => all + one[of], 0)
  return {
    ...ended!,
    sessions: sum("sessions"),
    tokens: sum("tokens"),
    endingOf: new Map(perPerson.map(({ id, ...ending }) => [id, ending])),
  }
}

/** Undoing one change: what it did to each row is put back, by a change of its own, unless something has moved on since. */
import { sql } from "drizzle-orm"
import type { Actor, AllNeed } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { requireRecentProof } from "#lib/auth/recent-proof.ts"
import { shortenSessions } from "#lib/auth/session-store.ts"
import { NotFound, Refused, refuse } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { settlePeople } from "#lib/users/put-back.ts"
import { rootActions } from "./chain.ts"
import { type Conflict, describeConflicts, type FoundConflict } from "./conflicts.ts"
import { type AuditChange, describeChanges } from "./describe.ts"
import type { UndoInput } from "./input.ts"
import { ownedConflicts, refuseErasingPutBack } from "./owned.ts"
import { serviceConflicts } from "./services-put-back.ts"
import { needOf, needsProof, undoableOf, undoRefusalOf } from "./undoable.ts"

/**
 * Puts back what the change did. Refuses `not-undoable`, `already-undone`, `undo-conflict` if any of it has moved on since (then
 * nothing is put back), `own-access`, `oneself`, `address-moved`; what requireRecentProof() refuses if the original action asks it; NotFound. Needs `audit:read` and the original action's permission.
 */
export async function undoChange(actor: Actor, input: UndoInput): Promise<void> {
  const { changeId, reason, sure, currentPassword = "" } = input
  const { needs, proof } = await findUndoable(actor, changeId)
  if (proof) {
    await read(actor, needs, async () => {})
    await requireRecentProof(actor, currentPassword)
  }
  await change(
    actor,
    needs,
    "change.undone",
    async (tx) => {
      const conflicts = await takeBack(tx, actor, changeId)
      if (conflicts.length > 0) throw new Refused("undo-conflict")
    },
    { undoes: changeId, reason, sure },
  )
}

export type UndoPreview = {
  /** The change that would be undone. */
  entry: AuditChange
  /** Why it can't be, in words; null if it can. */
  refusal: string | null
  conflicts: Conflict[]
  /** What would be put back, and who gains and loses by that; null if there are conflicts, or too many people to say so. */
  putsBack: AuditChange | null
  moves: AccessMove[]
  /** Undoing it asks who acts. */
  proof: boolean
}

/** Undoes the change with all checks and takes that back: what would happen. Throws NotFound. Needs `audit:read`. */
export async function previewUndo(actor: Actor, changeId: string): Promise<UndoPreview> {
  const entry = await read(actor, "audit:read", (tx) => findEntry(tx, actor, changeId))
  const refused = (refusal: string): UndoPreview => ({
    entry,
    refusal,
    conflicts: [],
    putsBack: null,
    moves: [],
    proof: false,
  })
  if (entry.undo.why !== null) return refused(entry.undo.why)
  let proof = false
  try {
    const found = await findUndoable(actor, changeId)
    const { needs } = found
    proof = found.proof
    return await preview(actor, needs, "change.undone", async (tx) => {
      const found = await takeBack(tx, actor, changeId)
      if (found.length > 0) {
        const conflicts = await describeConflicts(tx, changeId, found)
        return { entry, refusal: null, conflicts, putsBack: null, moves: [], proof }
      }
      const id = await openChangeOf(tx)
      const putsBack = (await describeChanges(tx, actor, [id])).get(id) ?? null
      return { entry, refusal: null, conflicts: [], putsBack, moves: await accessMoves(tx), proof }
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.code !== "too-many-to-preview") return refused(error.message)
    return { entry, refusal: null, conflicts: [], putsBack: null, moves: [], proof }
  }
}

async function findEntry(tx: Tx, actor: Actor, changeId: string): Promise<AuditChange> {
  const entry = isUuid(changeId) ? (await describeChanges(tx, actor, [changeId])).get(changeId) : undefined
  if (!entry) throw new NotFound()
  return entry
}

/** What undoing takes, and whether it asks who acts. Refuses `not-undoable`; NotFound. */
async function findUndoable(
  actor: Actor,
  changeId: string,
): Promise<{ needs: Permission | AllNeed; proof: boolean }> {
  return read(actor, "audit:read", async (tx) => {
    const root = isUuid(changeId) ? (await rootActions(tx, [changeId])).get(changeId) : undefined
    if (root === undefined) throw new NotFound()
    const answer = undoableOf(root)
    const touched = await touchedBy(tx, changeId)
    if ("why" in answer || undoRefusalOf(touched) !== null) throw new Refused("not-undoable")
    return { needs: needOf(answer, touched), proof: needsProof(root, touched) }
  })
}

/**
 * Puts the rows back as far as nothing stands in the way, and answers what does. Refuses `already-undone`, `beyond-own-access`,
 * `erase-by-rule`, `too-many-service-accounts`.
 */
async function takeBack(tx: Tx, actor: Actor, changeId: string): Promise<FoundConflict[]> {
  const [state] = await rows<{ undone: boolean }>(tx, sql`select is_undone(${changeId}) as undone`)
  refuse(state!.undone, "already-undone")
  const owned = await ownedConflicts(tx, changeId)
  if (owned.length > 0) return owned
  // Before anything is put back: somebody who has the role would else give themselves what they then hold.
  const own = await permissionsOf(tx, actor)
  const conflicts = await rows<FoundConflict>(
    tx,
    sql`
      select table_name as table, row_key as key, kind, column_name as column, value from undo_change(${changeId})
       order by 1, 2, 4 limit 200`,
  )
  if (conflicts.length === 0) conflicts.push(...(await serviceConflicts(tx)))
  if (conflicts.length === 0) {
    await refuseBeyondOwn(tx, own)
    await refuseErasingPutBack(tx)
    await settlePeople(tx, actor)
    await settlePolicy(tx)
  }
  return conflicts
}

/** A policy that was tightened again holds at once for those signed in, as when it was set. */
async function settlePolicy(tx: Tx): Promise<void> {
  const policy = await rows(
    tx,
    sql`
      select 1 from change_rows r
       where r.change_id = current_setting('app.change_id')::uuid and r.table_name = 'workspaces' limit 1`,
  )
  if (policy.length > 0) await shortenSessions(tx)
}

/** Rank alone would let the actor put a bot or conversation permission back into a role that they don't hold, as editing it does not. */
async function refuseBeyondOwn(tx: Tx, own: string[]): Promise<void> {
  const beyond = await rows(
    tx,
    sql`
      select 1 from change_rows r
       where r.change_id = current_setting('app.change_id')::uuid and r.table_name = 'role_permissions' and r.after is not null
         and r.after ->> 'permission' <> all (${sql.param(own)}::text[])
       limit 1`,
  )
  refuse(beyond.length > 0, "beyond-own-access")
}

async function permissionsOf(tx: Tx, actor: Actor): Promise<string[]> {
  const held = await rows<{ permission: string }>(
    tx,
    sql`select distinct permission from user_permissions where user_id = ${actor.user.id}`,
  )
  return held.map(({ permission }) => permission)
}

async function openChangeOf(tx: Tx): Promise<string> {
  const [open] = await rows<{ id: string }>(tx, sql`select current_setting('app.change_id', true) as id`)
  return open!.id
}

async function touchedBy(tx: Tx, changeId: string) {
  return rows<{ table: string; masked: boolean; columns: string[] }>(
    tx,
    sql`
      select r.table_name as table, bool_and(r.before is null and r.after is null) as masked,
             coalesce(array_agg(distinct k.key) filter (where k.key is not null), '{}') as columns
        from change_rows r
        left join lateral (
          select jsonb_object_keys(r.after) as key where r.table_name in ('users', 'service_accounts') and r.before is not null and r.after is not null
        ) k on true
       where r.change_id = ${changeId}
       group by 1`,
  )
}

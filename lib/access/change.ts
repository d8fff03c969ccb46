/** Writing: every write is a named change, and the rules that always hold are checked from what it really did. */
import { sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { NotSignedIn, Refused } from "#lib/errors.ts"
import type { Actor, Need, Origin, Stage } from "./actor.ts"
import { requirePermission } from "./bot-need.ts"
import type { Permission } from "./permissions.ts"
import { type Effects, lackingRank, refuseBeyondRank, refuseOwnLoss, refuseWithoutAdmin } from "./rank.ts"
import { inWorkspace, rows, type Tx } from "./transaction.ts"

/** What was done, in the past: `user.suspended`. */
export type ChangeName = `${string}.${string}`

type Opening = {
  action: ChangeName
  via: Actor["via"] | "system"
  actorId: string | null
  sessionId: string | null
  tokenId: string | null
  reason?: string | null
  /** The change that this one takes back. */
  undoes?: string | null
  origin: Origin
}

/** `sure`: the permissions, between commas, that the actor has been told they take away from themselves, and wants to all the same. */
type Options = { reason?: string | undefined; undoes?: string; sure?: string | undefined }

/**
 * Runs `work` as the change `action` in the actor's workspace. What the actor may do is read again under the workspace's lock.
 * Refuses `not-permitted`; `outranked`, `beyond-own-access`, `erase-to-oneself` and `last-admin` by what the change did (PRODUCT
 * §2); `own-access` unless they are `sure`; `busy`. Throws NotSignedIn if the actor's session or token has ended meanwhile. Refused or thrown:
 * nothing is written.
 */
export async function change<T>(
  actor: Actor,
  need: Need,
  action: ChangeName,
  work: (tx: Tx) => Promise<T>,
  options: Options = {},
): Promise<T> {
  return perform(actor, need, action, work, { ...options, keep: true })
}

/**
 * Runs the change with all its checks, answers what `work` answered, and takes everything back: what it would do. Refuses as change()
 * does, but for `own-access`: it is there to show that; and `too-many-to-preview`, since nobody can save while it runs.
 */
export async function preview<T>(
  actor: Actor,
  need: Need,
  action: ChangeName,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await perform(actor, need, action, work, { keep: false })
  } catch (error) {
    if (error instanceof TakenBack) return error.result as T
    if (ranOutOfTime(error)) throw new Refused("too-many-to-preview")
    throw error
  }
}

/** How long one statement of a preview may take: it holds up every change of the workspace. */
const mostPreview = "10s"

const ranOutOfTime = (error: unknown) =>
  error instanceof Error && (error.cause as { code?: string } | undefined)?.code === "57014"

class TakenBack extends Error {
  readonly result: unknown
  constructor(result: unknown) {
    super("taken back")
    this.result = result
  }
}

async function perform<T>(
  actor: Actor,
  need: Need,
  action: ChangeName,
  work: (tx: Tx) => Promise<T>,
  { reason, undoes, sure = "", keep }: Options & { keep: boolean },
): Promise<T> {
  return inWorkspace(actor.workspace.id, "write", async (tx) => {
    const { user, sessionId, tokenId, via, origin } = actor
    const opened = await openChange(tx, {
      action,
      via,
      actorId: user.id,
      sessionId,
      tokenId,
      reason: reason || null,
      undoes: undoes ?? null,
      origin,
    })
    if (!opened.permissions) throw new NotSignedIn()
    const held = new Set(opened.permissions)
    await requirePermission(tx, actor, { stage: opened.stage ?? actor.stage, permissions: held }, need)
    if (!keep) await tx.execute(sql`select set_config('statement_timeout', ${mostPreview}, true)`)
    const result = await work(tx)
    const effects = await effectsOf(tx, opened.id, user.id, lackingRank(held))
    refuseBeyondRank(held, effects, need)
    refuseWithoutAdmin(opened.had_admin, effects)
    if (!keep) throw new TakenBack(result)
    refuseOwnLoss(held, effects, sure)
    return result
  })
}

/** The same where no actor is signed in; only for asSystem's `changeAsSystem`. The last Admin is guarded here too. */
export async function changeWithoutActor<T>(
  workspaceId: string,
  action: ChangeName,
  work: (tx: Tx) => Promise<T>,
  { actorId = null, origin = {} }: { actorId?: string | null; origin?: Origin },
): Promise<T> {
  return inWorkspace(workspaceId, "write", async (tx) => {
    const opened = await openChange(tx, {
      action,
      via: "system",
      actorId,
      sessionId: null,
      tokenId: null,
      origin,
    })
    const result = await work(tx)
    refuseWithoutAdmin(opened.had_admin, await effectsOf(tx, opened.id, actorId, []))
    return result
  })
}

async function openChange(
  tx: Tx,
  { action, via, actorId, sessionId, tokenId, reason = null, undoes = null, origin }: Opening,
) {
  const id = uuidv7()
  const [opened] = await rows<{ permissions: Permission[] | null; stage: Stage | null; had_admin: boolean }>(
    tx,
    sql`select * from begin_change(${id}, ${action}, ${via}, ${actorId}, ${sessionId}, ${reason}, ${JSON.stringify(origin)}::jsonb, ${undoes}, ${tokenId})`,
  )
  return { id, ...opened! }
}

async function effectsOf(
  tx: Tx,
  changeId: string,
  actorId: string | null,
  lacking: Permission[],
): Promise<Effects> {
  const [effects] = await rows<{
    moved: Permission[]
    outranked: boolean
    self_erase: boolean
    has_admin: boolean
    actor_holds: Permission[] | null
  }>(tx, sql`select * from close_change(${changeId}, ${actorId}, ${sql.param(lacking)}::text[])`)
  const { moved, outranked, self_erase, has_admin, actor_holds } = effects!
  return { moved, outranked, actorMayErase: self_erase, hasAdmin: has_admin, actorHolds: actor_holds }
}

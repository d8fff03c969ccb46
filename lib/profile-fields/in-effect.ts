/** Which profile fields count for whom: the workspace's present ones, and for a person at their own what they signed in with (K). */
import { eq, sql } from "drizzle-orm"
import { sessions } from "#db/schema/sessions.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import { type ProfileFieldKey, type ProfileFieldSettings, settingsOf } from "./fields.ts"

/** What the workspace says now: for admins, and for who signs in now. */
export async function presentFields(tx: Tx): Promise<ProfileFieldSettings> {
  const [stored] = await tx
    .select({ shown: workspaces.profileFieldsShown, editable: workspaces.profileFieldsEditable })
    .from(workspaces)
    // Row level security would leave just this one too.
    .where(eq(workspaces.id, sql`current_setting('app.workspace_id')::uuid`))
  if (!stored) throw new NotFound()
  return settingsOf(stored)
}

/** What the actor's own profile shows and lets them edit until they sign in again. */
export async function ownFields(tx: Tx, { sessionId }: Actor): Promise<ProfileFieldSettings> {
  if (sessionId) {
    const [session] = await tx
      .select({ kept: sessions.profileFields })
      .from(sessions)
      .where(eq(sessions.id, sessionId))
    if (session?.kept) return settingsOf(session.kept)
  }
  return presentFields(tx)
}

/** May the actor edit this field of their own profile? */
export async function mayEdit(tx: Tx, actor: Actor, field: ProfileFieldKey): Promise<boolean> {
  return (await ownFields(tx, actor)).editable.includes(field)
}

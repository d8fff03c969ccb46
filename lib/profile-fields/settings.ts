/** The workspace's profile fields, as its admins set them. */
import { eq } from "drizzle-orm"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Edit } from "#lib/access/edited-meanwhile.ts"
import { read } from "#lib/access/read.ts"
import { refuseIfEdited, versionOf } from "#lib/workspaces/edited-meanwhile.ts"
import { type ProfileFieldSettings, settingsOf } from "./fields.ts"
import { presentFields } from "./in-effect.ts"
import type { SetProfileFieldsInput } from "./input.ts"

/** Which fields are shown, and which people may edit themselves, from their next sign-in on. Needs `settings:manage`. */
export async function getProfileFields(actor: Actor): Promise<ProfileFieldSettings & { seen: string }> {
  return read(actor, "settings:manage", async (tx) => ({
    ...(await presentFields(tx)),
    seen: await versionOf(tx, actor),
  }))
}

/**
 * Sets them; whoever is signed in keeps what they have until they sign in again (K). What stands in a field that is no longer shown is
 * kept. Refuses `edited-meanwhile`. Needs `settings:manage`.
 */
export async function setProfileFields(actor: Actor, input: SetProfileFieldsInput): Promise<void> {
  const { shown, editable } = settingsOf(input)
  await change(actor, "settings:manage", "workspace.profile_fields_set", async (tx) => {
    await refuseIfEdited(tx, actor, input.seen, fieldsTold)
    await tx
      .update(workspaces)
      .set({ profileFieldsShown: shown, profileFieldsEditable: editable })
      .where(eq(workspaces.id, actor.workspace.id))
  })
}

const labels = { profile_fields_shown: "which are shown", profile_fields_editable: "which people may edit" }

const fieldsTold = ({ after, by }: Edit): string[] =>
  Object.entries(labels).flatMap(([column, label]) =>
    after && column in after ? [`${by} changed ${label}`] : [],
  )

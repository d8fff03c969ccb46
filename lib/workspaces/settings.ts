/** What a workspace says of itself: its name, the time zone of whoever has chosen none, whom to ask for help. */
import { eq } from "drizzle-orm"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { columnsEdited } from "#lib/access/edited-meanwhile.ts"
import { read } from "#lib/access/read.ts"
import { NotFound } from "#lib/errors.ts"
import { refuseIfEdited, versionOf } from "./edited-meanwhile.ts"
import type { EditWorkspaceInput } from "./input.ts"

const labels = { name: "Name", timezone: "Default time zone", support_address: "Support address" }

/** The settings as their form shows them. Needs `settings:manage`. */
export async function getWorkspaceSettings(actor: Actor) {
  return read(actor, "settings:manage", async (tx) => {
    const [found] = await tx
      .select({
        name: workspaces.name,
        timezone: workspaces.timezone,
        supportAddress: workspaces.supportAddress,
        logoId: workspaces.logoId,
      })
      .from(workspaces)
      .where(eq(workspaces.id, actor.workspace.id))
    if (!found) throw new NotFound()
    return { ...found, seen: await versionOf(tx, actor) }
  })
}

/** Saves them. Refuses `edited-meanwhile`. Needs `settings:manage`. */
export async function editWorkspace(
  actor: Actor,
  { seen, name, timezone, supportAddress }: EditWorkspaceInput,
): Promise<void> {
  await change(actor, "settings:manage", "workspace.edited", async (tx) => {
    await refuseIfEdited(tx, actor, seen, (edit) => columnsEdited(edit, labels))
    await tx
      .update(workspaces)
      .set({ name, timezone: timezone || null, supportAddress: supportAddress || null })
      .where(eq(workspaces.id, actor.workspace.id))
  })
}

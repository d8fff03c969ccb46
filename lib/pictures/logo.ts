/** The logo of a workspace. The newest former ones are kept, so that a change of it can be undone. */
import { eq } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { workspaceLogos } from "#db/schema/pictures.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { encodePicture } from "./encoding.ts"

/** Gives the actor's workspace this logo. Refuses as encodePicture(). Needs `settings:manage`. */
export async function setLogo(actor: Actor, bytes: Buffer): Promise<void> {
  await read(actor, "settings:manage", async () => null)
  const webp = await encodePicture(bytes, "logo")
  await change(actor, "settings:manage", "workspace.logo_set", async (tx) => {
    const { id: workspaceId } = actor.workspace
    const id = uuidv7()
    await tx.insert(workspaceLogos).values({ workspaceId, id, webp })
    await tx.update(workspaces).set({ logoId: id }).where(eq(workspaces.id, workspaceId))
  })
}

/** Goes back to the first letter of its name. Needs `settings:manage`. */
export async function removeLogo(actor: Actor): Promise<void> {
  await change(actor, "settings:manage", "workspace.logo_set", (tx) =>
    tx.update(workspaces).set({ logoId: null }).where(eq(workspaces.id, actor.workspace.id)),
  )
}

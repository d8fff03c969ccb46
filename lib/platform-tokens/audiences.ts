/** The back ends for which people of a workspace get tokens: added, renamed, removed. */
import { asc, count, eq } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { audiences } from "#db/schema/audiences.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import type { AddAudienceInput, RemoveAudienceInput, RenameAudienceInput } from "./input.ts"

export type Audience = Pick<typeof audiences.$inferSelect, "id" | "name" | "audience" | "createdAt">

/** As many as fit on one page. */
export const mostAudiences = 100

/** The workspace's back ends by name. Needs `settings:manage`. */
export async function listAudiences(actor: Actor): Promise<Audience[]> {
  const { id, name, audience, createdAt } = audiences
  return read(actor, "settings:manage", (tx) =>
    tx.select({ id, name, audience, createdAt }).from(audiences).orderBy(asc(name), asc(id)),
  )
}

/** From now on people get tokens for it. Refuses `audience-taken`, `too-many-audiences`. Needs `settings:manage`. */
export async function addAudience(
  actor: Actor,
  { name, audience }: AddAudienceInput,
): Promise<{ id: string }> {
  const id = uuidv7()
  await change(actor, "settings:manage", "audience.added", async (tx) => {
    const [there] = await tx.select({ audiences: count() }).from(audiences)
    refuse(there!.audiences >= mostAudiences, "too-many-audiences")
    await tx.insert(audiences).values({ workspaceId: actor.workspace.id, id, name, audience })
  })
  return { id }
}

/** Its name for people; what the token says stays. Throws NotFound. Needs `settings:manage`. */
export async function renameAudience(actor: Actor, { audienceId, name }: RenameAudienceInput): Promise<void> {
  await change(actor, "settings:manage", "audience.renamed", async (tx) => {
    const renamed = await tx
      .update(audiences)
      .set({ name })
      .where(eq(audiences.id, audienceId))
      .returning({ id: audiences.id })
    if (renamed.length === 0) throw new NotFound()
  })
}

/** From now on nobody gets a token for it; those given live for five minutes at most. Throws NotFound. Needs `settings:manage`. */
export async function removeAudience(actor: Actor, { audienceId }: RemoveAudienceInput): Promise<void> {
  await change(actor, "settings:manage", "audience.removed", async (tx) => {
    const removed = await tx
      .delete(audiences)
      .where(eq(audiences.id, audienceId))
      .returning({ id: audiences.id })
    if (removed.length === 0) throw new NotFound()
  })
}

/** The pictures of people: one for each at most, set by themselves or by an admin, seen by the people of their workspace. */
import { and, eq, ne } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { userPictures } from "#db/schema/pictures.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound, refuse } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"
import { mayEdit } from "#lib/profile-fields/in-effect.ts"
import { lockUser } from "#lib/users/lock.ts"
import { encodePicture } from "./encoding.ts"

/** The WebP of this picture of this person, for any person of the workspace. Throws NotFound, also once another took its place. */
export async function findPicture(actor: Actor, userId: string, pictureId: string): Promise<Buffer> {
  if (!isUuid(userId) || !isUuid(pictureId)) throw new NotFound()
  const [found] = await read(actor, "self", (tx) =>
    tx
      .select({ webp: userPictures.webp })
      .from(userPictures)
      .where(and(eq(userPictures.userId, userId), eq(userPictures.id, pictureId))),
  )
  if (!found) throw new NotFound()
  return found.webp
}

/** Gives the person this picture in the place of the one they had. Refuses `archived`, and as encodePicture(); NotFound. Needs `users:write`. */
export async function setPictureOf(actor: Actor, userId: string, bytes: Buffer): Promise<void> {
  if (!isUuid(userId)) throw new NotFound()
  await read(actor, "users:write", async () => null)
  const webp = await encodePicture(bytes, "face")
  await change(actor, "users:write", "user.picture_set", async (tx) => {
    refuse((await lockUser(tx, userId)).archivedAt, "archived")
    await put(tx, actor, userId, webp)
  })
}

/** Takes the person's picture away. Refuses `archived`; NotFound. Needs `users:write`. */
export async function removePictureOf(actor: Actor, { userId }: { userId: string }): Promise<void> {
  await change(actor, "users:write", "user.picture_set", async (tx) => {
    refuse((await lockUser(tx, userId)).archivedAt, "archived")
    await take(tx, userId)
  })
}

/** Gives the actor this picture. Refuses `picture-locked` where the workspace keeps pictures as they are, and as encodePicture(). */
export async function setOwnPicture(actor: Actor, bytes: Buffer): Promise<void> {
  const webp = await encodePicture(bytes, "face")
  await change(actor, "self", "user.picture_set", async (tx) => {
    await refuseIfLocked(tx, actor)
    await put(tx, actor, actor.user.id, webp)
  })
}

/** Takes the actor's own picture away. Refuses `picture-locked`. */
export async function removeOwnPicture(actor: Actor): Promise<void> {
  await change(actor, "self", "user.picture_set", async (tx) => {
    await refuseIfLocked(tx, actor)
    await take(tx, actor.user.id)
  })
}

async function refuseIfLocked(tx: Tx, actor: Actor): Promise<void> {
  refuse(!(await mayEdit(tx, actor, "picture")), "picture-locked", "picture")
}

async function put(tx: Tx, { workspace }: Actor, userId: string, webp: Buffer): Promise<void> {
  const id = uuidv7()
  await tx.insert(userPictures).values({ workspaceId: workspace.id, userId, id, webp })
  await tx.update(users).set({ pictureId: id }).where(eq(users.id, userId))
  await tx.delete(userPictures).where(and(eq(userPictures.userId, userId), ne(userPictures.id, id)))
}

async function take(tx: Tx, userId: string): Promise<void> {
  await tx.update(users).set({ pictureId: null }).where(eq(users.id, userId))
  await tx.delete(userPictures).where(eq(userPictures.userId, userId))
}

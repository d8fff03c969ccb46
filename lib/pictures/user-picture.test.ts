import { describe, expect, test } from "vitest"
import { NotFound } from "#lib/errors.ts"
import { setFields } from "#lib/testing/profile-fields.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  whoHeldAll,
} from "#lib/testing/fixtures.ts"
import { jpeg, png, svg } from "#lib/testing/pictures.ts"
import { archiveUser, suspendUser } from "#lib/users/life.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import {
  findPicture,
  removeOwnPicture,
  removePictureOf,
  setOwnPicture,
  setPictureOf,
} from "./user-picture.ts"

const pictureIdOf = async (userId: string) => {
  const [found] = await owner<
    { id: string | null }[]
  >`select picture_id as id from users where id = ${userId}`
  return found!.id
}
const rowsOf = (userId: string) =>
  owner<{ id: string; webp: Buffer }[]>`select id, webp from user_pictures where user_id = ${userId}`

describe("one's own picture", () => {
  test("takes the place of the former one, of which nothing is left", async () => {
    const workspace = await newWorkspace()
    const actor = await newActor(workspace)
    await setOwnPicture(actor, await png())
    const first = await pictureIdOf(actor.user.id)
    await setOwnPicture(actor, await jpeg())
    const second = await pictureIdOf(actor.user.id)
    expect(second).not.toBe(first)
    const kept = await rowsOf(actor.user.id)
    expect(kept.map(({ id }) => id)).toEqual([second])
    expect(kept[0]!.webp.subarray(8, 12).toString()).toBe("WEBP")
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.picture_set",
      actor_id: actor.user.id,
      tables: ["users"],
    })
    expect((await findPicture(actor, actor.user.id, second!)).equals(kept[0]!.webp)).toBe(true)
    await expect(findPicture(actor, actor.user.id, first!)).rejects.toBeInstanceOf(NotFound)
  })

  test("goes when it is removed", async () => {
    const actor = await newActor(await newWorkspace())
    await setOwnPicture(actor, await png())
    await removeOwnPicture(actor)
    expect(await pictureIdOf(actor.user.id)).toBe(null)
    expect(await rowsOf(actor.user.id)).toHaveLength(0)
  })

  test("stays what it was when the other one is none", async () => {
    const actor = await newActor(await newWorkspace())
    await setOwnPicture(actor, await png())
    const before = await pictureIdOf(actor.user.id)
    await expect(setOwnPicture(actor, svg())).rejects.toMatchObject({
      code: "picture-kind",
      field: "picture",
    })
    expect(await pictureIdOf(actor.user.id)).toBe(before)
  })

  test("is not for them to change where the workspace says so, from their next sign-in on", async () => {
    const workspace = await newWorkspace()
    const [admin, person] = [await newActor(workspace, { type: "tenant_admin" }), await newPerson(workspace)]
    const before = await signedIn(workspace, person)
    await setFields(admin, { shown: [], editable: ["firstName", "lastName"] })
    await setOwnPicture(before, await png())
    const since = await signedIn(workspace, person)
    await expect(setOwnPicture(since, await png())).rejects.toMatchObject({ code: "picture-locked" })
    await expect(removeOwnPicture(since)).rejects.toMatchObject({ code: "picture-locked" })
    expect(await rowsOf(person)).toHaveLength(1)
    await setPictureOf(admin, person, await jpeg())
  })

  test("of two at once, one is left", async () => {
    const actor = await newActor(await newWorkspace())
    const picture = await png()
    await Promise.all([setOwnPicture(actor, picture), setOwnPicture(actor, picture)])
    expect((await rowsOf(actor.user.id)).map(({ id }) => id)).toEqual([await pictureIdOf(actor.user.id)])
  })
})

describe("somebody else's picture", () => {
  test("is set and removed with users:write", async () => {
    const workspace = await newWorkspace()
    const [admin, person] = [await newActor(workspace, { type: "tenant_admin" }), await newPerson(workspace)]
    await setPictureOf(admin, person, await png())
    expect(await pictureIdOf(person)).not.toBe(null)
    await removePictureOf(admin, { userId: person })
    expect(await pictureIdOf(person)).toBe(null)
    expect((await changesOf(workspace)).map(({ action }) => action).slice(-2)).toEqual([
      "user.picture_set",
      "user.picture_set",
    ])
  })

  test("is not without it, nor of somebody who holds more, nor in the archive", async () => {
    const workspace = await newWorkspace()
    const viewer = await newActor(workspace, { type: "viewer" })
    const manager = await newActor(workspace, { roles: ["Settings"] })
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const person = await newPerson(workspace)
    const picture = await png()
    for (const sent of [picture, svg()])
      await expect(setPictureOf(viewer, person, sent)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(setPictureOf(whoHeldAll(viewer), person, picture)).rejects.toMatchObject({
      code: "not-permitted",
    })
    await expect(removePictureOf(viewer, { userId: person })).rejects.toMatchObject({ code: "not-permitted" })
    await expect(setPictureOf(manager, admin.user.id, picture)).rejects.toMatchObject({ code: "outranked" })
    await setOwnPicture(admin, picture)
    await expect(removePictureOf(manager, { userId: admin.user.id })).rejects.toMatchObject({
      code: "outranked",
    })
    expect(await rowsOf(admin.user.id)).toHaveLength(1)
    await archiveUser(admin, { userId: person })
    await expect(setPictureOf(admin, person, picture)).rejects.toMatchObject({ code: "archived" })
    await expect(removePictureOf(admin, { userId: person })).rejects.toMatchObject({ code: "archived" })
  })

  test("of another workspace does not exist", async () => {
    const [here, there] = [await newWorkspace(), await newWorkspace()]
    const admin = await newActor(here, { type: "tenant_admin" })
    const other = await newActor(there)
    await setOwnPicture(other, await png())
    const id = (await pictureIdOf(other.user.id))!
    await expect(setPictureOf(admin, other.user.id, await png())).rejects.toBeInstanceOf(NotFound)
    await expect(removePictureOf(admin, { userId: other.user.id })).rejects.toBeInstanceOf(NotFound)
    await expect(findPicture(admin, other.user.id, id)).rejects.toBeInstanceOf(NotFound)
    await expect(findPicture(admin, admin.user.id, id)).rejects.toBeInstanceOf(NotFound)
    await expect(setPictureOf(admin, "../x", await png())).rejects.toBeInstanceOf(NotFound)
    await expect(findPicture(admin, "../x", "y")).rejects.toBeInstanceOf(NotFound)
  })
})

test("a picture is seen by everybody of the workspace, and by nobody before they are in", async () => {
  const workspace = await newWorkspace()
  const [actor, reader] = [await newActor(workspace), await newActor(workspace)]
  await setOwnPicture(actor, await png())
  const id = (await pictureIdOf(actor.user.id))!
  expect((await findPicture(reader, actor.user.id, id)).length).toBeGreaterThan(0)
  await expect(findPicture(reader, reader.user.id, id)).rejects.toBeInstanceOf(NotFound)
  const halfway = await signedIn(workspace, await newPerson(workspace), "verify_email")
  await expect(findPicture(halfway, actor.user.id, id)).rejects.toMatchObject({ code: "not-permitted" })
})

test("whoever takes somebody's place has their picture", async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const person = await newPerson(workspace, { type: "agent" })
  await setPictureOf(admin, person, await png())
  const { id } = await replaceUser(admin, { userId: person, type: "viewer", reason: "" })
  const [before] = await rowsOf(person)
  const [after] = await rowsOf(id)
  expect(await pictureIdOf(id)).toBe(after!.id)
  expect(after!.webp.equals(before!.webp)).toBe(true)
})

test("the actor that a session is found for has it", async () => {
  const workspace = await newWorkspace()
  const actor = await newActor(workspace)
  expect(actor.user.pictureId).toBe(null)
  await setOwnPicture(actor, await png())
  expect((await signedIn(workspace, actor.user.id)).user.pictureId).toBe(await pictureIdOf(actor.user.id))
  const admin = await newActor(workspace, { type: "tenant_admin" })
  await suspendUser(admin, { userId: actor.user.id })
  await expect(setOwnPicture(actor, await png())).rejects.toThrow()
})

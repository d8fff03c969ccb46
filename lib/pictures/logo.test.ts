import sharp from "sharp"
import { expect, test } from "vitest"
import { findEntry } from "#lib/audit/log.ts"
import { previewUndo, undoChange } from "#lib/audit/undo.ts"
import { NotFound } from "#lib/errors.ts"
import { tasks } from "#lib/jobs/tasks.ts"
import {
  changesOf,
  newActor,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
  whoHeldAll,
} from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { png, svg } from "#lib/testing/pictures.ts"
import { findLogo, frontOf } from "#lib/workspaces/front.ts"
import { removeLogo, setLogo } from "./logo.ts"

const logoIdOf = async ({ id }: TestWorkspace) => (await frontOf(id)).logoId

test("a logo is set, shown to anybody, and undone to the former one", async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  await setLogo(admin, await png())
  const first = (await logoIdOf(workspace))!
  expect(await sharp(await findLogo(workspace.slug, first)).metadata()).toMatchObject({
    format: "webp",
    width: 256,
  })
  expect((await signedIn(workspace, admin.user.id)).workspace.logoId).toBe(first)
  await setLogo(admin, await png(100, 100))
  const second = (await logoIdOf(workspace))!
  await expect(findLogo(workspace.slug, first)).rejects.toBeInstanceOf(NotFound)
  expect((await changesOf(workspace)).at(-1)).toMatchObject({
    action: "workspace.logo_set",
    actor_id: admin.user.id,
    tables: ["workspaces"],
  })
  const change = await latestChange(workspace)
  const entry = await findEntry(admin, change)
  expect(entry).toMatchObject({ title: "Logo changed", sentences: ["Logo replaced"], undo: { why: null } })
  expect(JSON.stringify(entry)).not.toContain(second)
  await undoChange(admin, { changeId: change, reason: "", sure: "" })
  expect(await logoIdOf(workspace)).toBe(first)
  await removeLogo(admin)
  expect(await logoIdOf(workspace)).toBe(null)
  await expect(findLogo(workspace.slug, first)).rejects.toBeInstanceOf(NotFound)
})

test("is not without settings:manage, and not what is no picture", async () => {
  const workspace = await newWorkspace()
  const viewer = await newActor(workspace, { type: "viewer" })
  const admin = await newActor(workspace, { type: "tenant_admin" })
  for (const sent of [await png(), svg()])
    await expect(setLogo(viewer, sent)).rejects.toMatchObject({ code: "not-permitted" })
  await expect(setLogo(whoHeldAll(viewer), await png())).rejects.toMatchObject({ code: "not-permitted" })
  await expect(removeLogo(viewer)).rejects.toMatchObject({ code: "not-permitted" })
  await expect(setLogo(admin, svg())).rejects.toMatchObject({ code: "picture-kind" })
  expect(await owner`select from workspace_logos where workspace_id = ${workspace.id}`).toHaveLength(0)
})

test("of another workspace, or by an id that is none, there is none", async () => {
  const [here, there] = [await newWorkspace(), await newWorkspace()]
  await setLogo(await newActor(there, { type: "tenant_admin" }), await png())
  const theirs = (await logoIdOf(there))!
  for (const [slug, id] of [
    [here.slug, theirs],
    ["nowhere", theirs],
    [there.slug, "x' or '1"],
    [there.slug, here.id],
  ] as const)
    await expect(findLogo(slug, id)).rejects.toBeInstanceOf(NotFound)
})

test("the newest that were replaced are kept by the clock, and the one in use, however old; undoing to one that is gone is refused", async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const there = async () => {
    const logos = await owner`select id from workspace_logos where workspace_id = ${workspace.id} order by id`
    return logos.map(({ id }) => id as string)
  }
  const clear = () => tasks["clear-former-logos"]!(undefined, {} as never)
  await setLogo(admin, await png())
  await setLogo(admin, await png())
  const toFirst = await latestChange(workspace)
  await setLogo(admin, await png())
  const toSecond = await latestChange(workspace)
  const [first, second, third] = await there()
  const put = (many: number) => owner`
    insert into workspace_logos (workspace_id, id, webp, created_at)
    select ${workspace.id}, gen_random_uuid(), 'x', now() + interval '1 minute' * n from generate_series(1, ${many}::int) n`
  await put(18)
  await clear()
  expect(await there()).toHaveLength(21)
  await put(1)
  await clear()
  expect(await there()).toHaveLength(21)
  expect(await there()).toEqual(expect.arrayContaining([second, third]))
  expect(await there()).not.toContain(first)

  await undoChange(admin, { changeId: toSecond, reason: "" })
  const now = "The former logo is gone: the newest 20 that were replaced are kept."
  expect(await previewUndo(admin, toFirst)).toMatchObject({
    putsBack: null,
    conflicts: [{ about: { name: "The workspace" }, now, way: "Upload it again under Settings, Workspace." }],
  })
  await expect(undoChange(admin, { changeId: toFirst, reason: "" })).rejects.toMatchObject({
    code: "undo-conflict",
  })
  expect(await logoIdOf(workspace)).toBe(second)
  // In use, it stays, though twenty newer ones are there.
  await put(20)
  await clear()
  expect(await there()).toContain(second)
  expect(await there()).toHaveLength(21)
})

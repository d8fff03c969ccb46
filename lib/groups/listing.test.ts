import { expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { listGroups } from "./listing.ts"

test("lists this workspace's groups by name, for who may see people", async () => {
  const workspace = await newWorkspace()
  for (const name of ["Support", "Berlin"])
    await insertGroup(owner, workspace.id, { name, roles: [], members: [] })
  await insertGroup(owner, (await newWorkspace()).id, { name: "Strangers", roles: [], members: [] })
  const viewer = await newActor(workspace, { type: "viewer" })
  expect((await listGroups(viewer)).map(({ name }) => name)).toEqual(["Berlin", "Support"])
  await expect(listGroups(await newActor(workspace))).rejects.toMatchObject({ code: "not-permitted" })
})

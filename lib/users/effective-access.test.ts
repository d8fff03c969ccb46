import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { effectiveAccess } from "./effective-access.ts"

describe("effectiveAccess", () => {
  test("names every way to each permission, in the product's order", async () => {
    const workspace = await newWorkspace()
    const viewer = await newActor(workspace, { type: "viewer" })
    const person = await newPerson(workspace, { type: "agent", roles: ["Developer"] })
    const guild = await insertGroup(owner, workspace.id, {
      name: "Guild",
      roles: ["Bot Builder"],
      members: [person],
    })
    const none = { type: null, role: null, group: null, rule: null }
    const role = async (name: string) => ({ id: await roleId(workspace.id, name), name })
    const direct = { ...none, role: await role("Developer") }
    const byGroup = { ...none, role: await role("Bot Builder"), group: { id: guild, name: "Guild" } }
    expect(await effectiveAccess(viewer, person)).toEqual([
      { permission: "bots:read", from: [direct, byGroup] },
      { permission: "bots:build", from: [byGroup] },
      { permission: "chat:use", from: [{ ...none, type: "agent" }] },
      { permission: "chat:test", from: [direct] },
      { permission: "conversations:handle", from: [{ ...none, type: "agent" }] },
    ])
    expect(await effectiveAccess(viewer, await newPerson(workspace))).toEqual([])
  })

  test("says just what the database counts", async () => {
    const workspace = await newWorkspace()
    const viewer = await newActor(workspace, { type: "viewer" })
    const person = await newPerson(workspace, { type: "supervisor", roles: ["Settings", "User"] })
    const counted = await owner<{ permission: string }[]>`
      select distinct permission from user_permissions where workspace_id = ${workspace.id} and user_id = ${person} order by 1`
    const said = (await effectiveAccess(viewer, person)).map(({ permission }) => permission)
    expect(said.toSorted()).toEqual(counted.map(({ permission }) => permission))
  })

  test("is refused without users:read; another workspace's person is as unknown as nobody", async () => {
    const workspace = await newWorkspace()
    const person = await newPerson(workspace)
    await expect(effectiveAccess(await newActor(workspace), person)).rejects.toMatchObject({
      code: "not-permitted",
    })
    const viewer = await newActor(workspace, { type: "viewer" })
    const stranger = await newPerson(await newWorkspace())
    for (const id of [stranger, "no-id", "00000000-0000-7000-8000-000000000000"])
      await expect(effectiveAccess(viewer, id)).rejects.toMatchObject({ name: "NotFound" })
  })
})

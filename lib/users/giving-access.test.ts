import { beforeAll, describe, expect, test } from "vitest"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { newActor, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { waysToGive } from "./giving-access.ts"

let workspace: TestWorkspace

beforeAll(async () => {
  workspace = await newWorkspace()
  const permissions = ["bots:publish"] as const
  await insertRole(owner, workspace.id, { name: "Publishers", permissions: [...permissions] })
  await insertGroup(owner, workspace.id, { name: "Guild", roles: ["Publishers", "User"], members: [] })
  await insertGroup(owner, workspace.id, { name: "Others", roles: ["User"], members: [] })
})

describe("waysToGive", () => {
  test("names roles, groups and types that carry it, of this workspace only", async () => {
    const viewer = await newActor(workspace, { type: "viewer" })
    const stranger = await newWorkspace()
    await insertRole(owner, stranger.id, { name: "Elsewhere", permissions: ["bots:publish"] })
    const { roles, groups, types } = await waysToGive(viewer, "bots:publish")
    expect(roles.map(({ name }) => name)).toEqual(["Admin", "Manager", "Publishers"])
    expect(roles.at(-1)!.permits).toEqual(["bots:publish"])
    expect(groups).toMatchObject([{ name: "Guild", roles: ["Publishers"] }])
    expect(types).toEqual(["bot_admin", "tenant_admin"])
  })

  test("what comes only with the Admin permissions is given by Admin alone", async () => {
    const viewer = await newActor(workspace, { type: "viewer" })
    const { roles, groups, types } = await waysToGive(viewer, "sso:manage")
    expect(roles.map(({ name }) => name)).toEqual(["Admin"])
    expect({ groups, types }).toEqual({ groups: [], types: ["tenant_admin"] })
  })

  test("is refused without users:read", async () => {
    await expect(waysToGive(await newActor(workspace), "chat:use")).rejects.toMatchObject({
      code: "not-permitted",
    })
  })
})

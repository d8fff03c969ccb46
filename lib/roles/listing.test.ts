import { describe, expect, test } from "vitest"
import { insertRole } from "#db/seed/groups.ts"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { listRoles } from "./listing.ts"

describe("listRoles", () => {
  test("has the built-in roles in the product's order, then the workspace's own by name", async () => {
    const workspace = await newWorkspace()
    for (const name of ["Testing", "Moderator"])
      await insertRole(owner, workspace.id, { name, permissions: ["chat:use"] })
    await insertRole(owner, (await newWorkspace()).id, { name: "Stranger", permissions: [] })
    const roles = await listRoles(await newActor(workspace, { type: "viewer" }))
    expect(roles.map(({ name }) => name)).toEqual(
      "Admin,User,Agent,Developer,Manager,Public,Settings,Privacy officer,Bot Builder,Bot Creator,Moderator,Testing".split(
        ",",
      ),
    )
    expect(roles.find(({ name }) => name === "Moderator")).toMatchObject({
      builtIn: false,
      permissions: ["chat:use"],
    })
    expect(roles.find(({ name }) => name === "Public")).toMatchObject({ builtIn: true, permissions: [] })
  })

  test("needs users:read", async () => {
    const actor = await newActor(await newWorkspace())
    await expect(listRoles(actor)).rejects.toMatchObject({ code: "not-permitted" })
  })
})

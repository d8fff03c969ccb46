import { beforeEach, describe, expect, test, vi } from "vitest"
import { belongTo, inChange } from "#db/seed/identity-providers.ts"
import { log } from "#lib/log.ts"
import { changesOf, newPerson, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import {
  arrangeDomain,
  eventsOf,
  newLink,
  newProvider,
  newRule,
  origin,
  personWith,
  rolesOf,
} from "#lib/testing/providers.ts"
import { roleId } from "#lib/testing/roles.ts"
import { arrive } from "./arrival.ts"

let workspace: TestWorkspace
let domain: string
let identity: Awaited<ReturnType<typeof arrangeDomain>>["said"]
beforeEach(async () => {
  ;({ workspace, domain, said: identity } = await arrangeDomain())
})

const actions = async () => (await changesOf(workspace)).map(({ action }) => action)

describe("who comes again", () => {
  const linked = async (columns = {}) => {
    const provider = await newProvider(workspace, columns)
    const id = await newPerson(workspace, { email: `old@${domain}` })
    await newLink(workspace, provider, id, "maya-7")
    await belongTo(owner, workspace.id, id, provider.id)
    return { provider, id }
  }

  test("is brought in line with what the directory owns, once", async () => {
    const { provider, id } = await linked({ owns: ["names", "email"] })
    await arrive(provider, identity(), origin)
    expect(await personWith(id)).toMatchObject({
      first_name: "Maya",
      email: `maya@${domain}`,
      email_norm: `maya@${domain}`,
      sort_name: "maya okafor",
    })
    expect((await actions()).at(-1)).toBe("user.synced")
    const before = (await actions()).length
    await arrive(provider, identity(), origin)
    expect(await actions()).toHaveLength(before)
  })

  test("keeps what it doesn't own, is not vouched for, is of no proved domain, or is somebody else's", async () => {
    const { provider, id } = await linked({ owns: ["email"] })
    await newPerson(workspace, { email: `taken@${domain}` })
    for (const said of [
      { emailVerified: false },
      { email: "maya@elsewhere.example" },
      { email: `TAKEN@${domain}` },
      { email: null },
    ])
      await arrive(provider, identity(said), origin)
    expect(await personWith(id)).toMatchObject({ first_name: "Pat", email: `old@${domain}` })
    expect(await actions()).not.toContain("user.synced")
  })

  test("gains and loses what the rules give by the groups, and keeps what was given by hand", async () => {
    const { provider, id } = await linked()
    await newRule(workspace, provider, { value: "bots", role: "Developer" })
    await newRule(workspace, provider, { value: "desk", role: "Agent" })
    await inChange(
      owner,
      workspace.id,
      async (tx) =>
        tx`insert into user_roles ${tx({ workspace_id: workspace.id, user_id: id, role_id: await roleId(workspace.id, "User") })}`,
    )
    await arrive(provider, identity({ groups: ["desk", "bots", "desk"] }), origin)
    expect((await rolesOf(id)).map(([name]) => name)).toEqual(["Agent", "Developer", "User"])
    const before = (await actions()).length
    await arrive(provider, identity({ groups: ["bots", "desk", "nul\u0000", "\ud800"] }), origin)
    expect(await actions()).toHaveLength(before)
    await arrive(provider, identity({ groups: [] }), origin)
    expect((await rolesOf(id)).map(([name]) => name)).toEqual(["User"])
    // A rule that came since counts at the next sign-in too.
    await arrive(provider, identity({ groups: ["new"] }), origin)
    await newRule(workspace, provider, { value: "new", role: "Developer" })
    await arrive(provider, identity({ groups: ["new"] }), origin)
    expect((await rolesOf(id)).map(([name]) => name)).toEqual(["Developer", "User"])
  })

  test("is in though a rule would take the last Admin, which is left undone and noted", async () => {
    const said = vi.spyOn(log, "warn").mockImplementation(() => undefined)
    const { provider, id } = await linked({ owns: ["names"] })
    await newRule(workspace, provider, { value: "admins", role: "Admin" })
    await arrive(provider, identity({ groups: ["admins"] }), origin)
    await arrive(provider, identity({ groups: [], firstName: "Renamed" }), origin)
    expect(await rolesOf(id)).toEqual([["Admin", provider.id]])
    expect(await personWith(id)).toMatchObject({ first_name: "Renamed" })
    expect((await eventsOf(workspace)).at(-1)).toMatchObject({ outcome: "signed-in", reason: "last-admin" })
    expect(said).toHaveBeenCalled()
    said.mockRestore()
  })
})

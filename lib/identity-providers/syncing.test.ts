import { beforeEach, describe, expect, test, vi } from "vitest"
import { log } from "#lib/log.ts"
import { changesOf, newPerson, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { arrange, arrangeDomain, eventsOf, newLink, newProvider, newRule } from "#lib/testing/providers.ts"
import { roleId } from "#lib/testing/roles.ts"
import { arrive } from "./arrival.ts"

const origin = { ip: "192.0.2.7", userAgent: "test" }

let workspace: TestWorkspace
let domain: string
let identity: Awaited<ReturnType<typeof arrangeDomain>>["said"]
beforeEach(async () => {
  ;({ workspace, domain, said: identity } = await arrangeDomain())
})

const personWith = async (id: string) => {
  const [person] = await owner`select * from users where id = ${id}`
  return person!
}
const rolesOf = async (id: string) => {
  const held = await owner<{ name: string; by: string | null }[]>`
    select r.name, ur.identity_provider_id as by from user_roles ur join roles r on r.workspace_id = ur.workspace_id and r.id = ur.role_id
     where ur.user_id = ${id} order by r.name`
  return held.map(({ name, by }) => [name, by])
}
const actions = async () => (await changesOf(workspace)).map(({ action }) => action)

describe("who comes again", () => {
  const linked = async (columns = {}) => {
    const provider = await newProvider(workspace, columns)
    const id = await newPerson(workspace, { email: `old@${domain}` })
    await newLink(workspace, provider, id, "maya-7")
    await arrange(
      workspace,
      (tx) => tx`update users set identity_provider_id = ${provider.id} where id = ${id}`,
    )
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
    const developer = await roleId(workspace.id, "Developer")
    await newRule(workspace, provider, { value: "bots", role_id: developer })
    await newRule(workspace, provider, { value: "desk", role_id: await roleId(workspace.id, "Agent") })
    await arrange(
      workspace,
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
    await newRule(workspace, provider, { value: "new", role_id: developer })
    await arrive(provider, identity({ groups: ["new"] }), origin)
    expect((await rolesOf(id)).map(([name]) => name)).toEqual(["Developer", "User"])
  })

  test("is in though a rule would take the last Admin, which is left undone and noted", async () => {
    const said = vi.spyOn(log, "warn").mockImplementation(() => undefined)
    const { provider, id } = await linked({ owns: ["names"] })
    await newRule(workspace, provider, { value: "admins", role_id: await roleId(workspace.id, "Admin") })
    await arrive(provider, identity({ groups: ["admins"] }), origin)
    await arrive(provider, identity({ groups: [], firstName: "Renamed" }), origin)
    expect(await rolesOf(id)).toEqual([["Admin", provider.id]])
    expect(await personWith(id)).toMatchObject({ first_name: "Renamed" })
    expect((await eventsOf(workspace)).at(-1)).toMatchObject({ outcome: "signed-in", reason: "last-admin" })
    expect(said).toHaveBeenCalled()
    said.mockRestore()
  })
})

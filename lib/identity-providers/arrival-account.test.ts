import { beforeEach, describe, expect, test, vi } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { insertInvitation } from "#lib/auth/invitation.ts"
import type { Identity } from "#lib/identity.ts"
import { log } from "#lib/log.ts"
import {
  changesOf,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import {
  arrange,
  eventsOf,
  identity as identityAt,
  newDomain,
  newLink,
  newProvider,
  newRule,
} from "#lib/testing/providers.ts"
import { roleId } from "#lib/testing/roles.ts"
import { arrive } from "./arrival.ts"

const origin = { ip: "192.0.2.7", userAgent: "test" }

let workspace: TestWorkspace
// A proved domain is one workspace's.
let domain: string
beforeEach(async () => {
  workspace = await newWorkspace()
  domain = `${workspace.slug}.example`
  await newDomain(workspace, domain)
})

const identity = (said: Partial<Identity> = {}) => identityAt({ email: `maya@${domain}`, ...said })

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

describe("an account that is made", () => {
  test("has the provider's type, joined, names and address as said, and what the rules give", async () => {
    const provider = await newProvider(workspace, { first_sign_in: "domain", user_type: "agent" })
    const group = await insertGroup(owner, workspace.id, { name: "Berlin", roles: [], members: [] })
    await newRule(workspace, provider, { role_id: await roleId(workspace.id, "User") })
    await newRule(workspace, provider, { value: "bots", role_id: await roleId(workspace.id, "Developer") })
    await newRule(workspace, provider, { value: "berlin", group_id: group })
    await newRule(workspace, provider, { role_id: await roleId(workspace.id, "Privacy officer") })
    const { outcome, userId } = await arrive(
      provider,
      identity({
        email: `Maya@${domain.toUpperCase()}`,
        firstName: " Ma\u202eya\u0000 ",
        groups: ["bots", "else"],
      }),
      origin,
    )
    expect(outcome).toBe("created")
    expect(await personWith(userId)).toMatchObject({
      type: "agent",
      status: "active",
      first_name: "Ma ya",
      last_name: "Okafor",
      email: `Maya@${domain.toUpperCase()}`,
      email_norm: `maya@${domain}`,
      identity_provider_id: provider.id,
      created_by: null,
    })
    expect(await rolesOf(userId)).toEqual([
      ["Developer", provider.id],
      ["User", null],
    ])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "user.provisioned", actor_id: null })
    expect(await eventsOf(workspace)).toMatchObject([{ outcome: "created", user_id: userId }])
  })

  test.each([
    [{ firstName: null, lastName: null }, ["Tom", "Becker"]],
    [{ firstName: "Tom", lastName: "\u200b" }, ["Tom", "–"]],
    [{ firstName: "x".repeat(5000), lastName: "B" }, ["x".repeat(100), "B"]],
  ])("has a name that forms would take, of %o", async (said, [first, last]) => {
    const provider = await newProvider(workspace, { first_sign_in: "domain" })
    const { userId } = await arrive(provider, identity({ ...said, email: `tom.becker@${domain}` }), origin)
    expect(await personWith(userId)).toMatchObject({ first_name: first, last_name: last })
  })
})

describe("who had not joined", () => {
  const invite = async (id: string) =>
    asSystem("seed", workspace.id, async (tx) => {
      await tx.execute(
        `select begin_change(gen_random_uuid(), 'test.arranged', 'system', null, null, null, null)`,
      )
      await insertInvitation(tx, { workspaceId: workspace.id, userId: id, createdBy: null })
    })

  test("has joined by coming, and no invitation, temporary password or half a sign-in lets anybody else in", async () => {
    const provider = await newProvider(workspace)
    const temporaryUntil = new Date(Date.now() + 600_000)
    const person = { email: `maya@${domain}`, joinedAt: null, passwordHash: "x", temporaryUntil }
    const id = await newPerson(workspace, person)
    await invite(id)
    const halfway = await signedIn(workspace, id, "password_change")
    await arrive(provider, identity(), origin)
    expect(await personWith(id)).toMatchObject({ status: "active", email_confirmed_at: expect.any(Date) })
    const [left] = await owner`
      select (select count(*)::int from invitations where user_id = ${id} and withdrawn_at is null and used_at is null) as invitations,
             (select count(*)::int from credentials where user_id = ${id} and temporary_until > now()) as passwords,
             (select ended_reason from sessions where id = ${halfway.sessionId}) as ended`
    expect(left).toEqual({ invitations: 0, passwords: 0, ended: "joined by their identity provider" })
  })

  test("but was deactivated comes back only once invited again (K)", async () => {
    const provider = await newProvider(workspace)
    const id = await newPerson(workspace, { email: `maya@${domain}` })
    await arrange(workspace, (tx) => tx`update users set joined_at = null where id = ${id}`)
    await expect(arrive(provider, identity(), origin)).rejects.toMatchObject({ code: "sso-deactivated" })
    await invite(id)
    expect(await arrive(provider, identity(), origin)).toMatchObject({ outcome: "linked", userId: id })
    expect(await personWith(id)).toMatchObject({ status: "active" })
  })
})

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
    await arrive(provider, identity({ groups: ["bots", "desk"] }), origin)
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

describe("at the same time", () => {
  const both = async (work: () => Promise<{ outcome: string; userId: string }>) => {
    const arrived = await Promise.all([work(), work(), work()])
    expect(new Set(arrived.map(({ userId }) => userId)).size).toBe(1)
    return arrived.map(({ outcome }) => outcome).toSorted()
  }

  test("first sign-ins of one new person make one account", async () => {
    const provider = await newProvider(workspace, { first_sign_in: "domain" })
    expect(await both(() => arrive(provider, identity(), origin))).toEqual([
      "created",
      "signed-in",
      "signed-in",
    ])
    expect((await actions()).filter((action) => action === "user.provisioned")).toHaveLength(1)
  })

  test("and one person is linked once", async () => {
    const provider = await newProvider(workspace)
    await newPerson(workspace, { email: `maya@${domain}` })
    expect(await both(() => arrive(provider, identity(), origin))).toEqual([
      "linked",
      "signed-in",
      "signed-in",
    ])
  })

  test("two identities with one address: the second is not taken for the first", async () => {
    const provider = await newProvider(workspace, { first_sign_in: "domain" })
    const ended = await Promise.allSettled(
      ["one", "two"].map((subject) => arrive(provider, identity({ subject }), origin)),
    )
    expect(ended.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
    expect(ended.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "linked-otherwise" },
    })
  })
})

import { beforeAll, describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { insertPeople } from "#db/seed/people.ts"
import { openChange } from "#db/seed/workspace.ts"
import type { Actor } from "#lib/access/actor.ts"
import {
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { effectiveAccess } from "./effective-access.ts"
import { type WhoCanQuery, whoCanInput } from "./input.ts"
import { countHolders, everyHolder, listHolders } from "./who-can.ts"

let workspace: TestWorkspace
let viewer: Actor

const asked = (query: Record<string, string>): WhoCanQuery => whoCanInput.parse(query)
const namesOf = async (query: Record<string, string>) =>
  (await listHolders(viewer, asked(query))).rows.map(({ firstName }) => firstName)

beforeAll(async () => {
  workspace = await newWorkspace()
  viewer = await newActor(workspace, { firstName: "Vera", type: "viewer" })
  const member = await newPerson(workspace, { firstName: "Meg" })
  await newPerson(workspace, { firstName: "Ada", type: "bot_admin", roles: ["Developer"] })
  await newPerson(workspace, { firstName: "Dina", roles: ["Developer"] })
  await newPerson(workspace, { firstName: "Ines", roles: ["Developer"], joinedAt: null })
  await newPerson(workspace, { firstName: "Sam", roles: ["Developer"], suspendedAt: new Date() })
  await newPerson(workspace, {
    firstName: "Lou",
    roles: ["Developer"],
    lockedUntil: new Date(Date.now() + 60_000),
  })
  await newPerson(workspace, { firstName: "Arno", roles: ["Developer"], archivedAt: new Date() })
  await newPerson(workspace, { firstName: "Nobody" })
  await insertGroup(owner, workspace.id, { name: "Testers", roles: ["Developer"], members: [member] })
})

describe("who can", () => {
  test("everyone who may sign in and holds it by type, role or group, by name", async () => {
    expect(await namesOf({ permission: "chat:test" })).toEqual(["Ada", "Dina", "Meg"])
    expect(await namesOf({ permission: "bots:read" })).toEqual(["Ada", "Dina", "Meg", "Vera"])
    expect(await namesOf({ of: "bots:publish" })).toEqual(["Ada"])
    expect(await namesOf({ permission: "sso:manage" })).toEqual([])
  })

  test("and on demand who may not sign in now, but for the archive", async () => {
    const query = { permission: "chat:test", all: "1" }
    expect(await namesOf(query)).toEqual(["Ada", "Dina", "Ines", "Lou", "Meg", "Sam"])
    expect(await countHolders(viewer, asked(query))).toEqual({ people: 6, more: false })
  })

  test("by role: direct or by a group, never by type", async () => {
    expect(await namesOf({ role: await roleId(workspace.id, "Developer") })).toEqual(["Ada", "Dina", "Meg"])
    expect(await namesOf({ of: await roleId(workspace.id, "User") })).toEqual([])
  })

  test("with search, and with every way that effective access names", async () => {
    const query = asked({ permission: "chat:test", search: "ada" })
    const { rows } = await listHolders(viewer, query)
    expect(rows.map(({ firstName }) => firstName)).toEqual(["Ada"])
    expect(await countHolders(viewer, query)).toEqual({ people: 1, more: false })
    for (const { id, ways } of (await listHolders(viewer, asked({ permission: "chat:test" }))).rows) {
      const access = await effectiveAccess(viewer, id)
      expect(ways).toEqual(access.find(({ permission }) => permission === "chat:test")!.from)
    }
  })

  test("junk asks for nothing, and another workspace's role is as unknown as none", async () => {
    const stranger = await newWorkspace()
    await newPerson(stranger, { roles: ["User"] })
    for (const query of [
      {},
      { of: "no:permission" },
      { role: "x" },
      { role: await roleId(stranger.id, "User") },
    ]) {
      expect(await namesOf(query as Record<string, string>)).toEqual([])
      expect(await countHolders(viewer, asked(query as Record<string, string>))).toEqual({
        people: 0,
        more: false,
      })
    }
  })

  test("is refused without users:read", async () => {
    const query = asked({ permission: "chat:use" })
    const actor = await newActor(workspace)
    await expect(listHolders(actor, query)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(countHolders(actor, query)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(everyHolder(async () => actor, query).next()).rejects.toMatchObject({
      code: "not-permitted",
    })
  })
})

describe("the count", () => {
  test("looks past any number of people who may not sign in", async () => {
    const crowd = await newWorkspace()
    const reader = await newActor(crowd, { type: "viewer" })
    const away = Array.from({ length: 25 }, (_, n) => ({
      firstName: "Away",
      lastName: String(n),
      email: `away${n}@acme.example`,
      type: "agent" as const,
      joinedAt: null,
    }))
    await insertPeople(owner, crowd.id, away)
    for (const firstName of ["Sue", "Sid", "Sal"]) await newPerson(crowd, { firstName, type: "supervisor" })
    expect(await countHolders(reader, asked({ permission: "chat:use" }), 10)).toEqual({
      people: 3,
      more: false,
    })
    const all = asked({ permission: "chat:use", all: "1" })
    expect(await countHolders(reader, all, 10)).toEqual({ people: 10, more: true })
  })
})

describe("all of them", () => {
  test("in batches, each of which asks again who asks", async () => {
    const crowd = await newWorkspace()
    const people = Array.from({ length: 2100 }, (_, n) => ({
      firstName: "Crowd",
      lastName: String(n).padStart(4, "0"),
      email: `crowd${n}@acme.example`,
      type: "agent" as const,
    }))
    await insertPeople(owner, crowd.id, people)
    const reader = await newPerson(crowd, { roles: ["Settings"] })
    const actor = await signedIn(crowd, reader)
    const query = asked({ permission: "chat:use" })
    let times = 0
    const names: string[] = []
    for await (const batch of everyHolder(async () => ((times += 1), actor), query))
      names.push(...batch.map(({ lastName }) => lastName))
    expect(names).toEqual(people.map(({ lastName }) => lastName))
    expect(times).toBe(3)

    const batches = everyHolder(() => signedIn(crowd, reader), query)
    expect((await batches.next()).value).toHaveLength(1000)
    await owner.begin(async (tx) => {
      await openChange(tx, crowd.id, "test.taken")
      await tx`delete from user_roles where user_id = ${reader}`
    })
    await expect(batches.next()).rejects.toMatchObject({ code: "not-permitted" })
  })
})

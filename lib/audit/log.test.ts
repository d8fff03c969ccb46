import { beforeAll, describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import {
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { roleId } from "#lib/testing/roles.ts"
import { suspendUser } from "#lib/users/life.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { type AuditQuery, auditInput } from "./input.ts"
import { auditChoices, findEntry, listAudit } from "./log.ts"
import { undoChange } from "./undo.ts"

let workspace: TestWorkspace
let admin: Actor
let other: Actor
let hugo: string
let night: string
let group: string
let suspended: string

const zone = "UTC"
const ask = async (query: Partial<AuditQuery>, size = 40, actor = admin) =>
  listAudit(actor, auditInput.parse(query), { zone, size })
/** In short: what the entries are, newest first. */
const seen = async (query: Partial<AuditQuery>) =>
  (await ask(query)).entries.map((entry) => (entry.kind === "change" ? entry.action : "sign-in"))

beforeAll(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  other = await newActor(workspace, { type: "tenant_admin", firstName: "Amelia", lastName: "Okafor" })
  hugo = await newPerson(workspace, { firstName: "Hugo", lastName: "Mensah" })
  const igor = await newPerson(workspace, { firstName: "Igor", lastName: "Petrov" })
  night = await insertRole(owner, workspace.id, { name: "Night watch", permissions: ["chat:use"] })
  group = await insertGroup(owner, workspace.id, {
    name: "Berlin support",
    roles: ["Night watch"],
    members: [hugo],
  })
  await setRoles(other, {
    userId: hugo,
    seen: "999999999999",
    sure: "",
    roles: [await roleId(workspace.id, "Agent"), night],
  })
  await suspendUser(admin, { userId: hugo, reason: "On leave until 50%_done" })
  suspended = await latestChange(workspace)
  await suspendUser(other, { userId: igor, reason: "Left the company" })
})

describe("listAudit", () => {
  test("has every change and sign-in, newest first, with everything its entry says", async () => {
    const latest = ["user.suspended", "user.suspended", "user.roles_set", "group.seeded", "role.seeded"]
    const arranged = ["users.seeded", "users.seeded", "sign-in", "users.seeded", "sign-in", "users.seeded"]
    expect(await seen({})).toEqual([...latest, ...arranged, "workspace.created"])
    const { entries } = await ask({ search: suspended })
    expect(entries).toMatchObject([
      {
        id: suspended,
        title: "Suspended",
        by: { id: admin.user.id, name: "Maya Wright" },
        via: "session",
        sessionId: admin.sessionId,
        ip: "192.0.2.1",
        reason: "On leave until 50%_done",
        people: [{ id: hugo, name: "Hugo Mensah" }],
        peopleInAll: 1,
        comparison: [{ label: "Status", before: ["Active"], after: ["Suspended"] }],
        sentences: ["Status Active → Suspended"],
        undo: { why: null },
        undoneBy: null,
      },
    ])
  })

  test("is narrowed by who, whom, what, way and day", async () => {
    expect(await seen({ by: other.user.id })).toEqual(["user.suspended", "user.roles_set", "sign-in"])
    expect(await seen({ by: "roster" })).toContain("workspace.created")
    expect(await seen({ by: "roster" })).not.toContain("sign-in")
    expect(await seen({ about: hugo })).toEqual([
      "user.suspended",
      "user.roles_set",
      "group.seeded",
      "users.seeded",
    ])
    expect(await seen({ about: night })).toEqual(["user.roles_set", "group.seeded", "role.seeded"])
    expect(await seen({ about: group })).toEqual(["group.seeded"])
    expect(await seen({ action: "user.suspended", by: admin.user.id })).toEqual(["user.suspended"])
    expect(await seen({ action: "sign-in" })).toEqual(["sign-in", "sign-in"])
    expect(await seen({ way: "session", about: admin.user.id })).toEqual(["sign-in"])
    expect(await seen({ way: "job" })).toEqual([])
    expect(await seen({ about: night, by: other.user.id })).toEqual(["user.roles_set"])
    const today = new Date().toISOString().slice(0, 10)
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    expect(await seen({ from: today, to: today })).toHaveLength(12)
    expect(await seen({ from: tomorrow })).toEqual([])
    expect(await seen({ to: "2020-01-01" })).toEqual([])
  })

  test("is searched by names, ids and words of a reason, with no letter taken for a wild card", async () => {
    expect(await seen({ search: "hugo" })).toEqual([
      "user.suspended",
      "user.roles_set",
      "group.seeded",
      "users.seeded",
    ])
    expect(await seen({ search: "okafor" })).toEqual(
      ["user.suspended", "user.roles_set", "users.seeded", "sign-in"].toSorted(byOrder),
    )
    expect(await seen({ search: "NIGHT WATCH" })).toEqual(["user.roles_set", "group.seeded", "role.seeded"])
    expect(await seen({ search: "berlin" })).toEqual(["group.seeded"])
    expect(await seen({ search: "on leave" })).toEqual(["user.suspended"])
    expect(await seen({ search: "50%_done" })).toEqual(["user.suspended"])
    expect(await seen({ search: "50__done" })).toEqual([])
    expect(await seen({ search: "leave", by: other.user.id })).toEqual([])
    expect(await seen({ search: "leave", action: "user.roles_set" })).toEqual([])
    expect(await seen({ search: admin.sessionId! })).toEqual(["sign-in"])
    expect(await seen({ search: "zz" })).toEqual([])
  })

  test("compares all that was there, also what stayed, whatever came later", async () => {
    const person = await newPerson(workspace, { firstName: "Tom", roles: ["Agent", "User"] })
    const give = async (...names: string[]) => {
      const wanted = await Promise.all(names.map((name) => roleId(workspace.id, name)))
      await setRoles(admin, { userId: person, seen: "999999999999", sure: "", roles: wanted })
    }
    await give("Agent", "Developer")
    const change = await latestChange(workspace)
    await give("Manager")
    const entry = await findEntry(admin, change)
    const [roles] = entry?.kind === "change" ? entry.comparison : []
    expect(roles?.before.toSorted()).toEqual(["Agent", "User"])
    expect(roles?.after.toSorted()).toEqual(["Agent", "Developer"])
  })

  test("pages forth and back over all entries, each once, also at one and the same moment", async () => {
    const crowded = await newWorkspace()
    const reader = await newActor(crowded, { type: "tenant_admin" })
    const at = new Date("2026-03-01T12:00:00Z")
    await owner.begin(async (tx) => {
      for (let n = 0; n < 12; n += 1) {
        const change = { workspace_id: crowded.id, via: "system", action: "test.same", at }
        await tx`insert into changes ${tx({ ...change, id: uuidv7() })}`
      }
    })
    const pages: string[][] = []
    let page = await ask({}, 4, reader)
    expect(page.newer).toBeNull()
    pages.push(page.entries.map(({ id }) => id))
    while (page.older) {
      page = await ask({ before: page.older }, 4, reader)
      pages.push(page.entries.map(({ id }) => id))
    }
    expect(new Set(pages.flat()).size).toBe(pages.flat().length)
    expect(pages.flat()).toHaveLength(15)
    const back = [pages.at(-1)!]
    while (page.newer) {
      page = await ask({ after: page.newer }, 4, reader)
      back.unshift(page.entries.map(({ id }) => id))
    }
    expect(back.flat().slice(-11)).toEqual(pages.flat().slice(-11))
    expect((await ask({ before: "junk" }, 4, reader)).entries.map(({ id }) => id)).toEqual(pages[0])
  })

  test("pages about a role that was given to many at once", async () => {
    const crowded = await newWorkspace()
    const reader = await newActor(crowded, { type: "tenant_admin" })
    const role = await insertRole(owner, crowded.id, { name: "Everybody", permissions: [] })
    for (let n = 0; n < 5; n += 1) await newPerson(crowded, { roles: ["Everybody"] })
    const all = (await ask({ about: role }, 40, reader)).entries.map(({ id }) => id)
    expect(all).toHaveLength(6)
    const first = await ask({ about: role }, 3, reader)
    const second = await ask({ about: role, before: first.older! }, 3, reader)
    expect([...first.entries, ...second.entries].map(({ id }) => id)).toEqual(all)
    expect(second.older).toBeNull()
    const again = await ask({ about: role, after: second.newer! }, 3, reader)
    expect(again.entries.map(({ id }) => id)).toEqual(first.entries.map(({ id }) => id))
  })

  test("says of an undo what it undid, and of the first who undid it", async () => {
    await undoChange(admin, { changeId: suspended, reason: "back early", sure: "" })
    const undo = await latestChange(workspace)
    expect(await findEntry(admin, undo)).toMatchObject({
      title: "Undone",
      undoes: { id: suspended, title: "Suspended" },
    })
    expect(await findEntry(admin, suspended)).toMatchObject({
      undoneBy: { id: undo, by: "Maya Wright" },
      undo: { why: "It has been undone." },
    })
  })

  test("is refused without audit:read; another workspace's entries are never in it", async () => {
    const viewer = await newActor(workspace, { type: "viewer" })
    // One after the other: one that was refused before anybody looked would be nobody's rejection.
    for (const attempt of [
      () => ask({}, 40, viewer),
      () => findEntry(viewer, suspended),
      () => auditChoices(viewer, auditInput.parse({})),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "not-permitted" })
    const elsewhere = await newWorkspace()
    const stranger = await newActor(elsewhere, { type: "tenant_admin" })
    expect((await ask({}, 100, stranger)).entries.map(({ kind }) => kind)).toEqual([
      "sign-in",
      "change",
      "change",
    ])
    for (const query of [
      { search: suspended },
      { about: hugo },
      { about: night },
      { by: admin.user.id },
      { search: "on leave" },
      { search: "hugo" },
      { search: "night watch" },
    ])
      expect((await ask(query, 40, stranger)).entries, JSON.stringify(query)).toEqual([])
    expect(await findEntry(stranger, suspended)).toBeNull()
    await signedIn(workspace, admin.user.id)
    expect((await auditChoices(stranger, auditInput.parse({ about: hugo }))).about?.name).not.toContain(
      "Hugo",
    )
    expect((await auditChoices(admin, auditInput.parse({}))).actors.map(({ name }) => name)).toEqual([
      "Amelia Okafor",
      "Maya Wright",
    ])
  })
})

// Amelia was added before she signed in.
const byOrder = (one: string, two: string) => order.indexOf(one) - order.indexOf(two)
const order = ["user.suspended", "user.roles_set", "sign-in", "users.seeded"]

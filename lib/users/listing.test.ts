import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { insertPeople } from "#db/seed/people.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { listUsersInput } from "./input.ts"
import { countUsers, listUsers, pageSize } from "./listing.ts"

const query = (over: Record<string, string> = {}) => listUsersInput.parse(over)
const past = new Date(Date.now() - 60_000)
const later = new Date(Date.now() + 3_600_000)

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Zz", lastName: "Admin" })
  return {
    workspace,
    admin,
    names: async (over = {}) => (await listUsers(admin, query(over))).rows.map(({ firstName }) => firstName),
  }
}

describe("listUsers", () => {
  test("is alphabetical without regard to case and accents, and shows this workspace only", async () => {
    const { workspace, names } = await arrange()
    for (const firstName of ["bob", "Álvaro", "Zoë", "alice"]) await newPerson(workspace, { firstName })
    await newPerson(await newWorkspace(), { firstName: "Stranger" })
    expect(await names()).toEqual(["alice", "Álvaro", "bob", "Zoë", "Zz"])
  })

  test("pages forward and back again over every person once", async () => {
    const { workspace, admin } = await arrange()
    const people = Array.from({ length: 2 * pageSize + 7 }, (_, n) => ({
      firstName: `P${n % 40}`,
      lastName: "Same",
      email: `p${n}@acme.example`,
    }))
    await insertPeople(owner, workspace.id, people)
    const first = await listUsers(admin, query())
    const second = await listUsers(admin, query({ after: first.next! }))
    const third = await listUsers(admin, query({ after: second.next! }))
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(new Set(ids).size).toBe(people.length + 1)
    expect([first.previous, third.next]).toEqual([null, null])
    const back = await listUsers(admin, query({ before: third.previous! }))
    expect(back.rows).toEqual(second.rows)
    const start = await listUsers(admin, query({ before: back.previous! }))
    expect(start.rows).toEqual(first.rows)
    expect(start.previous).toBeNull()
  })

  test("finds by parts of name and address, accents or not, and takes % _ and \\ as they are", async () => {
    const { workspace, names } = await arrange()
    await newPerson(workspace, { firstName: "Ben", lastName: "García", email: "ben_100%@acme.example" })
    await newPerson(workspace, { firstName: "Bea", lastName: "Other", email: "bea@acme.example" })
    expect(await names({ search: "garcia" })).toEqual(["Ben"])
    expect(await names({ search: "GARCÍA" })).toEqual(["Ben"])
    expect(await names({ search: "be" })).toEqual(["Bea", "Ben"])
    expect(await names({ search: "arc" })).toEqual(["Ben"])
    expect(await names({ search: "_100%@" })).toEqual(["Ben"])
    expect(await names({ search: "%%%" })).toEqual([])
    expect(await names({ search: "\\\\" })).toEqual([])
  })

  test("filters by status, type and role, direct or by group, and by view", async () => {
    const { workspace, names } = await arrange()
    const [member] = await insertPeople(owner, workspace.id, [
      { firstName: "Active", lastName: "A", email: "1@a.example", type: "agent" },
      { firstName: "Invited", lastName: "A", email: "2@a.example", joinedAt: null },
      { firstName: "Suspended", lastName: "A", email: "3@a.example", suspendedAt: past, lockedUntil: later },
      { firstName: "Locked", lastName: "A", email: "4@a.example", lockedUntil: later },
      { firstName: "Unlocked", lastName: "A", email: "5@a.example", lockedUntil: past, roles: ["Agent"] },
      { firstName: "Archived", lastName: "A", email: "6@a.example", archivedAt: past, suspendedAt: past },
    ])
    await insertGroup(owner, workspace.id, { name: "Support", roles: ["Agent"], members: [member!] })
    expect(await names({ status: "active" })).toEqual(["Active", "Unlocked", "Zz"])
    expect(await names({ status: "invited" })).toEqual(["Invited"])
    expect(await names({ status: "suspended" })).toEqual(["Suspended"])
    expect(await names({ status: "locked" })).toEqual(["Locked"])
    expect(await names({ type: "agent" })).toEqual(["Active"])
    expect(await names({ role: await roleId(workspace.id, "Agent") })).toEqual(["Active", "Unlocked"])
    expect(await names({ view: "archived" })).toEqual(["Archived"])
    expect(await names({ view: "archived", search: "arch" })).toEqual(["Archived"])
    expect(await names({ search: "arch" })).toEqual([])
  })

  test("shows status as it is now, Admins, and where a role comes from", async () => {
    const { workspace, admin } = await arrange()
    const id = await newPerson(workspace, { firstName: "Amy", roles: ["Admin", "User"], lockedUntil: later })
    await insertGroup(owner, workspace.id, { name: "Support", roles: ["Agent"], members: [id] })
    const row = (await listUsers(admin, query())).rows.find((each) => each.id === id)!
    expect(row).toMatchObject({ status: "locked", admin: true })
    expect(row.roles.map(({ name, group }) => [name, group])).toEqual([
      ["Admin", null],
      ["User", null],
      ["Agent", "Support"],
    ])
  })

  test("takes junk in the address for nothing said", async () => {
    const { names } = await arrange()
    expect(
      await names({ after: "junk", before: "%00", status: "x", type: "y", role: "z", view: "w" }),
    ).toEqual(["Zz"])
    expect(
      await names({
        after: Buffer.from('["a\\u0000","00000000-0000-0000-0000-000000000000"]').toString("base64url"),
      }),
    ).toEqual(["Zz"])
  })

  test("needs users:read", async () => {
    const { workspace } = await arrange()
    const nobody = await newActor(workspace)
    await expect(listUsers(nobody, query())).rejects.toMatchObject({ code: "not-permitted" })
    await expect(countUsers(nobody)).rejects.toMatchObject({ code: "not-permitted" })
  })
})

describe("countUsers", () => {
  test("counts each person under the status that the list shows", async () => {
    const { workspace, admin } = await arrange()
    await newPerson(workspace, { joinedAt: null })
    await newPerson(workspace, { suspendedAt: past, lockedUntil: later })
    await newPerson(workspace, { lockedUntil: later })
    await newPerson(workspace, { archivedAt: past })
    expect(await countUsers(admin)).toEqual({
      total: 4,
      active: 1,
      suspended: 1,
      invited: 1,
      locked: 1,
      archived: 1,
    })
  })
})

import { sql } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { insertPeople } from "#db/seed/people.ts"
import { openChange } from "#db/seed/workspace.ts"
import { read } from "#lib/access/read.ts"
import { rows } from "#lib/access/transaction.ts"
import { listUsersQueryInput } from "#lib/api/input.ts"
import { sealPlace } from "#lib/api/place.ts"
import { replayInput } from "#lib/identity-providers/input.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { listUsersInput } from "./input.ts"
import { readCursor } from "./cursor.ts"
import { countUsers, cutOf, listUsers, pageSize } from "./listing.ts"

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

  test("pages on after the longest name that there may be, once it is folded", async () => {
    const { workspace, admin } = await arrange()
    for (const end of ["a", "b"]) {
      const [firstName, lastName] = ["\ufdfa".repeat(100), "\ufdfa".repeat(99) + end]
      await newPerson(workspace, { firstName, lastName })
    }
    const { rows: first, next } = await listUsers(admin, query(), 2)
    const { rows: second } = await listUsers(admin, query({ after: next! }), 2)
    expect([...first, ...second].map(({ lastName }) => lastName.at(-1))).toEqual(["n", "a", "b"])
    expect(replayInput.parse({ after: next }).after).toBe(next)
    expect(listUsersQueryInput.safeParse({ next: sealPlace(next!, []) }).success).toBe(true)
  })

  test("sorts by last sign-in and by creation, newest first, and pages over every person once", async () => {
    const { workspace, admin, names } = await arrange()
    const at = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(n / 3)))
    const people = Array.from({ length: 2 * pageSize + 7 }, (_, n) => ({
      firstName: `P${String(n).padStart(3, "0")}`,
      lastName: "Same",
      email: `p${n}@acme.example`,
      createdAt: at(n),
      lastSignInAt: n % 2 === 0 ? at(500 - n) : null,
    }))
    await insertPeople(owner, workspace.id, people)
    const [newest, oldest] = [people.at(-1)!.firstName, people[0]!.firstName]
    expect((await names({ sort: "created" })).slice(0, 2)).toEqual(["Zz", newest])
    expect((await names({ sort: "last-sign-in" })).slice(0, 3)).toContain(oldest)
    for (const sort of ["created", "last-sign-in"]) {
      const first = await listUsers(admin, query({ sort }))
      const second = await listUsers(admin, query({ sort, after: first.next! }))
      const third = await listUsers(admin, query({ sort, after: second.next! }))
      const rows = [first, second, third].flatMap((page) => page.rows)
      expect(new Set(rows.map(({ id }) => id)).size).toBe(people.length + 1)
      const times = rows.map(({ createdAt, lastSignInAt }) =>
        sort === "created" ? createdAt.getTime() : (lastSignInAt?.getTime() ?? 0),
      )
      expect(times).toEqual(times.toSorted((one, other) => other - one))
      expect([first.previous, third.next]).toEqual([null, null])
      const back = await listUsers(admin, query({ sort, before: third.previous! }))
      expect(back.rows).toEqual(second.rows)
      // A place in one order is none in another.
      expect((await listUsers(admin, query({ after: first.next! }))).previous).toBeNull()
    }
  })

  test("reads each order from its own index", async () => {
    const { workspace, admin } = await arrange()
    const people = Array.from({ length: 3000 }, (_, n) => ({
      firstName: `P${n}`,
      lastName: "Many",
      email: `p${n}@acme.example`,
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, n)),
    }))
    await insertPeople(owner, workspace.id, people)
    await owner`update user_activity set last_sign_in_at = now() - random() * interval '90 days' where workspace_id = ${workspace.id}`
    await owner`analyze users`
    await owner`analyze user_activity`
    for (const [sort, index] of [
      ["name", "users_by_name"],
      ["last-sign-in", "user_activity_by_sign_in"],
      ["created", "users_by_creation"],
    ] as const) {
      const { next } = await listUsers(admin, query({ sort }))
      for (const from of [null, readCursor(next!, sort)]) {
        const plan = await read(admin, "users:read", async (tx) => {
          // Among the few people of the other tests' workspaces sorting is cheaper: asked is whether the index can do without.
          await tx.execute(sql`set local enable_sort = off`)
          return rows<Record<string, string>>(tx, sql`explain ${cutOf(tx, sort, from)}`)
        })
        const text = plan.map((line) => Object.values(line)[0]).join("\n")
        expect(text).toContain(index)
        expect(text).not.toContain("Sort")
      }
    }
  })

  test("says what everybody may do with bots, by type, role and group", async () => {
    const { workspace, admin } = await arrange()
    const [byGroup] = await insertPeople(owner, workspace.id, [
      { firstName: "Ben", lastName: "A", email: "1@a.example" },
      { firstName: "Cai", lastName: "A", email: "2@a.example", roles: ["Bot Builder"] },
      { firstName: "Dan", lastName: "A", email: "3@a.example", type: "bot_admin" },
      { firstName: "Eva", lastName: "A", email: "4@a.example", roles: ["User"] },
    ])
    await insertGroup(owner, workspace.id, { name: "Makers", roles: ["Bot Creator"], members: [byGroup!] })
    const shown = (await listUsers(admin, query())).rows.map(({ botBuilder }) => botBuilder)
    expect(shown).toEqual(["creator", "builder", "creator", "none", "creator"])
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
    const { workspace, admin, names } = await arrange()
    const [member] = await insertPeople(owner, workspace.id, [
      { firstName: "Active", lastName: "A", email: "1@a.example", type: "agent" },
      { firstName: "Invited", lastName: "A", email: "2@a.example", joinedAt: null },
      { firstName: "Suspended", lastName: "A", email: "3@a.example", suspendedAt: past, lockedUntil: later },
      { firstName: "Locked", lastName: "A", email: "4@a.example", lockedUntil: later },
      { firstName: "Unlocked", lastName: "A", email: "5@a.example", lockedUntil: past, roles: ["Agent"] },
      { firstName: "Archived", lastName: "A", email: "6@a.example", archivedAt: past, suspendedAt: past },
    ])
    const group = await insertGroup(owner, workspace.id, {
      name: "Support",
      roles: ["Agent"],
      members: [member!],
    })
    expect(await names({ group })).toEqual(["Active"])
    expect(await names({ group: admin.user.id })).toEqual([])
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
    const gone = await newPerson(workspace, { archivedAt: past })
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "user.erased")
      await tx`update users set erased_at = now() where id = ${gone}`
    })
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

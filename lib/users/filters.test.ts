import { and } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { insertPeople } from "#db/seed/people.ts"
import { users } from "#db/schema/users.ts"
import { read } from "#lib/access/read.ts"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { filtersOf } from "./filters.ts"
import { listUsersInput } from "./input.ts"

describe("filter by role", () => {
  test("finds the same holders, direct and by group, whether they are few, some or many", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const people = Array.from({ length: 30 }, (_, n) => ({
      firstName: "P",
      lastName: `${n}`,
      email: `p${n}@acme.example`,
      roles: n % 3 === 0 ? ["Agent"] : n % 3 === 1 ? ["User"] : [],
      archivedAt: n === 3 || n === 4 ? new Date() : null,
    }))
    const ids = await insertPeople(owner, workspace.id, people)
    await insertGroup(owner, workspace.id, {
      name: "Support",
      roles: ["Agent"],
      members: [ids[4]!, ...ids.slice(20, 25)],
    })
    const expected = ids
      .filter((_, n) => n !== 3 && n !== 4 && (n % 3 === 0 || (n >= 20 && n < 25)))
      .toSorted()

    const query = listUsersInput.parse({ role: await roleId(workspace.id, "Agent") })
    for (const limits of [
      { few: 100, some: 200 },
      { few: 1, some: 200 },
      { few: 1, some: 2 },
    ]) {
      const found = await read(admin, "users:read", async (tx) => {
        const { conditions } = await filtersOf(tx, query, limits)
        return tx
          .select({ id: users.id })
          .from(users)
          .where(and(...conditions))
          .orderBy(users.id)
      })
      expect(
        found.map(({ id }) => id),
        JSON.stringify(limits),
      ).toEqual(expected)
    }
  })
})

import { expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { newActor, newPerson, owner } from "#lib/testing/fixtures.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { getUser } from "#lib/users/user.ts"
import { deleteRole } from "./deletion.ts"
import { createRole, editRole } from "./editing.ts"
import { arrangeRole, formOf, permitted } from "./testing.ts"

const rounds = Array.from({ length: 5 }, (_, n) => n + 1)
const codesOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.map((each): string =>
    each.status === "fulfilled" ? "done" : (each.reason.code ?? each.reason.name),
  )

async function arrangeTwo() {
  const arranged = await arrangeRole(["chat:use"])
  return { ...arranged, other: await newActor(arranged.workspace, { type: "tenant_admin" }) }
}

test.each(rounds)("two edit the role at once: one is saved, the other is told (round %i)", async () => {
  const { admin, other, roleId } = await arrangeTwo()
  const outcomes = await Promise.allSettled([
    editRole(admin, await formOf(admin, roleId, { permissions: ["bots:read"] })),
    editRole(other, await formOf(other, roleId, { permissions: ["chat:test"] })),
  ])
  const codes = codesOf(outcomes)
  expect(codes.toSorted()).toEqual(["done", "edited-meanwhile"])
  expect(await permitted(roleId)).toEqual([codes[0] === "done" ? "bots:read" : "chat:test"])
})

test.each(rounds)("deleted while it is being given: given to nobody (round %i)", async () => {
  const { workspace, admin, other, roleId } = await arrangeTwo()
  const people = await Promise.all([1, 2, 3].map(() => newPerson(workspace)))
  const give = people.map(async (userId) => {
    const { version: seen } = await getUser(other, userId)
    return () => setRoles(other, { userId, seen, roles: [roleId] })
  })
  const [one, two, three] = await Promise.all(give)
  const outcomes = codesOf(
    await Promise.allSettled([one!(), two!(), deleteRole(admin, { roleId }), three!()]),
  )
  expect(outcomes[2]).toBe("done")
  for (const code of outcomes) expect(["done", "unknown-role"]).toContain(code)
  expect(await permitted(roleId)).toBeNull()
  expect(await owner`select from user_roles where role_id = ${roleId}`).toHaveLength(0)
})

test.each(rounds)("deleted and edited at once: it is gone either way (round %i)", async () => {
  const { admin, other, roleId } = await arrangeTwo()
  const form = await formOf(other, roleId, { permissions: ["chat:test"] })
  const outcomes = codesOf(
    await Promise.allSettled([
      deleteRole(admin, { roleId }),
      editRole(other, form),
      deleteRole(other, { roleId }),
    ]),
  )
  for (const code of outcomes) expect(["done", "NotFound"]).toContain(code)
  expect(outcomes.filter((code) => code === "done").length).toBeGreaterThan(0)
  expect(await permitted(roleId)).toBeNull()
})

test("the same form twice at once, and the same name twice at once: one role each", async () => {
  const { workspace, admin, other } = await arrangeTwo()
  const input = { id: uuidv7(), name: "Helpers", description: "", permissions: [] }
  const twice = codesOf(await Promise.allSettled([createRole(admin, input), createRole(admin, input)]))
  expect(twice.toSorted()).toEqual(["done", "form-spent"])
  const named = { name: "Watchers", description: "", permissions: [] }
  const two = codesOf(
    await Promise.allSettled([createRole(admin, named), createRole(other, { ...named, name: "WATCHERS" })]),
  )
  expect(two.toSorted()).toEqual(["done", "role-name-taken"])
  const made = await owner`select from roles where workspace_id = ${workspace.id} and built_in is null`
  expect(made).toHaveLength(3)
})

import fc from "fast-check"
import { sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { expect, test } from "vitest"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { openChange } from "#db/seed/workspace.ts"
import { after, anyModel, anySteps, cast, mayDo, type Model, type Step } from "#lib/testing/access-model.ts"
import {
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { effectiveAccess } from "#lib/users/effective-access.ts"
import { accessMoves } from "./moves.ts"
import { type Permission, permissions } from "./permissions.ts"
import { preview } from "./change.ts"
import { rows, type Tx } from "./transaction.ts"

// A slow machine tries fewer.
const runs = { numRuns: 25, interruptAfterTimeLimit: 25_000 }
const tables = {
  given: ["user_roles", "user_id", "role_id"],
  joined: ["group_members", "user_id", "group_id"],
  carried: ["group_roles", "group_id", "role_id"],
  permitted: ["role_permissions", "role_id", "permission"],
} as const

type Ids = { people: string[]; roles: string[]; groups: string[] }

/** The model as rows; the ids in the order of its numbers. */
async function write(workspace: TestWorkspace, model: Model): Promise<Ids> {
  const ids: Ids = { people: [], roles: [], groups: [] }
  for (const n of cast.people) ids.people.push(await newPerson(workspace, { type: model.types[n]! }))
  for (const n of cast.own)
    ids.roles.push(await insertRole(owner, workspace.id, { name: `Role ${n}`, permissions: [] }))
  for (const name of ["Admin", "Manager", "Privacy officer"]) ids.roles.push(await roleId(workspace.id, name))
  for (const n of cast.groups)
    ids.groups.push(await insertGroup(owner, workspace.id, { name: `Group ${n}`, roles: [], members: [] }))
  const steps = (Object.keys(tables) as Step["of"][]).flatMap((of) =>
    [...model[of]].map((pair) => ({ of, pair })),
  )
  await owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.written")
    for (const step of steps) {
      const row = rowOf(workspace, ids, step)
      await tx`insert into ${tx(tables[step.of][0])} ${tx(row)} on conflict do nothing`
    }
  })
  return ids
}

function rowOf({ id }: TestWorkspace, { people, roles, groups }: Ids, { of, pair }: Step) {
  const [one, other] = pair.split("/") as [string, string]
  const idOf = (column: string, n: string) =>
    column === "permission" ? n : { user_id: people, role_id: roles, group_id: groups }[column]![Number(n)]!
  const [, first, second] = tables[of]
  return { workspace_id: id, [first]: idOf(first, one), [second]: idOf(second, other) }
}

async function take(tx: Tx, workspace: TestWorkspace, ids: Ids, step: Step): Promise<void> {
  const [table, first, second] = tables[step.of]
  const row = rowOf(workspace, ids, step)
  const values = [row["workspace_id"], row[first], row[second]]
  const [name, one, other] = [table, first, second].map((each) => sql.identifier(each))
  const gone = await rows(
    tx,
    sql`delete from ${name} where ${one} = ${values[1]} and ${other} = ${values[2]} returning 1`,
  )
  if (gone.length > 0) return
  await tx.execute(
    sql`insert into ${name} (workspace_id, ${one}, ${other}) values (${values[0]}, ${values[1]}, ${values[2]})`,
  )
}

/** What each place that decides says of the person. */
async function saidOf(workspace: TestWorkspace, userId: string): Promise<Record<string, Permission[]>> {
  const inOrder = (held: Iterable<string>) => {
    const set = new Set(held)
    return permissions.filter((permission) => set.has(permission))
  }
  const view = await owner<{ permission: string }[]>`
    select permission from user_permissions where workspace_id = ${workspace.id} and user_id = ${userId}`
  const actor = await signedIn(workspace, userId)
  const [opened] = await owner.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
    return tx<{ permissions: string[] }[]>`
      select permissions from begin_change(${uuidv7()}, 'test.asked', 'session', ${userId}, ${actor.sessionId}, null, null)`
  })
  return {
    user_permissions: inOrder(view.map(({ permission }) => permission)),
    find_session: inOrder(actor.permissions),
    begin_change: inOrder(opened!.permissions),
  }
}

test("every place that decides counts as PRODUCT §2 says, whatever the types, roles, groups and memberships", async () => {
  await fc.assert(
    fc.asyncProperty(anyModel, async (model) => {
      const workspace = await newWorkspace()
      const ids = await write(workspace, model)
      const viewer = await newActor(workspace, { type: "viewer" })
      for (const [n, userId] of ids.people.entries()) {
        const expected = mayDo(model, n)
        const shown = await effectiveAccess(viewer, userId)
        expect({
          ...(await saidOf(workspace, userId)),
          effectiveAccess: shown.map(({ permission }) => permission),
        }).toEqual({
          user_permissions: expected,
          find_session: expected,
          begin_change: expected,
          effectiveAccess: expected,
        })
      }
    }),
    runs,
  )
})

test("a preview says just who gains and who loses by any steps", async () => {
  await fc.assert(
    fc.asyncProperty(anyModel, anySteps, async (model, steps) => {
      const workspace = await newWorkspace()
      const ids = await write(workspace, model)
      const admin = await newActor(workspace, { type: "tenant_admin" })
      const moves = await preview(admin, "roles:manage", "test.tried", async (tx) => {
        for (const step of steps) await take(tx, workspace, ids, step)
        return accessMoves(tx)
      })
      const [was, is] = [model, after(model, steps)].map((each) => cast.people.map((n) => mayDo(each, n)))
      for (const permission of permissions) {
        const holds = (held: Permission[][]) => cast.people.filter((n) => held[n]!.includes(permission))
        const [before, now] = [holds(was!), holds(is!)]
        const names = (numbers: number[]) => numbers.map((n) => ids.people[n]!).toSorted()
        const move = moves.find((each) => each.permission === permission)
        const said = (people: { id: string }[] | undefined) => (people ?? []).map(({ id }) => id).toSorted()
        expect({ gains: said(move?.gains.first), loses: said(move?.loses.first) }, permission).toEqual({
          gains: names(now.filter((n) => !before.includes(n))),
          loses: names(before.filter((n) => !now.includes(n))),
        })
        expect(move?.keeps ?? 0).toBeLessThanOrEqual(now.filter((n) => before.includes(n)).length)
      }
    }),
    runs,
  )
})

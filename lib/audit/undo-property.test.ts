import fc from "fast-check"
import { expect, test } from "vitest"
import { Refused } from "#lib/errors.ts"
import { doStep, newWorld, type Step, steps, tablesOf, type World } from "#lib/testing/access-world.ts"
import { owner } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { undoChange } from "./undo.ts"

const small = fc.nat({ max: 5 })
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...Object.keys(steps)),
  a: small,
  b: small,
  c: small,
})
const runs = Number(process.env.UNDO_RUNS ?? 40)
const worth = { numRuns: runs, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: false }

const undo = (world: World, changeId: string) => undoChange(world.admin, { changeId, reason: "", sure: "" })

/** Does them one after another; answers the changes of those that could be done. */
async function doAll(world: World, wanted: Step[]): Promise<string[]> {
  const done: string[] = []
  for (const one of wanted) {
    const id = await doStep(world, one)
    if (id) done.push(id)
  }
  return done
}

test("after a change and its undo the audited tables equal what they were; and after the undo of that, what they became", async () => {
  let undone = 0
  const world = await newWorld()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 2 }), step, async (before, one) => {
      await doAll(world, before)
      const was = await tablesOf(world)
      const id = await doStep(world, one)
      if (!id) return
      const became = await tablesOf(world)
      try {
        await undo(world, id)
      } catch (error) {
        // What changed nothing has nothing to be undone.
        expect(error instanceof Refused && error.code).toBe("not-undoable")
        expect(became).toEqual(was)
        return
      }
      expect(await tablesOf(world)).toEqual(was)
      await undo(world, await latestChange(world.workspace))
      expect(await tablesOf(world)).toEqual(became)
      undone += 1
    }),
    worth,
  )
  expect(undone).toBeGreaterThan(0)
}, 120_000)

// Given, taken away and given again by others: chance finds it once in a thousand runs.
const toggled: Step = { what: "giveRole", a: 0, b: 0, c: 0 }

test("what others did in between is never lost: it stays, or nothing is put back", async () => {
  const count = { undone: 0 }
  const world = await newWorld()
  await fc.assert(
    fc.asyncProperty(step, fc.array(step, { minLength: 1, maxLength: 3 }), async (one, between) => {
      const id = await doStep(world, one)
      if (!id) return
      const made = await tablesOf(world)
      const others = await doAll(world, between)
      const before = await tablesOf(world)
      try {
        await undo(world, id)
        count.undone += 1
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        expect(await tablesOf(world)).toEqual(before)
        return
      }
      await expectKept(world, others, made, before)
    }),
    { ...worth, examples: [[toggled, [toggled, toggled]]] },
  )
  // Conflicts are met in most runs of this, in every run of conflicts.test.ts.
  expect(count.undone).toBeGreaterThan(0)
}, 120_000)

type Net = { row_key: string; remains: boolean; existed: boolean; made: Record<string, unknown> | null }

const keys: Record<string, string[]> = {
  users: ["id"],
  roles: ["id"],
  groups: ["id"],
  role_permissions: ["role_id", "permission"],
  user_roles: ["user_id", "role_id"],
  group_members: ["user_id", "group_id"],
  group_roles: ["group_id", "role_id"],
}
const keyOf = (table: string, row: Record<string, unknown>) =>
  keys[table]!.map((column) => row[column] as string).join("/")

type Tables = Awaited<ReturnType<typeof tablesOf>>
const byKey = (tables: Tables, table: string) =>
  new Map(tables[table]!.map((row) => [keyOf(table, row), row]))

/**
 * Each row and column is as the last of these changes that touched it left it. What follows from others is left aside, and what is just
 * as the change that was undone had `made` it: taken away and put back by others, it has not moved on.
 */
async function expectKept(world: World, changes: string[], made: Tables, before: Tables): Promise<void> {
  const now = await tablesOf(world)
  for (const table of Object.keys(keys)) {
    const left = new Map<string, Record<string, unknown> | null>()
    for (const id of changes)
      for (const { row_key, remains, existed, made } of await netOf(world, id, table))
        left.set(row_key, remains ? { ...(existed ? left.get(row_key) : null), ...made } : null)
    const [rows, were, lately] = [now, made, before].map((tables) => byKey(tables, table))
    for (const [key, columns] of left) {
      const [was, last] = [were!.get(key), lately!.get(key)]
      if (columns === null && was) expect(rows!.get(key), `${table} ${key}`).toBeUndefined()
      if (columns === null) continue
      const { status: _, search: __, sort_name: ___, ...kept } = columns
      const moved = Object.entries(kept).filter(([column]) => !was || was[column] !== last?.[column])
      if (moved.length > 0) expect(rows!.get(key), `${table} ${key}`).toMatchObject(Object.fromEntries(moved))
    }
  }
}

const netOf = ({ workspace }: World, id: string, table: string) =>
  owner.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
    return tx<Net[]>`select * from net_images(${id}, ${table})`
  })

/** A small workspace in which people, roles and groups are changed at random (access-steps.ts): for tests of undo. */
import { type Step, steps, type World } from "./access-steps.ts"
import { newActor, newPerson, newWorkspace, owner } from "./fixtures.ts"

export { type Step, steps, type World } from "./access-steps.ts"

export async function newWorld(): Promise<World> {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const people: string[] = []
  for (const firstName of ["Ada", "Ben", "Cleo"]) people.push(await newPerson(workspace, { firstName }))
  const world = { workspace, admin, people }
  for (const what of ["createRole", "createGroup"])
    for (const c of [0, 1]) await doStep(world, { what, a: 0, b: c, c })
  return world
}

/** Does it if it can be done, and answers its change; null if there was nothing to do or the rules say no. */
export async function doStep(world: World, step: Step): Promise<string | null> {
  const { id } = world.workspace
  const living = await owner<{ id: string }[]>`
    select id from users where workspace_id = ${id} and archived_at is null and id = any (${world.people}) order by id`
  const ids = async (table: string) =>
    (
      await owner<{ id: string }[]>`
        select id from ${owner(table)} where workspace_id = ${id} ${table === "roles" ? owner`and built_in is null` : owner``} order by id`
    ).map((row) => row.id)
  const known = { roles: await ids("roles"), groups: await ids("groups") }
  const latest = async () =>
    (
      await owner<
        { id: string }[]
      >`select id from changes where workspace_id = ${id} order by at desc limit 1`
    )[0]!.id
  const before = await latest()
  // As every feature: nothing is done to people in the archive but bringing them back.
  const people = step.what === "restore" ? world.people : living.map((one) => one.id)
  try {
    await steps[step.what]!({ ...world, people }, step, known)
  } catch {
    return null
  }
  const after = await latest()
  return after === before ? null : after
}

const audited = ["users", "roles", "groups", "role_permissions", "user_roles", "group_members", "group_roles"]

/** Every row of every audited table, in order. */
export async function tablesOf({ workspace }: World): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {}
  for (const table of audited) {
    const all = await owner<{ row: Record<string, unknown> }[]>`
      select to_jsonb(t) as row from ${owner(table)} t where workspace_id = ${workspace.id} order by t::text collate "C"`
    found[table] = all.map(({ row }) => row)
  }
  return found
}

/** A small workspace in which people, roles and groups are changed at random, by real changes: for tests of undo. */
import { and, eq } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { groupMembers, groupRoles, groups } from "#db/schema/groups.ts"
import { rolePermissions, roles, userRoles } from "#db/schema/roles.ts"
import { users } from "#db/schema/users.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Permission } from "#lib/access/permissions.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { changeStatus } from "#lib/users/life.ts"
import { lockUser } from "#lib/users/lock.ts"
import type { TransitionName } from "#lib/users/transitions.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "./fixtures.ts"

export type Step = { what: string; a: number; b: number; c: number }

// Few, so that changes meet.
const permissions: Permission[] = ["chat:use", "chat:test", "analytics:read"]
const names = ["Night", "Day", "Late", "Early"]

export type World = { workspace: TestWorkspace; admin: Actor; people: string[] }

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

type Doing = (world: World, step: Step, ids: { roles: string[]; groups: string[] }) => Promise<unknown>

const at = (list: string[], n: number) => list[n % list.length] ?? uuidv7()

const written =
  (
    need: Permission,
    action: `${string}.${string}`,
    work: (
      tx: Tx,
      w: { workspaceId: string },
      world: World,
      step: Step,
      ids: Parameters<Doing>[2],
    ) => Promise<unknown>,
  ): Doing =>
  (world, step, ids) =>
    change(world.admin, need, action, (tx) => work(tx, { workspaceId: world.workspace.id }, world, step, ids))

const status =
  (name: TransitionName): Doing =>
  ({ admin, people }, { a }) =>
    changeStatus(admin, name, { userId: at(people, a) })

/** Takes it away if it was there, else puts it there. */
async function toggle(taken: Promise<unknown[]>, put: () => Promise<unknown>): Promise<void> {
  if ((await taken).length === 0) await put()
}

const named = (n: number) => ({ name: at(names, n), nameNorm: at(names, n).toLowerCase() })

export const steps: Record<string, Doing> = {
  suspend: status("suspend"),
  activate: status("activate"),
  archive: status("archive"),
  restore: status("restore"),
  rename: written("users:write", "user.edited", async (tx, _, { people }, { a, b }) => {
    const person = await lockUser(tx, at(people, a))
    const firstName = `First${b % 3}`
    const lastName = b % 2 ? `Last${b}` : person.lastName
    await tx
      .update(users)
      .set({
        firstName,
        lastName,
        phone: `+${b}`,
        sortName: sortNameOf(firstName, lastName),
        search: searchTextOf(firstName, lastName, person.email),
      })
      .where(eq(users.id, person.id))
  }),
  giveRole: written("users:write", "user.roles_set", async (tx, w, { people }, { a, b }, ids) => {
    const [userId, roleId] = [at(people, a), at(ids.roles, b)]
    const held = and(eq(userRoles.userId, userId), eq(userRoles.roleId, roleId))
    await toggle(tx.delete(userRoles).where(held).returning(), () =>
      tx.insert(userRoles).values({ ...w, userId, roleId }),
    )
  }),
  join: written("groups:manage", "user.groups_set", async (tx, w, { people }, { a, b }, ids) => {
    const [userId, groupId] = [at(people, a), at(ids.groups, b)]
    const joined = and(eq(groupMembers.userId, userId), eq(groupMembers.groupId, groupId))
    await toggle(tx.delete(groupMembers).where(joined).returning(), () =>
      tx.insert(groupMembers).values({ ...w, userId, groupId }),
    )
  }),
  carry: written("groups:manage", "group.roles_set", async (tx, w, _, { a, b }, ids) => {
    const [groupId, roleId] = [at(ids.groups, a), at(ids.roles, b)]
    const carried = and(eq(groupRoles.groupId, groupId), eq(groupRoles.roleId, roleId))
    await toggle(tx.delete(groupRoles).where(carried).returning(), () =>
      tx.insert(groupRoles).values({ ...w, groupId, roleId }),
    )
  }),
  editRole: written("roles:manage", "role.edited", async (tx, w, _, { a, b, c }, ids) => {
    const roleId = at(ids.roles, a)
    if (c % 2) await tx.update(roles).set(named(b)).where(eq(roles.id, roleId))
    await tx
      .update(roles)
      .set({ description: `About ${c}` })
      .where(eq(roles.id, roleId))
    const permission = at(permissions, b)
    const held = and(eq(rolePermissions.roleId, roleId), eq(rolePermissions.permission, permission))
    await toggle(tx.delete(rolePermissions).where(held).returning(), () =>
      tx.insert(rolePermissions).values({ ...w, roleId, permission }),
    )
  }),
  editGroup: written("groups:manage", "group.edited", (tx, _, __, { a, b, c }, ids) =>
    tx
      .update(groups)
      .set({ ...named(b), description: `About ${c}` })
      .where(eq(groups.id, at(ids.groups, a))),
  ),
  createRole: written("roles:manage", "role.created", async (tx, w, _, { b }) => {
    const id = uuidv7()
    await tx.insert(roles).values({ ...w, id, ...named(b) })
    await tx.insert(rolePermissions).values({ ...w, roleId: id, permission: at(permissions, b) })
  }),
  createGroup: written("groups:manage", "group.created", async (tx, w, { people }, { a, b }) => {
    const id = uuidv7()
    await tx.insert(groups).values({ ...w, id, ...named(b) })
    await tx.insert(groupMembers).values({ ...w, groupId: id, userId: at(people, a) })
  }),
  deleteRole: written("roles:manage", "role.deleted", async (tx, _, __, { a }, ids) => {
    const id = at(ids.roles, a)
    for (const table of [userRoles, groupRoles, rolePermissions])
      await tx.delete(table).where(eq(table.roleId, id))
    await tx.delete(roles).where(eq(roles.id, id))
  }),
  deleteGroup: written("groups:manage", "group.deleted", async (tx, _, __, { a }, ids) => {
    const id = at(ids.groups, a)
    for (const table of [groupMembers, groupRoles]) await tx.delete(table).where(eq(table.groupId, id))
    await tx.delete(groups).where(eq(groups.id, id))
  }),
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

/** What is done at random to people, roles and groups in a small workspace, by real changes. */
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
import type { TestWorkspace } from "./fixtures.ts"

export type Step = { what: string; a: number; b: number; c: number }

// Few, so that changes meet.
const permissions: Permission[] = ["chat:use", "chat:test", "analytics:read"]
const names = ["Night", "Day", "Late", "Early"]

export type World = { workspace: TestWorkspace; admin: Actor; people: string[] }

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

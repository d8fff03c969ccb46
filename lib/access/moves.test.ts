import { and, eq, inArray } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { groupMembers, groupRoles } from "#db/schema/groups.ts"
import { rolePermissions, userRoles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { change, preview } from "./change.ts"
import { accessMoves } from "./moves.ts"
import type { Tx } from "./transaction.ts"

let workspace: TestWorkspace
let admin: Actor
let role: string
let group: string
let direct: string
let member: string
let twice: string

beforeAll(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin" })
  role = await insertRole(owner, workspace.id, {
    name: "Watchers",
    permissions: ["chat:use", "analytics:read"],
  })
  direct = await newPerson(workspace, { firstName: "Dina", roles: ["Watchers"] })
  member = await newPerson(workspace, { firstName: "Meg" })
  twice = await newPerson(workspace, { firstName: "Tom", type: "analyst", roles: ["Watchers"] })
  const archived = await newPerson(workspace, { roles: ["Watchers"], archivedAt: new Date() })
  group = await insertGroup(owner, workspace.id, {
    name: "Night shift",
    roles: ["Watchers"],
    members: [member, archived],
  })
})

/** What `work` would give and take, in short. */
async function moved(work: (tx: Tx) => Promise<unknown>) {
  const moves = await preview(admin, "roles:manage", "test.tried", async (tx) => {
    await work(tx)
    return accessMoves(tx)
  })
  return moves.map(({ permission, gains, loses, keeps }) => ({
    permission,
    gains: gains.first.map(({ firstName }) => firstName),
    loses: loses.first.map(({ firstName }) => firstName),
    keeps,
  }))
}

const w = () => ({ workspaceId: workspace.id })

describe("who gains and who loses is found by every path", () => {
  test("a permission taken out of a role: who has it otherwise keeps it, archived people don't count", async () => {
    expect(
      await moved((tx) =>
        tx
          .delete(rolePermissions)
          .where(and(eq(rolePermissions.roleId, role), eq(rolePermissions.permission, "analytics:read"))),
      ),
    ).toEqual([{ permission: "analytics:read", gains: [], loses: ["Dina", "Meg"], keeps: 1 }])
  })

  test("a permission put into a role", async () => {
    expect(
      await moved((tx) =>
        tx.insert(rolePermissions).values({ ...w(), roleId: role, permission: "conversations:monitor" }),
      ),
    ).toEqual([{ permission: "conversations:monitor", gains: ["Dina", "Meg", "Tom"], loses: [], keeps: 0 }])
  })

  test("a role taken from a group, and given back in the same change", async () => {
    const takeOut = (tx: Tx) => tx.delete(groupRoles).where(eq(groupRoles.groupId, group))
    expect(await moved(takeOut)).toEqual([
      { permission: "chat:use", gains: [], loses: ["Meg"], keeps: 0 },
      { permission: "analytics:read", gains: [], loses: ["Meg"], keeps: 0 },
    ])
    expect(
      await moved(async (tx) => {
        await takeOut(tx)
        await tx.insert(groupRoles).values({ ...w(), groupId: group, roleId: role })
      }),
    ).toEqual([])
  })

  test("a person put into a group and out of it, and a role given and taken", async () => {
    const [chat, analytics] = [
      { permission: "chat:use", keeps: 0 },
      { permission: "analytics:read", keeps: 0 },
    ]
    expect(
      await moved((tx) => tx.insert(groupMembers).values({ ...w(), userId: twice, groupId: group })),
    ).toEqual([])
    expect(await moved((tx) => tx.delete(groupMembers).where(eq(groupMembers.userId, member)))).toEqual([
      { ...chat, gains: [], loses: ["Meg"] },
      { ...analytics, gains: [], loses: ["Meg"] },
    ])
    expect(await moved((tx) => tx.delete(userRoles).where(eq(userRoles.userId, twice)))).toEqual([
      { ...chat, gains: [], loses: ["Tom"] },
    ])
    expect(
      await moved((tx) => tx.insert(userRoles).values({ ...w(), userId: member, roleId: role })),
    ).toEqual([])
    expect(await moved((tx) => tx.delete(userRoles).where(eq(userRoles.userId, direct)))).toEqual([
      { ...chat, gains: [], loses: ["Dina"] },
      { ...analytics, gains: [], loses: ["Dina"] },
    ])
  })

  test("whoever makes the change is named apart, however many there are", async () => {
    const losesOf = async (by: Actor) => {
      const moves = await preview(by, "roles:manage", "test.tried", async (tx) => {
        await tx.delete(userRoles).where(eq(userRoles.roleId, role))
        return accessMoves(tx, 1)
      })
      return moves.map(({ loses }) => loses.actor)
    }
    const plain = await newActor(workspace, { lastName: "Zz", roles: ["Watchers", "Settings"] })
    expect(await losesOf(plain)).toEqual([true, true])
    expect(await losesOf(admin)).toEqual([false, false])
  })

  test("nothing of it stays", async () => {
    expect((await changesOf(workspace)).map(({ action }) => action)).not.toContain("test.tried")
  })
})

describe("whoever takes away access of their own is told first", () => {
  const giveUp = (actor: Actor, roles: string[], sure?: string) =>
    change(
      actor,
      "users:write",
      "test.given_up",
      (tx) =>
        tx
          .delete(userRoles)
          .where(and(eq(userRoles.userId, actor.user.id), inArray(userRoles.roleId, roles))),
      { sure },
    )
  const held = (actor: Actor) => owner`select from user_roles where user_id = ${actor.user.id}`

  test("named, refused, and done once they are sure", async () => {
    const actor = await newActor(workspace, { roles: ["Settings"] })
    const settings = await roleId(workspace.id, "Settings")
    const refusal = await giveUp(actor, [settings]).catch((error: unknown) => error)
    expect(refusal).toMatchObject({
      code: "own-access",
      message: expect.stringContaining("See people; Add and edit people"),
    })
    await giveUp(actor, [settings], (refusal as { values: { sure: string } }).values.sure)
    expect(await held(actor)).toHaveLength(0)
  })

  test("who was told of one loss is told of another one too", async () => {
    const actor = await newActor(workspace, { roles: ["Settings", "Agent"] })
    const [settings, agent] = [await roleId(workspace.id, "Settings"), await roleId(workspace.id, "Agent")]
    const told = await giveUp(actor, [agent]).catch((error: unknown) => error)
    expect(told).toMatchObject({ values: { sure: "chat:use,conversations:handle" } })
    const { sure } = (told as { values: { sure: string } }).values
    await expect(giveUp(actor, [settings], sure)).rejects.toMatchObject({ code: "own-access" })
    await giveUp(actor, [agent], sure)
    expect(await held(actor)).toHaveLength(1)
  })

  test("not where another path gives the same", async () => {
    const actor = await newActor(workspace, { type: "tenant_admin", roles: ["Settings"] })
    await giveUp(actor, [await roleId(workspace.id, "Settings")])
    expect(await owner`select from user_roles where user_id = ${actor.user.id}`).toHaveLength(0)
  })
})

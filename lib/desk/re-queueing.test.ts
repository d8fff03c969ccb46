import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { users } from "#db/schema/users.ts"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { undoChange } from "#lib/audit/undo.ts"
import { previewBulk } from "#lib/bulk/preview.ts"
import { startBulk } from "#lib/bulk/run.ts"
import { continueBulk } from "#lib/bulk/worker.ts"
import { lockAccount } from "#lib/auth/front-door-jobs.ts"
import { deleteGroup } from "#lib/groups/editing.ts"
import { getGroup } from "#lib/groups/group.ts"
import { removeMembers } from "#lib/groups/members.ts"
import { previewGroupRoles, setGroupRoles } from "#lib/groups/roles.ts"
import { deleteRole } from "#lib/roles/deletion.ts"
import { editRole, previewRoleEdit } from "#lib/roles/editing.ts"
import { formOf } from "#lib/roles/testing.ts"
import { input as bulkInput } from "#lib/testing/bulk.ts"
import { addConversation, eventsOf, minutesAgo, newDesk, stateOf } from "#lib/testing/desk.ts"
import { newActor, owner } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { archiveUser, deactivateUser, move, suspendUser } from "#lib/users/life.ts"
import { lockUser } from "#lib/users/lock.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { getUser } from "#lib/users/user.ts"

/** An agent by nothing but the role Helpers, held directly or by the group Desk. */
async function arrange(by: "role" | "group") {
  const desk = await newDesk()
  const { workspace } = desk
  const role = await insertRole(owner, workspace.id, {
    name: "Helpers",
    permissions: ["conversations:handle", "chat:use"],
  })
  const agent = await newActor(workspace, by === "role" ? { roles: ["Helpers"] } : {})
  const members = by === "group" ? [agent.user.id] : []
  const group = await insertGroup(owner, workspace.id, { name: "Desk", roles: ["Helpers"], members })
  return { ...desk, role, agent, group, userId: agent.user.id }
}

type World = Awaited<ReturnType<typeof arrange>>
const seenOf = async ({ admin, userId }: World) => (await getUser(admin, userId)).version

/** Every way of losing the permission, and which of the two holders loses it by that. */
const ways: Record<string, { by: "role" | "group"; lose: (world: World) => Promise<unknown> }> = {
  suspended: { by: "role", lose: ({ admin, userId }) => suspendUser(admin, { userId }) },
  archived: { by: "role", lose: ({ admin, userId }) => archiveUser(admin, { userId }) },
  deactivated: { by: "role", lose: ({ admin, userId }) => deactivateUser(admin, { userId }) },
  "replaced with another type": {
    by: "role",
    lose: ({ admin, userId }) => replaceUser(admin, { userId, type: "analyst", reason: "" }),
  },
  "role taken": {
    by: "role",
    lose: async (world) =>
      setRoles(world.admin, { userId: world.userId, seen: await seenOf(world), roles: [] }),
  },
  "role edited": {
    by: "role",
    lose: async ({ admin, role }) =>
      editRole(admin, await formOf(admin, role, { permissions: ["chat:use"] })),
  },
  "role deleted": { by: "role", lose: ({ admin, role }) => deleteRole(admin, { roleId: role }) },
  "taken out of the group": {
    by: "group",
    lose: ({ admin, group, userId }) => removeMembers(admin, { groupId: group, members: [userId] }),
  },
  "the group's roles": {
    by: "group",
    lose: async ({ admin, group }) => {
      const { version: seen } = await getGroup(admin, group)
      await setGroupRoles(admin, { groupId: group, seen, roles: [] })
    },
  },
  "the group deleted": { by: "group", lose: ({ admin, group }) => deleteGroup(admin, { groupId: group }) },
  "the group's role edited": {
    by: "group",
    lose: async ({ admin, role }) => editRole(admin, await formOf(admin, role, { permissions: [] })),
  },
  "suspended with many": {
    by: "role",
    lose: async ({ workspace, admin, userId, customer }) => {
      const { runId } = await startBulk(admin, bulkInput({ action: "suspend", id: [userId, customer] }))
      await continueBulk({ workspaceId: workspace.id, runId })
    },
  },
  "an undo of what gave it": {
    by: "role",
    lose: async (world) => {
      const { workspace, admin, userId, role } = world
      await setRoles(admin, { userId, seen: await seenOf(world), roles: [] })
      await setRoles(admin, { userId, seen: await seenOf(world), roles: [role] })
      await owner`
        update conversations set state = 'taken', agent_id = ${userId}, taken_at = now(), messages = 3
         where workspace_id = ${workspace.id} and agent_id is null and state = 'waiting'`
      await owner`delete from messages where workspace_id = ${workspace.id} and n > 3`
      await undoChange(admin, { changeId: await latestChange(workspace), reason: "", sure: "" })
    },
  },
}

test.each(Object.entries(ways))(
  "%s: the conversation is back at its place in the queue",
  async (_, { by, lose }) => {
    const world = await arrange(by)
    const waitingSince = minutesAgo(17)
    const [theirs, another] = [
      await addConversation(world, { by: world.agent, waitingSince }),
      await addConversation(world, { by: world.agent, waitingSince: minutesAgo(2) }),
    ]
    const colleagues = await addConversation(world, { by: world.ines })
    await lose(world)
    expect(await stateOf(theirs)).toEqual({
      state: "waiting",
      agent: null,
      waiting: waitingSince,
      messages: 4,
      last: "re-queued",
    })
    expect((await eventsOf(theirs)).at(-1)).toEqual({ event: "re-queued", by: world.userId })
    expect((await stateOf(another)).state).toBe("waiting")
    expect(await stateOf(colleagues)).toMatchObject({ agent: world.ines.user.id, messages: 3 })
    const [handOver] =
      await owner`select ended_at, taken_at is null as "new" from hand_overs where conversation_id = ${theirs}`
    expect(handOver).toEqual({ ended_at: null, new: false })
  },
)

test("what leaves the permission leaves the conversation", async () => {
  const world = await arrange("role")
  const { admin, hugo, role, group, agent } = world
  const [theirs, byType] = [
    await addConversation(world, { by: agent }),
    await addConversation(world, { by: hugo }),
  ]
  await editRole(admin, await formOf(admin, role, { permissions: ["conversations:handle"] }))
  await deleteGroup(admin, { groupId: group })
  await deleteRole(admin, {
    roleId: await insertRole(owner, world.workspace.id, { name: "Other", permissions: [] }),
  })
  await suspendUser(admin, { userId: world.ines.user.id })
  // Whose password somebody else guesses at stays signed in.
  await lockAccount({ workspaceId: world.workspace.id, emailNorm: hugo.user.email, at: Date.now() })
  expect((await stateOf(theirs)).agent).toBe(agent.user.id)
  expect((await stateOf(byType)).agent).toBe(hugo.user.id)
})

const previewSuspension = (actor: Actor, userId: string) =>
  preview(actor, "users:suspend", "user.suspended", async (tx) =>
    move(tx, actor, "suspend", [await lockUser(tx, userId)]),
  )

test("a preview takes nothing from anybody", async () => {
  const world = await arrange("group")
  const theirs = await addConversation(world, { by: world.agent })
  const before = await stateOf(theirs)
  await previewGroupRoles(world.admin, { groupId: world.group, roles: [] })
  await previewSuspension(world.admin, world.userId)
  await previewRoleEdit(world.admin, await formOf(world.admin, world.role, { permissions: [] }))
  await previewBulk(world.admin, bulkInput({ action: "suspend", id: [world.userId] }))
  expect(await stateOf(theirs)).toEqual(before)
})

test("a change that is refused takes nothing from anybody", async () => {
  const world = await arrange("role")
  const { admin } = world
  const theirs = await addConversation(world, { by: admin })
  const before = await stateOf(theirs)
  const suspended = change(admin, "users:suspend", "user.suspended", (tx) =>
    tx.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, admin.user.id)),
  )
  await expect(suspended).rejects.toMatchObject({ code: "last-admin" })
  expect(await stateOf(theirs)).toEqual(before)
})

test("another workspace's conversations stay where they are", async () => {
  const world = await arrange("role")
  const elsewhere = await arrange("role")
  const theirs = await addConversation(elsewhere, { by: elsewhere.agent })
  await suspendUser(world.admin, { userId: world.userId })
  expect((await stateOf(theirs)).agent).toBe(elsewhere.userId)
})

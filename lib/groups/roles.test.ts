import { describe, expect, test } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import { hashToken, newToken } from "#lib/auth/keys.ts"
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { openChange } from "#db/seed/workspace.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { arrangeGroup } from "#lib/testing/groups.ts"
import { roleId } from "#lib/testing/roles.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { getGroup } from "./group.ts"
import { addMembers } from "./members.ts"
import { previewGroupRoles, setGroupRoles } from "./roles.ts"

const namesOf = async (actor: Parameters<typeof getGroup>[0], group: string) =>
  (await getGroup(actor, group)).roles.map(({ name }) => name)

describe("setGroupRoles", () => {
  test("says who gains and loses, then makes these the roles, and leaves the change behind", async () => {
    const { workspace, admin, member, group } = await arrangeGroup()
    const input = { groupId: group, seen: "0", roles: [await roleId(workspace.id, "Developer")] }
    const moves = await previewGroupRoles(admin, input)
    expect(
      moves.map(({ permission, gains, loses }) => [
        permission,
        gains.people,
        loses.people,
        loses.first[0]?.id,
      ]),
    ).toEqual([
      ["bots:read", 1, 0, undefined],
      ["chat:test", 1, 0, undefined],
      ["analytics:read", 0, 1, member],
    ])
    expect(await namesOf(admin, group)).toEqual(["Watchers"])
    await setGroupRoles(admin, { ...input, seen: (await getGroup(admin, group)).version })
    expect(await namesOf(admin, group)).toEqual(["Developer"])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "group.roles_set",
      actor_id: admin.user.id,
      tables: ["group_roles"],
    })
  })

  test("a role that the group loses is gone at a member's next request", async () => {
    const { admin, workspace, member, group } = await arrangeGroup()
    const token = newToken()
    await owner`
      insert into sessions (workspace_id, id, user_id, token_hash, stage, expires_at, idle_minutes)
      values (${workspace.id}, gen_random_uuid(), ${member}, ${hashToken(token)}, 'full', now() + interval '1 day', 60)`
    const held = async () => (await findSession(hashToken(token)))!.permissions
    expect(await held()).toEqual(["analytics:read"])
    const { version: seen } = await getGroup(admin, group)
    await setGroupRoles(admin, { groupId: group, seen, roles: [] })
    expect(await held()).toEqual([])
  })

  test("is refused without groups:manage, elsewhere, with a role of nowhere, beyond one's own access, after another's", async () => {
    const { workspace, admin, other, viewer, role, group } = await arrangeGroup()
    const { version: seen } = await getGroup(admin, group)
    const input = { groupId: group, seen, roles: [role, await roleId(workspace.id, "User")] }
    const elsewhere = await roleId((await newWorkspace()).id, "User")
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const above = [role, await roleId(workspace.id, "Admin")]
    for (const set of [setGroupRoles, previewGroupRoles]) {
      await expect(set(viewer, input)).rejects.toMatchObject({ code: "not-permitted" })
      await expect(set((await arrangeGroup()).admin, input)).rejects.toMatchObject({ name: "NotFound" })
      await expect(set(admin, { ...input, roles: [elsewhere] })).rejects.toMatchObject({
        code: "unknown-role",
      })
      await expect(set(settings, { ...input, roles: above })).rejects.toMatchObject({
        code: "beyond-own-access",
      })
    }
    await setGroupRoles(other, { ...input, roles: [] })
    await expect(setGroupRoles(admin, input)).rejects.toThrow("Omar Haddad removed the role Watchers")
    const eraser = { ...input, seen: "99999999", roles: [await roleId(workspace.id, "Privacy officer")] }
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.joined")
      await tx`insert into group_members (workspace_id, user_id, group_id) values (${workspace.id}, ${admin.user.id}, ${group})`
    })
    await expect(setGroupRoles(admin, eraser)).rejects.toMatchObject({ code: "erase-to-oneself" })
  })

  test("gives no bot or conversation permission that one lacks, unless one may edit people", async () => {
    const { workspace, group } = await arrangeGroup()
    const named = async (name: string) => roleId(workspace.id, name)
    await insertRole(owner, workspace.id, { name: "Hosts", permissions: ["users:read", "groups:manage"] })
    const host = await newActor(workspace, { roles: ["Hosts"] })
    const chatting = await newActor(workspace, { roles: ["Hosts", "User", "Watchers"] })
    const editing = await newActor(workspace, { roles: ["Settings"] })
    const builder = { groupId: group, seen: "99999999", roles: [await named("Bot Creator")] }
    const beyond = { code: "beyond-own-access" }
    for (const set of [setGroupRoles, previewGroupRoles])
      await expect(set(host, builder)).rejects.toMatchObject(beyond)
    const members = [host.user.id]
    await expect(addMembers(host, { groupId: group, members })).rejects.toMatchObject(beyond)
    await setGroupRoles(chatting, { ...builder, roles: [await named("User")] })
    await addMembers(chatting, { groupId: group, members: [chatting.user.id] })
    await setGroupRoles(editing, builder)
  })

  test("the last admin by a group can't be demoted by it, also when two take their roles at once", async () => {
    const workspace = await newWorkspace()
    const people = [await newPerson(workspace), await newPerson(workspace)]
    const [one, other] = await Promise.all(
      people.map((member, n) =>
        insertGroup(owner, workspace.id, { name: `Admins ${n}`, roles: ["Admin"], members: [member] }),
      ),
    )
    const [first, second] = [await signedIn(workspace, people[0]!), await signedIn(workspace, people[1]!)]
    // Each empties their own group: the second would be the last.
    const empty = (actor: typeof first, groupId: string) =>
      setGroupRoles(actor, { groupId, seen: "99999999", sure: sureOfAll, roles: [] })
    const outcomes = await Promise.allSettled([empty(first, one!), empty(second, other!)])
    expect(
      outcomes.map((each): string => (each.status === "fulfilled" ? "done" : each.reason.code)).sort(),
    ).toEqual(["done", "last-admin"])
  })
})

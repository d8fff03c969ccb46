import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { addMembers } from "#lib/groups/members.ts"
import { deleteGroup } from "#lib/groups/editing.ts"
import { changesOf, newActor, newPerson, owner } from "#lib/testing/fixtures.ts"
import { arrangeGroup } from "#lib/testing/groups.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { setGroups } from "./groups-joined.ts"
import { mostGroups, setGroupsInput } from "./input.ts"
import { getUser } from "./user.ts"

async function arrange() {
  const arranged = await arrangeGroup()
  const { workspace, admin, member } = arranged
  const guild = await insertGroup(owner, workspace.id, {
    name: "Bot guild",
    roles: ["Bot Creator"],
    members: [],
  })
  const { version: seen } = await getUser(admin, member)
  return { ...arranged, guild, seen }
}

const namesOf = async (actor: Parameters<typeof getUser>[0], id: string) =>
  (await getUser(actor, id)).groups.map(({ name }) => name)

describe("setGroups", () => {
  test("makes these the person's groups, with what they give and by which, and leaves the change behind", async () => {
    const { workspace, admin, member, guild, seen } = await arrange()
    await setGroups(admin, { userId: member, seen, groups: [guild] })
    const user = await getUser(admin, member)
    expect(user).toMatchObject({ groups: [{ id: guild, name: "Bot guild" }], botBuilder: "creator" })
    expect(user.roles).toMatchObject([{ name: "Bot Creator", group: "Bot guild", groupId: guild }])
    expect((await changesOf(workspace)).at(-1)).toEqual({
      action: "user.groups_set",
      actor_id: admin.user.id,
      reason: null,
      tables: ["group_members"],
    })
    await setGroups(admin, { userId: member, seen: user.version, groups: [], without: guild })
    expect(await namesOf(admin, member)).toEqual([])
  })

  test("one more or one less, of however many", async () => {
    const { workspace, admin, member, guild } = await arrange()
    for (let n = 0; n < mostGroups; n += 1)
      await insertGroup(owner, workspace.id, { name: `Team ${n}`, roles: [], members: [member] })
    const press = async (button: Record<string, string>) => {
      const { version: seen } = await getUser(admin, member)
      await setGroups(admin, setGroupsInput.parse({ userId: member, seen, ...button }))
      return (await namesOf(admin, member)).length
    }
    expect(await press({ adding: guild })).toBe(mostGroups + 2)
    expect(await press({ without: guild })).toBe(mostGroups + 1)
    expect(await namesOf(admin, member)).not.toContain("Bot guild")
  })

  test("is refused without groups:manage, archived, elsewhere, outranked, for a group of nowhere or beyond one's own access", async () => {
    const { workspace, admin, viewer, member, group, seen } = await arrange()
    const of = (userId: string, groups: string[] = []) => ({ userId, seen, groups })
    await expect(setGroups(viewer, of(member))).rejects.toMatchObject({ code: "not-permitted" })
    const writer = await newActor(workspace, { roles: ["Settings"] })
    const archived = await newPerson(workspace, { archivedAt: new Date() })
    await expect(setGroups(admin, of(archived, [group]))).rejects.toMatchObject({ code: "archived" })
    const foreign = await arrange()
    await expect(setGroups(foreign.admin, of(member))).rejects.toMatchObject({ name: "NotFound" })
    await expect(setGroups(admin, of(member, [foreign.group]))).rejects.toMatchObject({
      code: "unknown-group",
      field: "groups",
    })
    await expect(setGroups(writer, of(admin.user.id, [group]))).rejects.toMatchObject({ code: "outranked" })
    const admins = await insertGroup(owner, workspace.id, { name: "Admins", roles: ["Admin"], members: [] })
    await expect(setGroups(writer, of(member, [group, admins]))).rejects.toMatchObject({
      code: "beyond-own-access",
    })
    expect(await namesOf(admin, member)).toEqual(["Night shift"])
  })

  test("who saves second is told what the first one did; edits of roles or name are no reason against it", async () => {
    const { admin, other, member, group, guild, seen } = await arrange()
    const outcomes = await Promise.allSettled([
      setGroups(admin, { userId: member, seen, groups: [group, guild] }),
      setGroups(other, { userId: member, seen, groups: [] }),
    ])
    const lost = outcomes.findIndex(({ status }) => status === "rejected")
    const { reason } = outcomes[lost] as PromiseRejectedResult
    expect(reason.code).toBe("edited-meanwhile")
    expect(reason.message).toContain(
      lost === 1 ? "Maya Wright added the group Bot guild" : "Omar Haddad removed the group Night shift",
    )
    await setGroups(other, { userId: member, seen: reason.values.seen, groups: [guild] })
    expect(await namesOf(admin, member)).toEqual(["Bot guild"])
    await deleteGroup(admin, { groupId: guild })
    await expect(setGroups(other, { userId: member, seen: reason.values.seen, groups: [] })).rejects.toThrow(
      "(deleted)",
    )
  })

  test("oneself out of what gives one's own access only when one is sure", async () => {
    const { workspace, admin, guild } = await arrange()
    const managers = await insertGroup(owner, workspace.id, {
      name: "Managers",
      roles: ["Settings"],
      members: [],
    })
    const person = await newActor(workspace, { roles: ["User"] })
    await addMembers(admin, { groupId: managers, members: [person.user.id] })
    const { version: seen } = await getUser(admin, person.user.id)
    const leave = (sure?: string) =>
      setGroups(person, { userId: person.user.id, seen, sure, groups: [guild] })
    await expect(leave()).rejects.toMatchObject({
      code: "own-access",
      values: { sure: expect.stringMatching(/:/) },
    })
    await leave(sureOfAll)
    expect(await namesOf(admin, person.user.id)).toEqual(["Bot guild"])
  })
})

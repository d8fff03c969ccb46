import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { arrangeGroup, membersOf } from "#lib/testing/groups.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { findCandidates } from "./candidates.ts"
import { deleteGroup } from "./editing.ts"
import { addMembers, previewRemoveMembers, removeMembers } from "./members.ts"

const codesOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes
    .map((each): string => (each.status === "fulfilled" ? "done" : (each.reason.code ?? each.reason.name)))
    .sort()

describe("addMembers", () => {
  test("puts people in, whoever is in it stays, and leaves the change behind", async () => {
    const { workspace, admin, member, group } = await arrangeGroup()
    const joined = [await newPerson(workspace), await newPerson(workspace)]
    await addMembers(admin, { groupId: group, members: [member, ...joined] })
    expect(await membersOf(group)).toEqual([member, ...joined].sort())
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "group.members_added",
      actor_id: admin.user.id,
      tables: ["group_members"],
    })
  })

  test("is refused without groups:manage, for nobody, strangers, archived people, and who holds more", async () => {
    const { workspace, admin, viewer, member, group } = await arrangeGroup()
    const person = await newPerson(workspace)
    const add = (actor: Actor, ...members: string[]) => addMembers(actor, { groupId: group, members })
    await expect(add(viewer, person)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(add(admin)).rejects.toMatchObject({ code: "nobody-chosen" })
    await expect(add((await arrangeGroup()).admin, person)).rejects.toMatchObject({ name: "NotFound" })
    const stranger = await newPerson(await newWorkspace())
    await expect(add(admin, person, stranger)).rejects.toMatchObject({ name: "NotFound" })
    const archived = await newPerson(workspace, { archivedAt: new Date() })
    await expect(add(admin, person, archived)).rejects.toMatchObject({ code: "archived" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(add(settings, admin.user.id)).rejects.toMatchObject({ code: "outranked" })
    expect(await membersOf(group)).toEqual([member])
  })

  test("nobody gets more than the actor has by a group that gives it", async () => {
    const { workspace } = await arrangeGroup()
    const admins = await insertGroup(owner, workspace.id, { name: "Admins", roles: ["Admin"], members: [] })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const members = [await newPerson(workspace)]
    await expect(addMembers(settings, { groupId: admins, members })).rejects.toMatchObject({
      code: "beyond-own-access",
    })
  })

  test("the same person added twice at once: added once; a group deleted meanwhile gets nobody", async () => {
    const { workspace, admin, other, group } = await arrangeGroup()
    const additions = async () =>
      (await changesOf(workspace)).filter(({ action }) => action === "group.members_added").length
    for (let round = 0; round < 5; round += 1) {
      const members = [await newPerson(workspace)]
      const add = (actor: Actor) => addMembers(actor, { groupId: group, members })
      const before = await additions()
      await Promise.all([add(admin), add(other)])
      expect(await additions()).toBe(before + 1)
      const fading = await insertGroup(owner, workspace.id, {
        name: `Fading ${round}`,
        roles: [],
        members: [],
      })
      const [deleted, added] = await Promise.allSettled([
        deleteGroup(admin, { groupId: fading }),
        addMembers(other, { groupId: fading, members }),
      ])
      expect(deleted.status).toBe("fulfilled")
      if (added.status === "rejected") expect(added.reason).toMatchObject({ name: "NotFound" })
      expect(await membersOf(fading)).toEqual([])
    }
  })
})

describe("removeMembers", () => {
  test("says who loses what, takes them out, and leaves the change behind", async () => {
    const { workspace, admin, member, group } = await arrangeGroup()
    const input = { groupId: group, members: [member] }
    expect(await previewRemoveMembers(admin, input)).toMatchObject({
      people: [{ id: member, firstName: "Meg" }],
      moves: [{ permission: "analytics:read", loses: { people: 1, first: [{ id: member }] } }],
    })
    expect(await membersOf(group)).toEqual([member])
    await removeMembers(admin, input)
    expect(await membersOf(group)).toEqual([])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "group.members_removed",
      tables: ["group_members"],
    })
  })

  test("is refused without groups:manage, for nobody, strangers, who is not in it, and who holds more", async () => {
    const { workspace, admin, viewer, member, group } = await arrangeGroup()
    const outsider = await newPerson(workspace)
    const stranger = await newPerson(await newWorkspace())
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await addMembers(admin, { groupId: group, members: [admin.user.id] })
    for (const remove of [removeMembers, previewRemoveMembers]) {
      const from = (actor: Actor, ...members: string[]) => remove(actor, { groupId: group, members })
      await expect(from(viewer, member)).rejects.toMatchObject({ code: "not-permitted" })
      await expect(from(admin)).rejects.toMatchObject({ code: "nobody-chosen" })
      await expect(from((await arrangeGroup()).admin, member)).rejects.toMatchObject({ name: "NotFound" })
      await expect(from(admin, member, stranger)).rejects.toMatchObject({ name: "NotFound" })
      await expect(from(admin, outsider)).rejects.toMatchObject({ code: "not-member" })
      await expect(from(settings, admin.user.id)).rejects.toMatchObject({ code: "outranked" })
    }
  })

  test("oneself only when one is sure; of the last two admins by a group one stays, also at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const workspace = await newWorkspace()
      const people = [await newPerson(workspace), await newPerson(workspace)]
      const admins = await insertGroup(owner, workspace.id, {
        name: "Admins",
        roles: ["Admin"],
        members: people,
      })
      const [one, other] = [await signedIn(workspace, people[0]!), await signedIn(workspace, people[1]!)]
      const leave = (actor: Actor, sure?: string) =>
        removeMembers(actor, { groupId: admins, members: [actor.user.id], sure })
      await expect(leave(one)).rejects.toMatchObject({
        code: "own-access",
        values: { sure: expect.stringMatching(/:/) },
      })
      const outcomes = await Promise.allSettled([leave(one, sureOfAll), leave(other, sureOfAll)])
      expect(codesOf(outcomes)).toEqual(["done", "last-admin"])
      expect(await membersOf(admins)).toHaveLength(1)
    }
  })
})

test("whom one could add: by name, with why not; nobody of another workspace", async () => {
  const { workspace, admin, member, group } = await arrangeGroup()
  await newPerson(await newWorkspace(), { firstName: "Meg", lastName: "Stranger" })
  const free = await newPerson(workspace, { firstName: "Meg", lastName: "Free" })
  const above = await newPerson(workspace, { firstName: "Meg", lastName: "Above", type: "tenant_admin" })
  const settings = await newActor(workspace, { roles: ["Settings"] })
  const found = await findCandidates(settings, group, "meg")
  expect(found.people.map(({ id, refusal }) => [id, refusal])).toEqual([
    [above, "outranked"],
    [free, null],
    [member, "is-member"],
  ])
  expect(await findCandidates(admin, group, "")).toEqual({ people: [], more: false })
  expect((await findCandidates(admin, group, "meg", 1)).more).toBe(true)
  await expect(findCandidates(await newActor(workspace), group, "meg")).rejects.toMatchObject({
    code: "not-permitted",
  })
})

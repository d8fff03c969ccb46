import { describe, expect, test } from "vitest"
import { change } from "#lib/access/change.ts"
import { changesOf, newActor, newPerson } from "#lib/testing/fixtures.ts"
import { arrangeGroup, membersOf } from "#lib/testing/groups.ts"
import { addByAddresses, lookAtAddresses, Otherwise } from "./addresses.ts"

async function arrange() {
  const arranged = await arrangeGroup()
  const { workspace } = arranged
  const at = (box: string) => `${box}@${workspace.slug}.example`
  const tom = await newPerson(workspace, { firstName: "Tom", email: at("tom") })
  const ann = await newPerson(workspace, { firstName: "Ann", email: at("ann"), joinedAt: null })
  await newPerson(workspace, { email: at("gone"), archivedAt: new Date() })
  return { ...arranged, at, tom, ann }
}

describe("a pasted list", () => {
  test("says of each line what becomes of it and who gains what, and does nothing", async () => {
    const { workspace, admin, member, group, at, tom, ann } = await arrange()
    await newPerson((await arrange()).workspace, { email: at("stranger") })
    const addresses = `Tom <${at("TOM")}>\n${at("ann")}, ${at("gone")}; ${at("stranger")}\nnobody`
    const looked = await lookAtAddresses(admin, { groupId: group, addresses })
    expect({ ...looked, able: looked.able.map(({ id }) => id) }).toMatchObject({
      able: [tom, ann],
      members: [],
      outranked: [],
      unknown: [at("gone"), at("stranger")],
      wrong: ["nobody"],
      moves: [{ permission: "analytics:read", gains: { people: 2 } }],
    })
    expect(await membersOf(group)).toEqual([member])
    expect((await changesOf(workspace)).map(({ action }) => action)).not.toContain("group.members_added")
  })

  test("adds whom it can in one change; whoever is in it, or holds more than the actor, is left out", async () => {
    const { workspace, admin, group, at, tom, ann } = await arrange()
    const above = at("above")
    await newPerson(workspace, { email: above, type: "tenant_admin" })
    const settings = await newActor(workspace, { roles: ["Settings", "Watchers"] })
    const input = { groupId: group, addresses: `${at("tom")}\n${above}\n${at("ann")}` }
    const { outranked, expected } = await lookAtAddresses(settings, input)
    expect(outranked.map(({ email }) => email)).toEqual([above])
    expect(await addByAddresses(settings, { ...input, expected })).toBe(2)
    expect(await membersOf(group)).toEqual(expect.arrayContaining([tom, ann]))
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "group.members_added",
      actor_id: settings.user.id,
      tables: ["group_members"],
    })
    expect((await lookAtAddresses(admin, input)).members).toHaveLength(2)
  })

  test("another list than the one that was looked up does nothing, nor does the same one twice at once", async () => {
    const { admin, other, group, member, at } = await arrange()
    const { expected } = await lookAtAddresses(admin, { groupId: group, addresses: at("tom") })
    const others = { groupId: group, addresses: at("ann"), expected }
    await expect(addByAddresses(admin, others)).rejects.toBeInstanceOf(Otherwise)
    expect(await membersOf(group)).toEqual([member])
    const add = (actor: typeof admin) =>
      addByAddresses(actor, { groupId: group, addresses: at("tom"), expected })
    const outcomes = await Promise.allSettled([add(admin), add(other)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    await expect(
      addByAddresses(admin, { groupId: group, addresses: at("tom"), expected: null }),
    ).rejects.toMatchObject({ code: "nobody-chosen" })
  })

  test("is refused without groups:manage, elsewhere, empty, and over 5,000", async () => {
    const { admin, viewer, group, at } = await arrange()
    const many = Array.from({ length: 5001 }, (_, n) => `p${n}@x.example`).join("\n")
    for (const take of [
      lookAtAddresses,
      (actor: typeof admin, input: { groupId: string; addresses: string }) =>
        addByAddresses(actor, { ...input, expected: null }),
    ]) {
      const of = (actor: typeof admin, addresses = at("tom")) => take(actor, { groupId: group, addresses })
      await expect(of(viewer)).rejects.toMatchObject({ code: "not-permitted" })
      await expect(of((await arrange()).admin)).rejects.toMatchObject({ name: "NotFound" })
      await expect(of(admin, " \n;")).rejects.toMatchObject({ code: "no-addresses", field: "addresses" })
      await expect(of(admin, many)).rejects.toMatchObject({ code: "too-many-addresses", field: "addresses" })
    }
  })

  test("is read before the workspace is held up, and no further than to what is too many", async () => {
    const { admin, other, group } = await arrange()
    const addresses = Array.from({ length: 80_000 }, (_, n) => n.toString(36)).join(",")
    await change(other, "groups:manage", "test.held_up", async () => {
      for (const take of [lookAtAddresses, addByAddresses])
        await expect(take(admin, { groupId: group, addresses, expected: null })).rejects.toMatchObject({
          code: "too-many-addresses",
        })
    })
  })
})

import { describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { openChange } from "#db/seed/workspace.ts"
import { auditInput } from "#lib/audit/input.ts"
import { listAudit } from "#lib/audit/log.ts"
import { undoChange } from "#lib/audit/undo.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { archiveUser, restoreUser, suspendUser } from "#lib/users/life.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import { ownersToChoose } from "./candidates.ts"
import { transferOwnership } from "./ownership.ts"

const past = new Date("2026-01-01")

/** Lena, who owns two bots and is Tester of a third. */
async function arrange() {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const lena = await newPerson(workspace, { firstName: "Lena" })
  const heir = await newPerson(workspace, { email: "heir@acme.example" })
  const bots = [
    await insertBot(owner, workspace.id, {
      ownerId: lena,
      name: "Returns",
      members: [{ userId: heir, role: "developer" }],
    }),
    await insertBot(owner, workspace.id, { ownerId: lena, name: "Spring sale" }),
  ] as const
  const tested = await insertBot(owner, workspace.id, {
    ownerId: heir,
    members: [{ userId: lena, role: "tester" }],
  })
  await insertBot(owner, workspace.id, { ownerId: lena, name: "Shelved", archivedAt: past })
  return { workspace, admin, lena, heir, bots, tested }
}

const ownersOf = async (bots: readonly string[]) => {
  const found = await owner<{ id: string; owner_id: string }[]>`
    select id, owner_id from bots where id = any (${[...bots]}::uuid[])`
  return bots.map((bot) => found.find(({ id }) => id === bot)?.owner_id)
}
const statusOf = async (id: string) =>
  (await owner<{ status: string }[]>`select status from users where id = ${id}`)[0]!.status

describe("deleting an owner of bots", () => {
  test("hands each bot to who was chosen for it, in the same change", async () => {
    const { workspace, admin, lena, heir, bots } = await arrange()
    const other = await newPerson(workspace)
    await archiveUser(admin, { userId: lena, newOwners: [`${bots[0]}:${heir}`, `${bots[1]}:${other}`] })
    expect(await ownersOf(bots)).toEqual([heir, other])
    expect(await statusOf(lena)).toBe("archived")
    // Whoever owns it is not Developer besides.
    expect((await owner`select from bot_members where bot_id = ${bots[0]}`).length).toBe(0)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.archived",
      tables: ["bot_members", "bots", "users"],
    })
    // The log says that Lena was deleted, not who got the bots.
    const [entry] = (await listAudit(admin, auditInput.parse({}), { zone: "UTC" })).entries
    expect(entry).toMatchObject({ people: [{ id: lena }], peopleInAll: 1 })
    expect(entry).toMatchObject({
      sentences: expect.arrayContaining([expect.stringMatching(/: .+ is no longer Developer$/)]),
    })
  })

  test("or all that are left to one, by address", async () => {
    const { workspace, admin, lena, heir, bots } = await arrange()
    const other = await newPerson(workspace)
    const newOwners = ["", `${bots[1]}:${other}`]
    await archiveUser(admin, { userId: lena, newOwners, newOwnerEmail: "heir@acme.example" })
    expect(await ownersOf(bots)).toEqual([heir, other])
  })

  test("or to one of those to choose from", async () => {
    const { admin, lena, heir, bots } = await arrange()
    await expect(archiveUser(admin, { userId: lena, newOwner: lena })).rejects.toMatchObject({
      code: "owner-leaves",
      field: "newOwner",
    })
    await archiveUser(admin, { userId: lena, newOwner: heir })
    expect(await ownersOf(bots)).toEqual([heir, heir])
  })

  test("without an owner for each, nothing happens, and it is said for which", async () => {
    const { workspace, admin, lena, heir, bots } = await arrange()
    const before = await changesOf(workspace)
    await expect(archiveUser(admin, { userId: lena })).rejects.toMatchObject({
      code: "owner-missing",
      field: "newOwners",
      message: "Choose an owner for Returns and Spring sale",
    })
    const one = archiveUser(admin, { userId: lena, newOwners: [`${bots[0]}:${heir}`] })
    await expect(one).rejects.toMatchObject({ message: "Choose an owner for Spring sale" })
    for (const name of ["Travel", "Wine"]) await insertBot(owner, workspace.id, { ownerId: lena, name })
    await expect(archiveUser(admin, { userId: lena })).rejects.toMatchObject({
      message: "Choose an owner for Returns, Spring sale and 2 more",
    })
    expect(await ownersOf(bots)).toEqual([lena, lena])
    expect(await statusOf(lena)).toBe("active")
    expect((await changesOf(workspace)).length).toBe(before.length + 2)
  })

  test("nor to somebody who may not sign in, is deleted too, or is nobody here", async () => {
    const { workspace, admin, lena, bots } = await arrange()
    const all = (heir: string) => bots.map((bot) => `${bot}:${heir}`)
    const stranger = await newPerson(await newWorkspace())
    for (const unfit of [
      await newPerson(workspace, { joinedAt: null }),
      await newPerson(workspace, { suspendedAt: past }),
      await newPerson(workspace, { archivedAt: past }),
      stranger,
    ]) {
      const archiving = archiveUser(admin, { userId: lena, newOwners: all(unfit) })
      await expect(archiving).rejects.toMatchObject({ code: "owner-unfit", field: "newOwners" })
    }
    await newPerson(workspace, { email: "late@acme.example", suspendedAt: past })
    await expect(
      archiveUser(admin, { userId: lena, newOwnerEmail: "late@acme.example" }),
    ).rejects.toMatchObject({
      code: "owner-unfit",
      field: "newOwnerEmail",
    })
    await expect(
      archiveUser(admin, { userId: lena, newOwnerEmail: "no@acme.example" }),
    ).rejects.toMatchObject({
      code: "nobody-with-address",
      field: "newOwnerEmail",
    })
    await expect(archiveUser(admin, { userId: lena, newOwners: all(lena) })).rejects.toMatchObject({
      code: "owner-leaves",
      field: "newOwners",
    })
    expect(await statusOf(lena)).toBe("active")
  })

  test("touches no bot of anybody else, whatever is sent along", async () => {
    const { admin, lena, heir, bots, tested } = await arrange()
    const newOwners = [...bots, tested].map((bot) => `${bot}:${admin.user.id}`)
    await archiveUser(admin, { userId: lena, newOwners })
    expect(await ownersOf([...bots, tested])).toEqual([admin.user.id, admin.user.id, heir])
  })

  test("takes users:delete and nothing of bots", async () => {
    const { workspace, lena, heir, bots } = await arrange()
    const newOwners = bots.map((bot) => `${bot}:${heir}`)
    const manager = await newActor(workspace, { type: "bot_admin" })
    await expect(archiveUser(manager, { userId: lena, newOwners })).rejects.toMatchObject({
      code: "not-permitted",
    })
    await archiveUser(await newActor(workspace, { roles: ["Settings"] }), { userId: lena, newOwners })
    expect(await ownersOf(bots)).toEqual([heir, heir])
  })

  test("who is suspended keeps their bots", async () => {
    const { admin, lena, bots } = await arrange()
    await suspendUser(admin, { userId: lena })
    expect(await ownersOf(bots)).toEqual([lena, lena])
  })

  test("the way back, by Restore or by Undo, does not bring them back", async () => {
    for (const back of ["restore", "undo"]) {
      const { workspace, admin, lena, heir, bots, tested } = await arrange()
      await archiveUser(admin, { userId: lena, newOwners: bots.map((bot) => `${bot}:${heir}`) })
      const changeId = await latestChange(workspace)
      if (back === "restore") await restoreUser(admin, { userId: lena })
      else await undoChange(admin, { changeId, reason: "", sure: "" })
      expect(await statusOf(lena)).toBe("active")
      expect(await ownersOf(bots)).toEqual([heir, heir])
      // The part in somebody else's bot was never gone.
      expect((await owner`select from bot_roles where bot_id = ${tested} and user_id = ${lena}`).length).toBe(
        1,
      )
    }
  })
})

describe("nobody who owns bots is archived by any other way either", () => {
  test("not by undoing a restore, nor straight in the table", async () => {
    const { workspace, admin, lena, bots } = await arrange()
    const late = await newPerson(workspace, { archivedAt: past })
    await restoreUser(admin, { userId: late })
    const changeId = await latestChange(workspace)
    await transferOwnership(admin, { botId: bots[0], owner: late })
    await expect(undoChange(admin, { changeId, reason: "", sure: "" })).rejects.toMatchObject({
      code: "owns-bots",
    })
    const direct = owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.archived")
      await tx`update users set archived_at = now() where id = ${lena}`
    })
    await expect(direct).rejects.toMatchObject({ code: "RC007" })
  })

  test("nor while a bot is handed to them at that moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { workspace, admin, lena, bots } = await arrange()
      const late = await newPerson(workspace)
      const keeper = await signedIn(workspace, lena)
      await Promise.allSettled([
        archiveUser(admin, { userId: late }),
        transferOwnership(keeper, { botId: bots[0], owner: late }),
      ])
      const [owns, status] = [(await ownersOf(bots))[0] === late, await statusOf(late)]
      expect(owns).toBe(status !== "archived")
    }
  })
})

test("who takes the place of a person of another type has their bots and their parts", async () => {
  const { workspace, admin, lena, heir, bots, tested } = await arrange()
  const { id } = await replaceUser(admin, { userId: lena, type: "bot_admin", reason: "" })
  expect(await statusOf(id)).toBe("invited")
  expect(await ownersOf(bots)).toEqual([id, id])
  const parts = await owner<{ user_id: string; role: string }[]>`
    select user_id, role from bot_roles where bot_id = ${tested} order by role`
  expect([...parts]).toEqual([
    { user_id: heir, role: "owner" },
    { user_id: id, role: "tester" },
  ])
  expect((await owner`select from bots where owner_id = ${lena}`).length).toBe(0)
  expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "user.replaced" })
  await archiveUser(admin, { userId: lena })
})

test("to choose from: active people, who builds first, without those who leave", async () => {
  const { workspace, admin, lena, heir, bots } = await arrange()
  const builder = await newPerson(workspace, { roles: ["Bot Builder"] })
  const plain = await newPerson(workspace, { firstName: "Aaron" })
  await newPerson(workspace, { roles: ["Bot Builder"], suspendedAt: past })
  const { builders, others } = await ownersToChoose(admin, { botIds: [...bots], leaving: [lena] })
  expect(new Set(builders.map(({ id }) => id))).toEqual(new Set([heir, builder, admin.user.id]))
  expect(others.map(({ id }) => id)).toEqual([plain])
})

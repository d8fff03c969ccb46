import { describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { botRoleOf } from "#lib/access/bot-need.ts"
import { read } from "#lib/access/read.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { findCandidates } from "./candidates.ts"
import { botsToGive, listBotsOf, listMembers } from "./listing.ts"
import { addMember, removeMember, setMember } from "./members.ts"

const past = new Date("2026-01-01")

async function arrange() {
  const workspace = await newWorkspace()
  // An owner who holds nothing in the workspace.
  const keeper = await newActor(workspace, { firstName: "Olga", lastName: "Owner" })
  const bot = await insertBot(owner, workspace.id, { ownerId: keeper.user.id, name: "Helper" })
  const person = await newPerson(workspace, { firstName: "Pia", email: "pia@acme.example" })
  const partOf = async (userId: string) => {
    const admin = await newActor(workspace, { type: "tenant_admin" })
    return read(admin, "users:read", (tx) => botRoleOf(tx, bot, userId))
  }
  return { workspace, keeper, bot, person, partOf }
}

describe("a part in a bot", () => {
  test("is given, changed and taken by the owner, each as a change of its own", async () => {
    const { workspace, keeper, bot, person, partOf } = await arrange()
    await setMember(keeper, { botId: bot, userId: person, role: "tester" })
    expect(await partOf(person)).toBe("tester")
    await setMember(keeper, { botId: bot, userId: person, role: "developer" })
    await setMember(keeper, { botId: bot, userId: person, role: "developer" })
    expect(await partOf(person)).toBe("developer")
    await removeMember(keeper, { botId: bot, userId: person })
    expect(await partOf(person)).toBe(null)
    await expect(removeMember(keeper, { botId: bot, userId: person })).rejects.toMatchObject({
      code: "not-bot-member",
    })
    const made = (await changesOf(workspace)).filter(({ tables }) => tables.includes("bot_members"))
    expect(made.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ["bot.member_set", keeper.user.id],
      ["bot.member_set", keeper.user.id],
      ["bot.member_removed", keeper.user.id],
    ])
  })

  test("by whoever manages every bot, and does not count in rank: an owner makes an Admin a tester", async () => {
    const { workspace, keeper, bot, partOf } = await arrange()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await setMember(keeper, { botId: bot, userId: admin.user.id, role: "tester" })
    expect(await partOf(admin.user.id)).toBe("tester")
    const manager = await newActor(workspace, { type: "bot_admin" })
    await setMember(manager, { botId: bot, userId: admin.user.id, role: "developer" })
    expect(await partOf(admin.user.id)).toBe("developer")
  })

  test("by nobody else", async () => {
    const { workspace, keeper, bot, person } = await arrange()
    const developer = await newActor(workspace, { roles: ["Bot Creator", "Settings"] })
    await setMember(keeper, { botId: bot, userId: developer.user.id, role: "developer" })
    const refused = { code: "not-permitted" }
    for (const actor of [developer, await newActor(workspace)]) {
      const part = { botId: bot, userId: person, role: "tester" as const }
      await expect(setMember(actor, part)).rejects.toMatchObject(refused)
      await expect(addMember(actor, { ...part, email: "pia@acme.example" })).rejects.toMatchObject(refused)
      await expect(removeMember(actor, part)).rejects.toMatchObject(refused)
    }
  })

  test("by exact address, for who may not look through the directory", async () => {
    const { keeper, bot, person, partOf } = await arrange()
    await addMember(keeper, { botId: bot, email: " Pia@acme.example", role: "tester" })
    expect(await partOf(person)).toBe("tester")
    const nobody = { code: "nobody-with-address", field: "email" }
    for (const email of ["pia@acme.exampl", "p@acme.example"])
      await expect(addMember(keeper, { botId: bot, email, role: "tester" })).rejects.toMatchObject(nobody)
    await expect(findCandidates(keeper, bot, "Pia")).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("is not for the owner, who has every one, nor for the archive", async () => {
    const { workspace, keeper, bot } = await arrange()
    const own = { botId: bot, userId: keeper.user.id, role: "tester" as const }
    await expect(setMember(keeper, own)).rejects.toMatchObject({ code: "owner-fixed" })
    await expect(removeMember(keeper, own)).rejects.toMatchObject({ code: "owner-fixed" })
    const archived = await newPerson(workspace, { archivedAt: past })
    await expect(setMember(keeper, { ...own, userId: archived })).rejects.toMatchObject({ code: "archived" })
    const manager = await newActor(workspace, { type: "bot_admin" })
    const shelved = await insertBot(owner, workspace.id, { ownerId: manager.user.id, archivedAt: past })
    await expect(setMember(manager, { ...own, botId: shelved })).rejects.toMatchObject({
      code: "bot-in-archive",
    })
    await expect(removeMember(manager, { ...own, botId: shelved })).rejects.toMatchObject({
      code: "bot-in-archive",
    })
  })

  test("of another workspace's bot or to another workspace's person: there is no such thing", async () => {
    const { keeper, bot, person } = await arrange()
    const other = await arrange()
    const gone = { name: "NotFound" }
    const stranger = { botId: bot, userId: other.person, role: "tester" as const }
    await expect(setMember(keeper, stranger)).rejects.toMatchObject(gone)
    const manager = await newActor(other.workspace, { type: "bot_admin" })
    await expect(setMember(manager, { ...stranger, userId: person })).rejects.toMatchObject(gone)
    await expect(removeMember(manager, stranger)).rejects.toMatchObject(gone)
    await expect(listMembers(manager, bot)).rejects.toMatchObject(gone)
    await expect(
      listBotsOf(await newActor(other.workspace, { type: "viewer" }), person),
    ).rejects.toMatchObject(gone)
  })
})

describe("who is seen", () => {
  test("everybody who has a part sees the others; only who manages the bot may change it", async () => {
    const { workspace, keeper, bot, person } = await arrange()
    await setMember(keeper, { botId: bot, userId: person, role: "tester" })
    const listed = await listMembers(await signedIn(workspace, person), bot)
    expect(listed).toMatchObject({ name: "Helper", owner: { firstName: "Olga" }, mayManage: false })
    expect(listed.members.map(({ id, role }) => [id, role])).toEqual([[person, "tester"]])
    expect((await listMembers(keeper, bot)).mayManage).toBe(true)
    await expect(listMembers(await newActor(workspace), bot)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("a person's bots, with what the reader may do about each", async () => {
    const { workspace, keeper, bot, person } = await arrange()
    const own = await insertBot(owner, workspace.id, { ownerId: person, name: "Another", published: true })
    await insertBot(owner, workspace.id, { ownerId: person, name: "Shelved", archivedAt: past })
    await setMember(keeper, { botId: bot, userId: person, role: "tester" })
    const reader = await newPerson(workspace, { type: "viewer" })
    const manager = await newActor(workspace, { type: "tenant_admin" })
    const seen = (mayManage: boolean[]) => [
      { id: own, name: "Another", role: "owner", publishedVersion: 1, mayManage: mayManage[0] },
      { id: bot, name: "Helper", role: "tester", publishedVersion: null, mayManage: mayManage[1] },
    ]
    expect(await listBotsOf(await signedIn(workspace, reader), person)).toEqual(seen([false, false]))
    expect(await listBotsOf(manager, person)).toEqual(seen([true, true]))
    const mine = await insertBot(owner, workspace.id, { ownerId: reader, name: "Mine" })
    expect(await botsToGive(await signedIn(workspace, reader), person)).toEqual({
      bots: [{ id: mine, name: "Mine" }],
      more: false,
    })
    expect((await botsToGive(manager, person, 0)).more).toBe(true)
    await expect(listBotsOf(keeper, person)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("people found by name say which part they have", async () => {
    const { workspace, keeper, bot, person } = await arrange()
    await setMember(keeper, { botId: bot, userId: person, role: "tester" })
    const admin = await newActor(workspace, { type: "tenant_admin" })
    expect(await findCandidates(admin, bot, "Pia")).toMatchObject({
      people: [{ id: person, role: "tester" }],
    })
    expect(await findCandidates(admin, bot, "Olga")).toMatchObject({ people: [{ role: "owner" }] })
    expect((await findCandidates(admin, bot, "")).people).toEqual([])
    expect(await findCandidates(admin, bot, "Pia", 1)).toMatchObject({ more: false })
    await newPerson(workspace, { firstName: "Pia" })
    expect(await findCandidates(admin, bot, "Pia", 1)).toMatchObject({
      people: [{ firstName: "Pia" }],
      more: true,
    })
  })
})

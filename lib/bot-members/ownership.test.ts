import { describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { openChange } from "#db/seed/workspace.ts"
import { undoChange } from "#lib/audit/undo.ts"
import { archiveBot, restoreBot } from "#lib/bots/archiving.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { archiveUser } from "#lib/users/life.ts"
import { removeMember, setMember } from "./members.ts"
import { transferOwnership } from "./ownership.ts"

const past = new Date("2026-01-01")

async function arrange() {
  const workspace = await newWorkspace()
  const keeper = await newActor(workspace)
  const heir = await newPerson(workspace, { email: "heir@acme.example" })
  const bot = await insertBot(owner, workspace.id, {
    ownerId: keeper.user.id,
    members: [{ userId: heir, role: "tester" }],
  })
  return { workspace, keeper, heir, bot, admin: await newActor(workspace, { type: "tenant_admin" }) }
}

/** The parts in the bot, the owner first. */
async function partsIn(bot: string) {
  const found = await owner<{ user_id: string; role: string }[]>`
    select user_id, role from bot_roles where bot_id = ${bot} order by role desc, user_id`
  return found
    .map(({ user_id, role }) => [user_id, role])
    .sort(([, one], [, other]) => Number(other === "owner") - Number(one === "owner"))
}

describe("transferring a bot", () => {
  test("makes the other the owner and the former one Developer, as one change", async () => {
    const { workspace, keeper, heir, bot } = await arrange()
    await transferOwnership(keeper, { botId: bot, owner: heir })
    expect(await partsIn(bot)).toEqual([
      [heir, "owner"],
      [keeper.user.id, "developer"],
    ])
    // Nothing lesser is left beside it.
    expect((await owner`select user_id from bot_members where bot_id = ${bot}`).length).toBe(1)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "bot.transferred",
      actor_id: keeper.user.id,
      tables: ["bot_members", "bots"],
    })
    // It was theirs to give away, and is no more.
    await expect(transferOwnership(keeper, { botId: bot, owner: keeper.user.id })).rejects.toMatchObject({
      code: "not-permitted",
    })
  })

  test("without a part for the former owner if so wished, and by exact address", async () => {
    const { keeper, heir, bot } = await arrange()
    await transferOwnership(keeper, { botId: bot, email: "Heir@acme.example", stays: "no" })
    expect(await partsIn(bot)).toEqual([[heir, "owner"]])
  })

  test("needs bots:manage on the bot; another workspace's does not exist", async () => {
    const { workspace, heir, bot, admin } = await arrange()
    await expect(
      transferOwnership(await signedIn(workspace, heir), { botId: bot, owner: heir }),
    ).rejects.toMatchObject({ code: "not-permitted" })
    const elsewhere = await arrange()
    await expect(transferOwnership(elsewhere.admin, { botId: bot, owner: heir })).rejects.toMatchObject({
      name: "NotFound",
    })
    await expect(transferOwnership(admin, { botId: bot, owner: elsewhere.heir })).rejects.toMatchObject({
      code: "owner-unfit",
    })
  })

  test("to an active person only", async () => {
    const { workspace, keeper, bot } = await arrange()
    for (const facts of [{ joinedAt: null }, { suspendedAt: past }, { archivedAt: past }]) {
      const unfit = await newPerson(workspace, facts)
      await expect(transferOwnership(keeper, { botId: bot, owner: unfit })).rejects.toMatchObject({
        code: "owner-unfit",
        field: "owner",
      })
    }
    const own = { botId: bot, owner: keeper.user.id }
    await expect(transferOwnership(keeper, own)).rejects.toMatchObject({ code: "owns-already" })
    await expect(transferOwnership(keeper, { botId: bot })).rejects.toMatchObject({
      code: "owner-needed",
      field: "email",
    })
    await expect(transferOwnership(keeper, { botId: bot, email: "no@acme.example" })).rejects.toMatchObject({
      code: "nobody-with-address",
      field: "email",
    })
  })

  test("can be undone, also after the new owner gave parts to others", async () => {
    const { workspace, keeper, heir, bot, admin } = await arrange()
    await transferOwnership(keeper, { botId: bot, owner: heir })
    const changeId = await latestChange(workspace)
    await setMember(await signedIn(workspace, heir), { botId: bot, userId: admin.user.id, role: "tester" })
    const undo = { changeId, reason: "", sure: "" }
    const reader = await newActor(workspace, { roles: ["Settings"] })
    await expect(undoChange(reader, undo)).rejects.toMatchObject({ code: "not-permitted" })
    await undoChange(admin, undo)
    expect(await partsIn(bot)).toContainEqual([keeper.user.id, "owner"])
    expect(await partsIn(bot)).toContainEqual([heir, "tester"])
    expect(await partsIn(bot)).toContainEqual([admin.user.id, "tester"])
  })
})

describe("nobody in the archive owns a bot that is not there too", () => {
  const archived = { code: "owner-archived" }

  test("by no way of giving it", async () => {
    const { workspace, bot, admin, keeper, heir } = await arrange()
    const gone = await newPerson(workspace, { archivedAt: past })
    const direct = owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.given")
      await tx`update bots set owner_id = ${gone} where id = ${bot}`
    })
    await expect(direct).rejects.toMatchObject({ code: "RC008" })
    await expect(insertBot(owner, workspace.id, { ownerId: gone })).rejects.toMatchObject({ code: "RC008" })
    await transferOwnership(keeper, { botId: bot, owner: heir })
    const changeId = await latestChange(workspace)
    await archiveUser(admin, { userId: keeper.user.id })
    await expect(undoChange(admin, { changeId, reason: "", sure: "" })).rejects.toMatchObject(archived)
  })

  test("nor by bringing the bot back: another owner first", async () => {
    const { keeper, heir, bot, admin } = await arrange()
    await archiveBot(keeper, { botId: bot })
    // Whose bots are all in the archive goes there without being asked for an owner.
    await archiveUser(admin, { userId: keeper.user.id })
    await expect(restoreBot(admin, { botId: bot })).rejects.toMatchObject({ code: "bot-owner-archived" })
    await transferOwnership(admin, { botId: bot, owner: heir })
    await restoreBot(admin, { botId: bot })
    expect(await partsIn(bot)).toEqual([[heir, "owner"]])
  })
})

test("of two transfers at once one comes after the other, and there is one owner", async () => {
  for (let round = 0; round < 5; round += 1) {
    const { workspace, keeper, heir, bot, admin } = await arrange()
    const other = await newPerson(workspace)
    const both = await Promise.allSettled([
      transferOwnership(keeper, { botId: bot, owner: heir }),
      transferOwnership(admin, { botId: bot, owner: other }),
    ])
    const parts = await partsIn(bot)
    expect(parts.filter(([, role]) => role === "owner").length).toBe(1)
    // The owner's counts only if it comes first, and then the Admin's comes after it.
    expect(parts[0]).toEqual([other, "owner"])
    if (both[0].status === "rejected") expect(both[0].reason).toMatchObject({ code: "not-permitted" })
    expect(both[1].status).toBe("fulfilled")
  }
})

test("a part that an undo gave back to who became the owner is in nobody's way", async () => {
  const { workspace, keeper, heir, bot, admin } = await arrange()
  await removeMember(keeper, { botId: bot, userId: heir })
  const changeId = await latestChange(workspace)
  await transferOwnership(keeper, { botId: bot, owner: heir, stays: "no" })
  await undoChange(admin, { changeId, reason: "", sure: "" })
  expect(await partsIn(bot)).toEqual([[heir, "owner"]])
  await transferOwnership(admin, { botId: bot, owner: keeper.user.id })
  expect(await partsIn(bot)).toEqual([
    [keeper.user.id, "owner"],
    [heir, "developer"],
  ])
})

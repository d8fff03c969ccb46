import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { bots } from "#db/schema/bots.ts"
import { insertBot } from "#db/seed/bots.ts"
import { insertRole } from "#db/seed/groups.ts"
import { openChange } from "#db/seed/workspace.ts"
import { byToken, newToken } from "#lib/testing/access-tokens.ts"
import {
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { type Actor, permits } from "./actor.ts"
import { change } from "./change.ts"
import { type BotPermission, type BotRole, botRoles, permitsOnBot } from "./bot-roles.ts"
import type { Permission } from "./permissions.ts"
import { read } from "./read.ts"

const botPermissions = botRoles.owner.permissions

/** What one may do with a bot, by what one holds in the workspace and one's part in it; everything else is refused. */
const table: [held: Permission[], role: BotRole | null, may: BotPermission[]][] = [
  [[], null, []],
  [[], "owner", ["bots:read", "bots:build", "bots:publish", "bots:manage", "chat:test"]],
  [[], "developer", ["bots:read", "bots:build", "chat:test"]],
  [[], "tester", ["bots:read", "chat:test"]],
  [["bots:read"], null, ["bots:read"]],
  // To build takes a part in the bot, or the right to manage every one.
  [["bots:build"], null, []],
  [["bots:build"], "tester", ["bots:read", "bots:build", "chat:test"]],
  [["bots:manage"], null, ["bots:read", "bots:build", "bots:manage"]],
  [["bots:publish"], null, ["bots:publish"]],
  [["chat:test"], null, ["chat:test"]],
  [["users:write", "bots:create", "chat:use"], null, []],
]

test.each(table)("permitsOnBot: holding %j as %s", (held, role, may) => {
  expect(botPermissions.filter((permission) => permitsOnBot(new Set(held), role, permission))).toEqual(may)
})

/** A bot with one of each part, each signed in, and somebody without any. */
async function arrange() {
  const workspace = await newWorkspace()
  const [ownerId, developerId, testerId] = [
    await newPerson(workspace),
    await newPerson(workspace),
    await newPerson(workspace),
  ]
  const bot = await insertBot(owner, workspace.id, {
    ownerId,
    members: [
      { userId: developerId, role: "developer" },
      { userId: testerId, role: "tester" },
    ],
  })
  return {
    workspace,
    bot,
    owner: await signedIn(workspace, ownerId),
    developer: await signedIn(workspace, developerId),
    tester: await signedIn(workspace, testerId),
    nobody: await newActor(workspace),
  }
}

const looks = (actor: Actor, permission: BotPermission, bot: string) =>
  read(actor, { permission, bot }, async (tx) =>
    tx.select({ id: bots.id }).from(bots).where(eq(bots.id, bot)),
  )
const does = (actor: Actor, permission: BotPermission, bot: string) =>
  change(actor, { permission, bot }, "bot.tried", async () => "done")
const refused = { code: "not-permitted" }

/** What read() and change() permit on the bot; both must say the same. */
async function openTo(actor: Actor, bot: string): Promise<BotPermission[]> {
  const open: BotPermission[] = []
  for (const permission of botPermissions) {
    const [looked, done] = await Promise.allSettled([
      looks(actor, permission, bot),
      does(actor, permission, bot),
    ])
    expect(looked.status).toBe(done.status)
    if (looked.status === "fulfilled") open.push(permission)
    else expect(looked.reason).toMatchObject(refused)
  }
  return open
}

/** Takes the person's part in the bot away, as a change of somebody else's. */
const takePart = (workspace: TestWorkspace, userId: string) =>
  owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.taken")
    await tx`delete from bot_members where user_id = ${userId}`
  })

describe("read() and change() of one bot", () => {
  test("are open by one's part in it", async () => {
    const { bot, ...people } = await arrange()
    expect(await openTo(people.owner, bot)).toEqual([...botRoles.owner.permissions])
    expect(await openTo(people.developer, bot)).toEqual([...botRoles.developer.permissions])
    expect(await openTo(people.tester, bot)).toEqual([...botRoles.tester.permissions])
    expect(await openTo(people.nobody, bot)).toEqual([])
  })

  test("and by what one holds in the workspace, where building takes a part besides", async () => {
    const { workspace, bot } = await arrange()
    expect(await openTo(await newActor(workspace, { type: "bot_admin" }), bot)).toEqual([...botPermissions])
    const builder = await newPerson(workspace, { roles: ["Bot Builder"] })
    expect(await openTo(await signedIn(workspace, builder), bot)).toEqual(["bots:read"])
    const other = await insertBot(owner, workspace.id, {
      ownerId: await newPerson(workspace),
      members: [{ userId: builder, role: "tester" }],
    })
    expect(await openTo(await signedIn(workspace, builder), other)).toEqual([
      "bots:read",
      "bots:build",
      "chat:test",
    ])
  })

  test("by a token, a part gives no more than its scopes do", async () => {
    const { workspace, bot, ...people } = await arrange()
    const by = async (scopes: Permission[]) =>
      (await byToken((await newToken(workspace, { userId: people.owner.user.id, scopes })).token))!
    expect(await openTo(await by(["users:read"]), bot)).toEqual([])
    expect(await openTo(await by(["bots:read", "chat:test"]), bot)).toEqual(["bots:read", "chat:test"])
    expect(await openTo(await by(["bots:manage"]), bot)).toEqual(["bots:read", "bots:build", "bots:manage"])
    const admin = await newPerson(workspace, { type: "bot_admin" })
    const { token } = await newToken(workspace, { userId: admin, scopes: ["bots:read"] })
    expect(await openTo((await byToken(token))!, bot)).toEqual(["bots:read"])
  })

  test("a part in one bot opens no other", async () => {
    const { workspace, ...people } = await arrange()
    const other = await insertBot(owner, workspace.id, { ownerId: people.nobody.user.id })
    expect(await openTo(people.owner, other)).toEqual([])
  })

  test("another workspace's bot is like one that does not exist", async () => {
    const { bot, ...people } = await arrange()
    const elsewhere = await newActor(await newWorkspace(), { type: "bot_admin" })
    const unknown = "0190c0de-0000-7000-8000-000000000000"
    for (const id of [bot, unknown]) {
      // With the permission of the workspace it is for the work to find no row.
      expect(await looks(elsewhere, "bots:manage", id)).toEqual([])
      await expect(looks(await newActor(await newWorkspace()), "bots:read", id)).rejects.toMatchObject(
        refused,
      )
    }
    await expect(looks(people.owner, "bots:read", unknown)).rejects.toMatchObject(refused)
  })

  test("a bot in the archive is open by the workspace's permission, and to its owner", async () => {
    const { workspace, bot, ...people } = await arrange()
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.archived")
      await tx`update bots set archived_at = now() where id = ${bot}`
    })
    for (const actor of [people.developer, people.tester]) expect(await openTo(actor, bot)).toEqual([])
    expect(await openTo(people.owner, bot)).toEqual([...botPermissions])
    const later = await signedIn(workspace, people.owner.user.id)
    expect([...later.botPermissions].sort()).toEqual(["bots:manage", "bots:read"])
    expect(await openTo(await newActor(workspace, { type: "bot_admin" }), bot)).toEqual([...botPermissions])
  })

  test("a part that was taken away is gone at once, in the middle of a request too", async () => {
    const { workspace, bot, tester } = await arrange()
    expect(await openTo(tester, bot)).toEqual(["bots:read", "chat:test"])
    await takePart(workspace, tester.user.id)
    expect(await openTo(tester, bot)).toEqual([])
  })

  test("an unfinished sign-in opens none", async () => {
    const { workspace, bot, ...people } = await arrange()
    const halfIn = await signedIn(workspace, people.owner.user.id, "password_change")
    expect(await openTo(halfIn, bot)).toEqual([])
  })
})

test("a session knows what its person may do on some bot at least, and forgets it with the part", async () => {
  const { workspace, ...people } = await arrange()
  expect([...people.developer.botPermissions].sort()).toEqual(["bots:build", "bots:read", "chat:test"])
  expect([...people.nobody.botPermissions]).toEqual([])
  expect([...people.tester.botPermissions].sort()).toEqual(["bots:read", "chat:test"])
  const some = { permission: "chat:test", onSomeBot: true } as const
  await read(people.tester, some, async () => 1)
  await expect(read(people.nobody, some, async () => 1)).rejects.toMatchObject(refused)
  await takePart(workspace, people.tester.user.id)
  const later = await signedIn(workspace, people.tester.user.id)
  expect(later.botPermissions.size).toBe(0)
})

test("whoever may manage every bot may see and build some, without more permissions", async () => {
  const workspace = await newWorkspace()
  await insertRole(owner, workspace.id, { name: "Bot keeper", permissions: ["bots:manage"] })
  const keeper = await newActor(workspace, { roles: ["Bot keeper"] })
  const some = (permission: BotPermission) =>
    permits("full", keeper.permissions, { permission, onSomeBot: true }, keeper.botPermissions)
  expect(botPermissions.filter(some)).toEqual(["bots:read", "bots:build", "bots:manage"])
  await read(keeper, { permission: "bots:read", onSomeBot: true }, async () => 1)
})

import { describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { undoChange } from "#lib/audit/undo.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { startBulk } from "#lib/bulk/run.ts"
import { input } from "#lib/testing/bulk.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { forgetProof } from "#lib/testing/provider-setup.ts"
import { archiveUser } from "#lib/users/life.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import { transferOwnership } from "./ownership.ts"

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)

async function arrange() {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", passwordHash })
  const [keeper, heir] = [await newPerson(workspace), await newPerson(workspace)]
  const bot = await insertBot(owner, workspace.id, { ownerId: keeper })
  const ownerNow = async () =>
    (await owner`select owner_id from bots where id = ${bot}`)[0]!.owner_id as string
  return { workspace, admin, keeper, heir, bot, ownerNow }
}

type World = Awaited<ReturnType<typeof arrange>>
type Proof = { currentPassword?: string }

const bequest = ({ bot, heir }: World) => ({ newOwners: [`${bot}:${heir}`], newOwner: "", newOwnerEmail: "" })

const doors: [string, (world: World, proof: Proof) => Promise<unknown>][] = [
  [
    "transferring",
    (world, proof) => transferOwnership(world.admin, { botId: world.bot, owner: world.heir, ...proof }),
  ],
  [
    "deleting an owner",
    (world, proof) => archiveUser(world.admin, { userId: world.keeper, ...bequest(world), ...proof }),
  ],
  [
    "replacing an owner",
    (world, proof) => replaceUser(world.admin, { userId: world.keeper, type: "agent", ...proof }),
  ],
  [
    "deleting many",
    (world, proof) =>
      startBulk(world.admin, {
        ...input({ action: "archive", id: [world.keeper] }),
        ...bequest(world),
        currentPassword: "",
        ...proof,
      }),
  ],
]

describe("another owner", () => {
  test.each(doors)("by %s asks who acts after ten minutes, and nothing is done before", async (_door, go) => {
    const world = await arrange()
    await forgetProof(world.admin.sessionId)
    const asked = { code: "prove-again", field: "currentPassword" }
    await expect(go(world, {})).rejects.toMatchObject(asked)
    await expect(go(world, { currentPassword: "wrong" })).rejects.toMatchObject({ code: "password-wrong" })
    expect(await world.ownerNow()).toBe(world.keeper)
    expect((await owner`select 1 from bulk_runs where workspace_id = ${world.workspace.id}`).length).toBe(0)
    await go(world, { currentPassword: password })
    // It counts for the next ten minutes.
    const second = await insertBot(owner, world.workspace.id, { ownerId: world.heir })
    await transferOwnership(world.admin, { botId: second, owner: world.admin.user.id })
  })

  test("by undoing asks too", async () => {
    const { workspace, admin, keeper, heir, bot, ownerNow } = await arrange()
    await transferOwnership(admin, { botId: bot, owner: heir })
    const undo = { changeId: await latestChange(workspace), reason: "", sure: "" }
    await forgetProof(admin.sessionId)
    await expect(undoChange(admin, undo)).rejects.toMatchObject({ code: "prove-again" })
    expect(await ownerNow()).toBe(heir)
    await undoChange(admin, { ...undo, currentPassword: password })
    expect(await ownerNow()).toBe(keeper)
  })

  test("is not in deleting or replacing who owns nothing: no question", async () => {
    const { workspace, admin } = await arrange()
    await forgetProof(admin.sessionId)
    const [one, two] = [await newPerson(workspace), await newPerson(workspace)]
    await archiveUser(admin, { userId: one })
    await replaceUser(admin, { userId: two, type: "agent" })
  })
})

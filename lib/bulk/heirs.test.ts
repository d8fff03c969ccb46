import { describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { crowd, input, outcomesOf, statusesOf } from "#lib/testing/bulk.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { suspendUser } from "#lib/users/life.ts"
import type { BulkInput } from "./input.ts"
import { previewBulk } from "./preview.ts"
import { startBulk } from "./run.ts"
import { continueBulk } from "./worker.ts"

async function arrange() {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", email: "admin@acme.example" })
  const [one, two] = [await newPerson(workspace), await newPerson(workspace)]
  const heir = await newPerson(workspace, { email: "heir@acme.example" })
  const bots = [
    await insertBot(owner, workspace.id, { ownerId: one, name: "Returns" }),
    await insertBot(owner, workspace.id, { ownerId: two, name: "Spring sale" }),
  ]
  const deleting = (said: Partial<BulkInput>) => {
    const { newOwners = [], newOwner = "", newOwnerEmail = "", ...rest } = said
    return { ...input({ action: "archive", id: [one, two], ...rest }), newOwners, newOwner, newOwnerEmail }
  }
  const run = async (said: Partial<BulkInput>) => {
    const { runId } = await startBulk(admin, deleting(said))
    return { runId, go: () => continueBulk({ workspaceId: workspace.id, runId }) }
  }
  const ownersNow = async () => {
    const found = await owner<{ owner_id: string }[]>`
      select owner_id from bots where workspace_id = ${workspace.id} order by name`
    return found.map(({ owner_id }) => owner_id)
  }
  return { workspace, admin, one, two, heir, bots, deleting, run, ownersNow }
}

describe("deleting many of whom some own bots", () => {
  test("the preview tells whose bots, and writes nothing", async () => {
    const { workspace, admin, one, two, deleting, ownersNow } = await arrange()
    await insertBot(owner, workspace.id, { ownerId: admin.user.id, name: "Mine" })
    const before = await changesOf(workspace)
    const found = await previewBulk(admin, deleting({ id: [one, two, admin.user.id] }))
    expect(found.outcomes.filter(({ refusal }) => refusal === "oneself").length).toBe(1)
    // Not those of the actor, who is left out.
    expect(found.bots.map(({ name, owner: { id } }) => [name, id])).toEqual([
      ["Returns", one],
      ["Spring sale", two],
    ])
    expect(await ownersNow()).toEqual([admin.user.id, one, two])
    expect(await changesOf(workspace)).toEqual(before)
    expect((await previewBulk(admin, input({ action: "suspend", id: [one] }))).bots).toEqual([])
  })

  test("is not begun without an owner for each, nor with one who is deleted too or can't be one", async () => {
    const { workspace, admin, one, two, heir, bots, run } = await arrange()
    await expect(run({})).rejects.toMatchObject({
      code: "owner-missing",
      field: "newOwners",
      message: "Choose an owner for Returns and Spring sale",
    })
    await expect(run({ newOwners: [`${bots[0]}:${heir}`] })).rejects.toMatchObject({
      message: "Choose an owner for Spring sale",
    })
    const swap = [`${bots[0]}:${two}`, `${bots[1]}:${one}`]
    await expect(run({ newOwners: swap })).rejects.toMatchObject({ code: "owner-leaves", field: "newOwners" })
    await expect(run({ newOwnerEmail: "nobody@acme.example" })).rejects.toMatchObject({
      code: "nobody-with-address",
      field: "newOwnerEmail",
    })
    await suspendUser(admin, { userId: heir })
    await expect(run({ newOwnerEmail: "heir@acme.example" })).rejects.toMatchObject({
      code: "owner-unfit",
      field: "newOwnerEmail",
    })
    expect((await owner`select from bulk_runs where workspace_id = ${workspace.id}`).length).toBe(0)
    expect(await statusesOf([one, two])).toEqual(["active", "active"])
  })

  test("hands them over within the change that deletes, also to the actor who is chosen along but left out", async () => {
    const { workspace, admin, one, two, heir, bots, run, ownersNow } = await arrange()
    const id = [one, two, admin.user.id]
    const { runId, go } = await run({
      id,
      newOwners: [`${bots[0]}:${heir}`],
      newOwnerEmail: "admin@acme.example",
    })
    await go()
    expect(await outcomesOf(runId)).toEqual({ [one]: "done", [two]: "done", [admin.user.id]: "oneself" })
    expect(await ownersNow()).toEqual([heir, admin.user.id])
    const archiving = (await changesOf(workspace)).filter(({ action }) => action === "user.archived")
    expect(archiving.map(({ tables }) => tables)).toEqual([["bots", "users"]])
  })

  test("batch by batch, to one for all", async () => {
    const { workspace, one, two, heir, run, ownersNow } = await arrange()
    const others = await crowd(workspace, 250)
    const { go } = await run({ id: [one, ...others, two], newOwnerEmail: "heir@acme.example" })
    await go()
    expect(await ownersNow()).toEqual([heir, heir])
    expect(new Set(await statusesOf([one, two, ...others]))).toEqual(new Set(["archived"]))
  })

  test("who has come by a bot meanwhile stays, and so does whose heir is gone; the others go on", async () => {
    const { workspace, admin, one, two, heir, bots, run, ownersNow } = await arrange()
    const third = await newPerson(workspace)
    const other = await newPerson(workspace)
    const { runId, go } = await run({
      id: [one, two, third],
      newOwners: [`${bots[0]}:${heir}`, `${bots[1]}:${other}`],
    })
    await insertBot(owner, workspace.id, { ownerId: third, name: "Wine" })
    await suspendUser(admin, { userId: heir })
    await go()
    expect(await outcomesOf(runId)).toEqual({ [one]: "owner-unfit", [two]: "done", [third]: "owns-bots" })
    expect(await ownersNow()).toEqual([one, other, third])
  })
})

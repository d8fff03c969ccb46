import { setTimeout as delay } from "node:timers/promises"
import { describe, expect, test } from "vitest"
import { openChange } from "#db/seed/workspace.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { eraseUser } from "#lib/users/erasure.ts"
import { archiveUser } from "#lib/users/life.ts"
import { crowd, imagesOf, input, outcomesOf } from "#lib/testing/bulk.ts"
import { getBulkRun, startBulk, stopBulk, waitForBulk } from "./run.ts"
import { continueBulk } from "./worker.ts"

const people = 1000

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { roles: ["Admin"] })
  const ids = await crowd(workspace, people)
  const start = () => startBulk(admin, input({ action: "suspend", all: true, search: "" }))
  return { workspace, admin, ids, start }
}

/** Waits until the first batch is through. */
async function underWay(runId: string): Promise<void> {
  for (;;) {
    const [done] = await owner`select from bulk_items where run_id = ${runId} and outcome is not null limit 1`
    if (done) return
    await delay(2)
  }
}

describe("continueBulk", () => {
  test("twice at once, and again afterwards, does nobody twice", async () => {
    const { workspace, admin, start } = await arrange()
    const { runId } = await start()
    const job = { workspaceId: workspace.id, runId }
    await Promise.all([continueBulk(job), continueBulk(job), continueBulk(job)])
    await continueBulk(job)
    expect(await getBulkRun(admin, runId)).toMatchObject({
      state: "finished",
      done: people,
      left: 0,
      skipped: [{ code: "oneself", people: 1 }],
    })
    const images = await imagesOf(workspace)
    expect([images.length, Math.max(...images)]).toEqual([people, 1])
  })

  test("stops between batches: what is done stays done, nothing else is", async () => {
    const { workspace, admin, start } = await arrange()
    const { runId } = await start()
    const ended = continueBulk({ workspaceId: workspace.id, runId })
    await underWay(runId)
    await stopBulk(admin, { runId })
    await ended
    const run = await getBulkRun(admin, runId)
    expect(run.state).toBe("stopped")
    expect(run.left).toBeGreaterThan(0)
    expect(run.left + run.done).toBe(people + 1 - (run.skipped[0]?.people ?? 0))
    expect((await imagesOf(workspace)).length).toBe(run.done)
    await expect(stopBulk(admin, { runId })).rejects.toMatchObject({ code: "bulk-over" })
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(stopBulk(viewer, { runId })).rejects.toMatchObject({ code: "not-permitted" })
    await waitForBulk(admin, runId, 60_000)
  })

  test("asked to stop with the process, it breaks off after a batch and is gone on with", async () => {
    const { workspace, admin, start } = await arrange()
    const { runId } = await start()
    const job = { workspaceId: workspace.id, runId }
    const stopping = new AbortController()
    const ended = continueBulk(job, stopping.signal)
    await underWay(runId)
    stopping.abort()
    await expect(ended).rejects.toThrow("to be continued")
    expect((await getBulkRun(admin, runId)).state).toBe("running")
    await continueBulk(job)
    expect(await getBulkRun(admin, runId)).toMatchObject({ state: "finished", done: people })
  })

  test("ends with who asked: suspended or demoted midway, they do nothing more", async () => {
    for (const fact of ["suspended", "demoted"]) {
      const { workspace, admin, start } = await arrange()
      const reader = await newActor(workspace, { type: "viewer" })
      const { runId } = await start()
      const ended = continueBulk({ workspaceId: workspace.id, runId })
      await underWay(runId)
      await owner.begin(async (tx) => {
        await openChange(tx, workspace.id, "user.seeded")
        if (fact === "demoted") await tx`delete from user_roles where user_id = ${admin.user.id}`
        else await tx`update users set suspended_at = now() where id = ${admin.user.id}`
      })
      await ended
      const run = await getBulkRun(reader, runId)
      expect(run.state).toBe("stopped")
      expect(run.left).toBe(0)
      expect(run.done).toBe((await imagesOf(workspace)).length)
      const refused = run.skipped.find(({ code }) => code === "not-permitted")?.people ?? 0
      expect(refused).toBeGreaterThan(0)
    }
  })

  test("does nothing for who was suspended before its turn came", async () => {
    const { workspace, admin, start } = await arrange()
    const { runId } = await start()
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "user.seeded")
      await tx`update users set suspended_at = now() where id = ${admin.user.id}`
    })
    await continueBulk({ workspaceId: workspace.id, runId })
    const reader = await newActor(workspace, { type: "viewer" })
    expect(await getBulkRun(reader, runId)).toMatchObject({ state: "stopped", done: 0, left: 0 })
  })

  test("refused as a whole, it goes on one by one, so that only who is the reason is left out", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const [one, other] = [await newPerson(workspace), await newPerson(workspace)]
    const target = await roleId(workspace.id, "Privacy officer")
    const id = [one, admin.user.id, other]
    const { runId } = await startBulk(admin, input({ action: "add-role", id, target }))
    await continueBulk({ workspaceId: workspace.id, runId })
    expect(await outcomesOf(runId)).toEqual({
      [one]: "done",
      [other]: "done",
      [admin.user.id]: "erase-to-oneself",
    })
  })

  test("also twice at once: nobody is left out in another's place", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const others = [await newPerson(workspace), await newPerson(workspace), await newPerson(workspace)]
    const target = await roleId(workspace.id, "Privacy officer")
    for (let round = 0; round < 5; round += 1) {
      const { runId } = await startBulk(
        admin,
        input({ action: "add-role", id: [admin.user.id, ...others], target }),
      )
      const job = { workspaceId: workspace.id, runId }
      await Promise.all([continueBulk(job), continueBulk(job), continueBulk(job)])
      const { [admin.user.id]: own, ...rest } = await outcomesOf(runId)
      expect(own).toBe("erase-to-oneself")
      expect(Object.values(rest)).not.toContain("erase-to-oneself")
    }
  })

  test("who is erased before their turn comes is left out", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin", roles: ["Privacy officer"] })
    const [one, other] = [
      await newPerson(workspace, { email: "one@acme.example" }),
      await newPerson(workspace, { email: "other@acme.example" }),
    ]
    const { runId } = await startBulk(admin, input({ action: "suspend", id: [one, other] }))
    await archiveUser(admin, { userId: one, reason: "" })
    await eraseUser(admin, { userId: one, confirm: "one@acme.example", reason: "" })
    await continueBulk({ workspaceId: workspace.id, runId })
    expect(await outcomesOf(runId)).toEqual({ [one]: "erased", [other]: "done" })
  })
})

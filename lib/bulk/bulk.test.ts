import { uuidv7 } from "uuidv7"
import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { crowd, input, outcomesOf, statusesOf } from "#lib/testing/bulk.ts"
import { previewBulk } from "./preview.ts"
import { getBulkRun, listBulkRuns, listBulkSkipped, startBulk } from "./run.ts"
import { continueBulk } from "./worker.ts"

const past = new Date(Date.now() - 60_000)

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya" })
  const run = async (over: Parameters<typeof input>[0], actor = admin) => {
    const { runId } = await startBulk(actor, input(over))
    await continueBulk({ workspaceId: workspace.id, runId })
    return { runId, outcomes: await outcomesOf(runId) }
  }
  return { workspace, admin, run }
}

describe("an action on many people", () => {
  test("does it to the ticked, ends their sessions, keeps the reason, and reports", async () => {
    const { workspace, admin, run } = await arrange()
    const [one, other] = [await newPerson(workspace), await newPerson(workspace)]
    await signedIn(workspace, one)
    const { runId, outcomes } = await run({ action: "suspend", id: [one, other], reason: "a drill" })
    expect(outcomes).toEqual({ [one]: "done", [other]: "done" })
    expect(await statusesOf([one, other])).toEqual(["suspended", "suspended"])
    const [alive] = await owner`select from sessions where user_id = ${one} and ended_at is null`
    expect(alive).toBeUndefined()
    expect(await getBulkRun(admin, runId)).toMatchObject({
      state: "finished",
      selected: 2,
      done: 2,
      left: 0,
      skipped: [],
      reason: "a drill",
      createdBy: { firstName: "Maya" },
    })
    expect((await listBulkRuns(admin)).map(({ id }) => id)).toEqual([runId])
    const changes = await owner`
      select action, actor_id, via, reason from changes where workspace_id = ${workspace.id} order by at desc limit 2`
    expect(changes.toReversed()).toMatchObject([
      { action: "bulk.started", actor_id: admin.user.id, via: "session" },
      { action: "user.suspended", actor_id: admin.user.id, via: "job", reason: "a drill" },
    ])
  })

  test("does it to everybody whom the filter shows, and to nobody else", async () => {
    const { workspace, run } = await arrange()
    const [agent, viewer] = [
      await newPerson(workspace, { type: "agent" }),
      await newPerson(workspace, { type: "viewer" }),
    ]
    await newPerson(await newWorkspace(), { type: "agent" })
    const { outcomes } = await run({ action: "suspend", all: true, type: "agent" })
    expect(outcomes).toEqual({ [agent]: "done" })
    expect(await statusesOf([agent, viewer])).toEqual(["suspended", "active"])
  })

  test("is refused without the permission, with nobody chosen, without a target, and for too long a search", async () => {
    const { workspace, admin } = await arrange()
    const person = await newPerson(workspace)
    const viewer = await newActor(workspace, { type: "viewer" })
    const refusals: [Parameters<typeof input>[0], string, typeof admin][] = [
      [{ action: "suspend", id: [person] }, "not-permitted", viewer],
      [{ action: "add-to-group", id: [person], target: person }, "not-permitted", viewer],
      [{ action: "suspend", id: [] }, "nobody-chosen", admin],
      [{ action: "suspend", all: true, type: "analyst" }, "nobody-chosen", admin],
      [{ action: "add-role", id: [person] }, "bulk-needs-target", admin],
    ]
    for (const [over, code, actor] of refusals) {
      await expect(previewBulk(actor, input(over)), code).rejects.toMatchObject({ code })
      await expect(startBulk(actor, input(over)), code).rejects.toMatchObject({ code })
    }
    await crowd(workspace, 1001)
    const all = input({ action: "suspend", all: true, search: "crowd" })
    await expect(startBulk(admin, all)).rejects.toMatchObject({ code: "bulk-too-many" })
    expect((await owner`select from bulk_runs where workspace_id = ${workspace.id}`).length).toBe(0)
  })

  test("another workspace's people are left out, and its runs unknown", async () => {
    const { workspace, admin, run } = await arrange()
    const person = await newPerson(workspace)
    const stranger = await newActor(await newWorkspace(), { type: "tenant_admin" })
    const { runId, outcomes } = await run({ action: "suspend", id: [person, stranger.user.id] })
    expect(outcomes).toEqual({ [person]: "done" })
    expect(await statusesOf([stranger.user.id])).toEqual(["active"])
    await expect(
      startBulk(admin, input({ action: "suspend", id: [stranger.user.id] })),
    ).rejects.toMatchObject({
      code: "nobody-chosen",
    })
    await expect(getBulkRun(stranger, runId)).rejects.toThrow("not found")
    expect(await listBulkSkipped(stranger, runId)).toEqual([])
    const member = await newActor(workspace)
    await expect(getBulkRun(member, runId)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("skips oneself, who holds more, and whoever is in the wrong status, and says so before and after", async () => {
    const { workspace, admin } = await arrange()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const suspended = await newPerson(workspace, { suspendedAt: past })
    const archived = await newPerson(workspace, { archivedAt: past })
    const person = await newPerson(workspace)
    const id = [settings.user.id, admin.user.id, suspended, archived, person]
    const expected = {
      [settings.user.id]: "oneself",
      [admin.user.id]: "outranked",
      [suspended]: "already-suspended",
      [archived]: "archived",
      [person]: null,
    }
    const { selected, outcomes } = await previewBulk(settings, input({ action: "suspend", id }))
    expect(selected).toBe(5)
    expect(Object.fromEntries(outcomes.map((each) => [each.person.id, each.refusal]))).toEqual(expected)
    const { runId } = await startBulk(settings, input({ action: "suspend", id }))
    await continueBulk({ workspaceId: workspace.id, runId })
    expect(await outcomesOf(runId)).toEqual({ ...expected, [person]: "done" })
    expect((await listBulkSkipped(settings, runId)).length).toBe(4)
  })

  test("adds and removes roles, adds to a group, and skips who has it or lacks it", async () => {
    const { workspace, run } = await arrange()
    const role = await roleId(workspace.id, "Agent")
    const [has, lacks] = [await newPerson(workspace, { roles: ["Agent"] }), await newPerson(workspace)]
    const id = [has, lacks]
    expect((await run({ action: "add-role", id, target: role })).outcomes).toEqual({
      [has]: "has-role",
      [lacks]: "done",
    })
    expect((await run({ action: "remove-role", id: [lacks], target: role })).outcomes).toEqual({
      [lacks]: "done",
    })
    expect((await run({ action: "remove-role", id, target: role })).outcomes).toEqual({
      [has]: "done",
      [lacks]: "lacks-role",
    })
    expect((await owner`select from user_roles where role_id = ${role}`).length).toBe(0)
    const group = await insertGroup(owner, workspace.id, {
      name: "Support",
      roles: ["Agent"],
      members: [has],
    })
    expect((await run({ action: "add-to-group", id, target: group })).outcomes).toEqual({
      [has]: "is-member",
      [lacks]: "done",
    })
  })

  test("invites again, activates, signs out and deletes those to whom it applies", async () => {
    const { workspace, run } = await arrange()
    const invited = await newPerson(workspace, { joinedAt: null })
    const suspended = await newPerson(workspace, { suspendedAt: past })
    const active = await newActor(workspace)
    const id = [invited, suspended, active.user.id]
    expect((await run({ action: "resend-invitation", id })).outcomes).toEqual({
      [invited]: "done",
      [suspended]: "suspended",
      [active.user.id]: "already-joined",
    })
    expect((await owner`select from mails where user_id = ${invited}`).length).toBe(1)
    expect((await run({ action: "activate", id })).outcomes).toMatchObject({ [suspended]: "done" })
    await run({ action: "sign-out", id })
    const alive = await owner`select from sessions where user_id = ${active.user.id} and ended_at is null`
    expect(alive.length).toBe(0)
    await run({ action: "archive", id })
    expect(await statusesOf(id)).toEqual(["archived", "archived", "archived"])
  })

  test("a form that is posted twice begins one run, also both at once", async () => {
    const { workspace, admin } = await arrange()
    const invited = await newPerson(workspace, { joinedAt: null })
    const form = input({ runId: uuidv7(), action: "resend-invitation", id: [invited] })
    const both = await Promise.all([startBulk(admin, form), startBulk(admin, form)])
    expect(both).toEqual([{ runId: form.runId }, { runId: form.runId }])
    await continueBulk({ workspaceId: workspace.id, runId: form.runId! })
    expect(await startBulk(admin, form)).toEqual({ runId: form.runId })
    await continueBulk({ workspaceId: workspace.id, runId: form.runId! })
    const count = async (table: string, more = "") => {
      const found = await owner.unsafe(`select from ${table} where workspace_id = $1 ${more}`, [workspace.id])
      return found.length
    }
    expect(await count("bulk_runs")).toBe(1)
    expect(await count("mails")).toBe(1)
    expect(await count("changes", "and action = 'bulk.started'")).toBe(1)
    const other = await newActor(workspace, { type: "tenant_admin" })
    const spent = { code: "bulk-spent" }
    await expect(startBulk(other, form)).rejects.toMatchObject(spent)
    await expect(startBulk(admin, { ...form, action: "archive" })).rejects.toMatchObject(spent)
    const role = { ...form, action: "add-role" as const, runId: uuidv7() }
    const [one, another] = [await roleId(workspace.id, "Agent"), await roleId(workspace.id, "User")]
    await startBulk(admin, { ...role, target: one })
    await expect(startBulk(admin, { ...role, target: another })).rejects.toMatchObject(spent)
    expect(await count("bulk_runs")).toBe(2)
  })
})

import { describe, expect, test } from "vitest"
import { openChange } from "#db/seed/workspace.ts"
import { findSession } from "#lib/access/lookups.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { startSession } from "#lib/auth/session-store.ts"
import { countSignIn } from "#lib/auth/throttle.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { activateUser, archiveUser, deactivateUser, restoreUser, suspendUser, unlockUser } from "./life.ts"
import { getUser } from "./user.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  return {
    workspace,
    admin: await newActor(workspace, { type: "tenant_admin" }),
    person: await newPerson(workspace),
  }
}
const suspension = (userId: string) => ({ userId, reason: "" })

describe("suspendUser", () => {
  test("suspends, ends every session at once, and leaves the change with its reason", async () => {
    const { workspace, admin, person } = await arrange()
    const token = await asSystem("sign-in", workspace.id, (tx) =>
      startSession(tx, { workspaceId: workspace.id, userId: person, stage: "full", origin: {} }),
    )
    expect(await findSession(hashToken(token))).not.toBeNull()
    await suspendUser(admin, { userId: person, reason: "on leave" })
    expect(await findSession(hashToken(token))).toBeNull()
    // Also for when the person is active again.
    const [session] = await owner`select ended_reason from sessions where user_id = ${person}`
    expect(session!.ended_reason).toBe("suspended")
    expect((await getUser(admin, person)).status).toBe("suspended")
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.suspended",
      reason: "on leave",
    })
  })

  test("a session that was somehow left alive opens nothing either", async () => {
    const { workspace, admin, person } = await arrange()
    await suspendUser(admin, suspension(person))
    const token = await asSystem("sign-in", workspace.id, (tx) =>
      startSession(tx, { workspaceId: workspace.id, userId: person, stage: "full", origin: {} }),
    )
    expect(await findSession(hashToken(token))).toBeNull()
  })

  test("is refused without the permission, for oneself, twice, and for who holds more", async () => {
    const { workspace, admin, person } = await arrange()
    await expect(
      suspendUser(await newActor(workspace, { type: "viewer" }), suspension(person)),
    ).rejects.toMatchObject({ code: "not-permitted" })
    await expect(suspendUser(admin, suspension(admin.user.id))).rejects.toMatchObject({
      code: "oneself",
    })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(suspendUser(settings, suspension(admin.user.id))).rejects.toMatchObject({
      code: "outranked",
    })
    await suspendUser(admin, suspension(person))
    await expect(suspendUser(admin, suspension(person))).rejects.toMatchObject({ code: "already-suspended" })
  })

  test("another workspace's person is as unknown as nobody", async () => {
    const { admin } = await arrange()
    const stranger = (await arrange()).person
    await expect(suspendUser(admin, suspension(stranger))).rejects.toMatchObject({ name: "NotFound" })
    await expect(
      suspendUser(admin, suspension("00000000-0000-7000-8000-000000000000")),
    ).rejects.toMatchObject({ name: "NotFound" })
    for (const id of [stranger, "no-id-at-all"])
      await expect(getUser(admin, id)).rejects.toMatchObject({ name: "NotFound" })
    const [row] = await owner`select status from users where id = ${stranger}`
    expect(row!.status).toBe("active")
  })

  test("of many at once, one suspends", async () => {
    const { admin, person } = await arrange()
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => suspendUser(admin, suspension(person))))
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  })
})

describe("activateUser", () => {
  test("brings back what the person was before: active, or never joined", async () => {
    const { workspace, admin, person } = await arrange()
    const invited = await newPerson(workspace, { joinedAt: null })
    for (const [id, status] of [
      [person, "active"],
      [invited, "invited"],
    ] as const) {
      await suspendUser(admin, suspension(id))
      await activateUser(admin, { userId: id })
      expect((await getUser(admin, id)).status).toBe(status)
    }
    expect((await changesOf(workspace)).at(-1)!.action).toBe("user.activated")
  })

  test("is refused without the permission, for who is not suspended, archived, or somewhere else", async () => {
    const { workspace, admin, person } = await arrange()
    await expect(
      activateUser(await newActor(workspace, { type: "viewer" }), { userId: person }),
    ).rejects.toMatchObject({ code: "not-permitted" })
    await expect(activateUser(admin, { userId: person })).rejects.toMatchObject({ code: "not-suspended" })
    const archived = await newPerson(workspace, { archivedAt: new Date(), suspendedAt: new Date() })
    await expect(activateUser(admin, { userId: archived })).rejects.toMatchObject({ code: "archived" })
    await expect(activateUser(admin, { userId: (await arrange()).person })).rejects.toMatchObject({
      name: "NotFound",
    })
  })
})

const steps = { suspendUser, activateUser, unlockUser, deactivateUser, archiveUser, restoreUser }
const before = {
  suspendUser: {},
  activateUser: { suspendedAt: new Date() },
  unlockUser: { lockedUntil: new Date(Date.now() + 600_000) },
  deactivateUser: {},
  archiveUser: {},
  restoreUser: { archivedAt: new Date() },
}

describe.each(Object.entries(steps))("%s", (name, step) => {
  const ready = before[name as keyof typeof steps]

  test("is refused without its permission, for who holds more, for another workspace's and for nobody", async () => {
    const { workspace, admin } = await arrange()
    const person = await newPerson(workspace, ready)
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(step(viewer, suspension(person))).rejects.toMatchObject({ code: "not-permitted" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const above = await newPerson(workspace, { type: "tenant_admin", ...ready })
    await expect(step(settings, suspension(above))).rejects.toMatchObject({ code: "outranked" })
    const stranger = await newPerson(await newWorkspace(), ready)
    for (const id of [stranger, "00000000-0000-7000-8000-000000000000"])
      await expect(step(admin, suspension(id))).rejects.toMatchObject({ name: "NotFound" })
    await step(settings, suspension(person))
  })

  test("of who was erased, says that nothing is left", async () => {
    const { workspace, admin } = await arrange()
    const erased = await newPerson(workspace, { archivedAt: new Date() })
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "user.erased")
      await tx`select erase_user(${erased})`
    })
    await expect(step(admin, suspension(erased))).rejects.toMatchObject({ code: "erased" })
  })
})

test.each(Object.entries({ deactivateUser, archiveUser }))("%s is not for oneself", async (_, step) => {
  const { admin } = await arrange()
  await expect(step(admin, suspension(admin.user.id))).rejects.toMatchObject({ code: "oneself" })
})

test.each(Object.entries({ suspendUser, deactivateUser, archiveUser }))(
  "%s: an Admin who is out can't strike back, and nobody below reaches the last one",
  async (_, step) => {
    const { workspace, admin } = await arrange()
    const other = await newActor(workspace, { roles: ["Admin"] })
    await step(other, suspension(admin.user.id))
    await expect(step(admin, suspension(other.user.id))).rejects.toMatchObject({ name: "NotSignedIn" })
    const hand = await newActor(workspace, { roles: ["Privacy officer", "Settings"] })
    await expect(step(hand, suspension(other.user.id))).rejects.toMatchObject({ code: "outranked" })
  },
)

test("restoring gives the address back only while nobody else has it", async () => {
  const { workspace, admin } = await arrange()
  const email = `Moved@${workspace.slug}.example`
  const person = await newPerson(workspace, { email, archivedAt: new Date() })
  const holder = await newPerson(workspace, { email: email.toLowerCase() })
  await expect(restoreUser(admin, suspension(person))).rejects.toMatchObject({
    code: "email-taken-meanwhile",
  })
  await archiveUser(admin, suspension(holder))
  await restoreUser(admin, suspension(person))
  expect((await getUser(admin, person)).status).toBe("active")
})

test("unlocking forgets the failures, so that the next slip does not lock again", async () => {
  const { workspace, admin } = await arrange()
  const email = `slip@${workspace.slug}.example`
  const person = await newPerson(workspace, { email, lockedUntil: new Date(Date.now() + 600_000) })
  const limits = { tries: 10, minutes: 15 }
  const tried = { workspaceId: workspace.id, emailNorm: email, ip: "198.51.100.77", device: null, limits }
  for (let n = 0; n < 10; n += 1) await countSignIn(tried)
  expect((await countSignIn(tried)).open).toBe(false)
  await unlockUser(admin, suspension(person))
  expect((await countSignIn(tried)).open).toBe(true)
})

describe("what the page says beforehand", () => {
  test("is what would be refused", async () => {
    const { workspace, admin, person } = await arrange()
    const viewer = await newActor(workspace, { type: "viewer" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    expect((await getUser(admin, person)).may).toMatchObject({ suspend: null, activate: "not-suspended" })
    expect((await getUser(viewer, person)).may.suspend).toBe("not-permitted")
    expect((await getUser(admin, admin.user.id)).may.suspend).toBe("oneself")
    expect((await getUser(settings, admin.user.id)).may.suspend).toBe("outranked")
  })
})

import { eq, sql } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { userRoles } from "#db/schema/roles.ts"
import { users } from "#db/schema/users.ts"
import { roleId } from "#lib/testing/roles.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import type { Actor } from "./actor.ts"
import { asSystem, changeAsSystem } from "./as-system.ts"
import { change } from "./change.ts"
import { read } from "./read.ts"

const suspend = (actor: Actor, userId: string) =>
  change(actor, "users:suspend", "user.suspended", (tx) =>
    tx.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, userId)),
  )

const giveRole = async (actor: Actor, userId: string, role: string) => {
  const id = await roleId(actor.workspace.id, role)
  return change(actor, "users:write", "user.roles_changed", (tx) =>
    tx.insert(userRoles).values({ workspaceId: actor.workspace.id, userId, roleId: id }),
  )
}

describe("every write is a named change", () => {
  test("with who, why, and each row before and after", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const person = await newPerson(workspace)
    await change(
      admin,
      "users:suspend",
      "user.suspended",
      (tx) => tx.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, person)),
      { reason: "left" },
    )
    const [row] = await owner`
      select c.actor_id, c.action, c.via, c.session_id, c.reason, c.origin, r.table_name, r.row_key, r.before, r.after
      from changes c join change_rows r on r.change_id = c.id where c.workspace_id = ${workspace.id} and c.action = 'user.suspended'`
    expect(row).toMatchObject({
      actor_id: admin.user.id,
      via: "session",
      session_id: admin.sessionId,
      reason: "left",
      origin: { ip: "192.0.2.1", userAgent: "test" },
      table_name: "users",
      row_key: person,
      before: { status: "active", suspended_at: null },
      after: { status: "suspended" },
    })
    expect(Object.keys(row!.after).sort()).toEqual(["status", "suspended_at"])
  })

  test("an audited table refuses a write outside a change", async () => {
    const workspace = await newWorkspace()
    const person = await newPerson(workspace)
    const write = asSystem("seed", workspace.id, (tx) =>
      tx.update(users).set({ firstName: "New" }).where(eq(users.id, person)),
    )
    await expect(write).rejects.toMatchObject({ cause: { code: "RC001" } })
  })

  test("and under the id of an earlier change", async () => {
    const workspace = await newWorkspace()
    const person = await newPerson(workspace)
    const [earlier] = await owner`select id from changes where workspace_id = ${workspace.id} limit 1`
    const write = asSystem("seed", workspace.id, async (tx) => {
      await tx.execute(sql`select set_config('app.change_id', ${earlier!.id}, true)`)
      await tx.update(users).set({ firstName: "New" }).where(eq(users.id, person))
    })
    await expect(write).rejects.toMatchObject({ cause: { code: "RC001" } })
  })

  test("one transaction has one change", async () => {
    const workspace = await newWorkspace()
    const write = changeAsSystem("seed", workspace.id, "test.done", async (tx) => {
      await tx.execute(
        sql`select begin_change(gen_random_uuid(), 'test.again', 'system', null, null, null, null)`,
      )
    })
    await expect(write).rejects.toMatchObject({ cause: { code: "RC002" } })
  })

  test("secrets are marked as touched and never imaged", async () => {
    const workspace = await newWorkspace()
    const person = await newPerson(workspace, { passwordHash: "the-hash" })
    const rows =
      await owner`select row_key, before, after from change_rows where workspace_id = ${workspace.id} and table_name = 'credentials'`
    expect([...rows]).toEqual([{ row_key: person, before: null, after: null }])
  })

  test("what throws leaves nothing behind", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const before = await changesOf(workspace)
    const failing = change(admin, "users:write", "user.edited", async (tx) => {
      await tx.update(users).set({ firstName: "New" }).where(eq(users.id, admin.user.id))
      throw new Error("half way")
    })
    await expect(failing).rejects.toThrow("half way")
    expect(await changesOf(workspace)).toEqual(before)
  })
})

describe("what the actor may is read again when they act", () => {
  test("without the permission: refused, before the work is run", async () => {
    const workspace = await newWorkspace()
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(suspend(viewer, viewer.user.id)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(read(viewer, "audit:read", async () => 1)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("a permission that was lost since the request began no longer counts", async () => {
    const workspace = await newWorkspace()
    const actor = await newActor(workspace, { roles: ["Settings"] })
    const person = await newPerson(workspace)
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'test.demoted', 'system', null, null, null, null)`
      await tx`delete from user_roles where user_id = ${actor.user.id}`
    })
    await expect(suspend(actor, person)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("changes of a workspace happen one after another: what the first takes away, the second no longer has", async () => {
    const workspace = await newWorkspace()
    const actor = await newActor(workspace, { roles: ["Settings"] })
    const person = await newPerson(workspace)
    let second: Promise<unknown> | undefined
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'test.demoted', 'system', null, null, null, null)`
      await tx`delete from user_roles where user_id = ${actor.user.id}`
      second = suspend(actor, person).catch((error: unknown) => error)
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    expect(await second).toMatchObject({ code: "not-permitted" })
  })

  test("an ended session acts no more", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const person = await newPerson(workspace)
    await owner`update sessions set ended_at = now() where id = ${admin.sessionId}`
    await expect(suspend(admin, person)).rejects.toMatchObject({ name: "NotSignedIn" })
  })

  test("nor one past its end, one of a person suspended since, or one of somebody else", async () => {
    const workspace = await newWorkspace()
    const late = await newActor(workspace, { type: "tenant_admin" })
    await owner`update sessions set expires_at = now() where id = ${late.sessionId}`
    const suspended = await newActor(workspace, { type: "tenant_admin" })
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await suspend(admin, suspended.user.id)
    const other = { ...admin, sessionId: (await newActor(workspace)).sessionId }
    for (const actor of [late, suspended, other]) {
      await expect(suspend(actor, await newPerson(workspace))).rejects.toMatchObject({ name: "NotSignedIn" })
    }
  })

  test("at a step of signing in, nothing but that step is open", async () => {
    const workspace = await newWorkspace()
    const id = await newPerson(workspace, { type: "tenant_admin" })
    const actor = await signedIn(workspace, id, "password_change")
    await expect(suspend(actor, id)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(read(actor, "users:read", async () => 1)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(read(actor, "self", async () => 1)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(read(actor, { stage: "verify_email" }, async () => 1)).rejects.toMatchObject({
      code: "not-permitted",
    })
  })
})

test("a step that the session has left meanwhile is closed", async () => {
  const workspace = await newWorkspace()
  const actor = await signedIn(workspace, await newPerson(workspace), "password_change")
  await owner`update sessions set stage = 'verify_email' where id = ${actor.sessionId}`
  const late = change(actor, { stage: "password_change" }, "user.password_set", async () => 1)
  await expect(late).rejects.toMatchObject({ code: "not-permitted" })
})

describe("rank", () => {
  test("nobody gives what they don't hold", async () => {
    const workspace = await newWorkspace()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const person = await newPerson(workspace)
    await expect(giveRole(settings, person, "Admin")).rejects.toMatchObject({ code: "beyond-own-access" })
    await expect(giveRole(settings, settings.user.id, "Admin")).rejects.toMatchObject({
      code: "beyond-own-access",
    })
    await giveRole(settings, person, "Bot Creator")
  })

  test("nobody touches a person who holds more", async () => {
    const workspace = await newWorkspace()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const admin = await newPerson(workspace, { type: "tenant_admin" })
    await newPerson(workspace, { type: "tenant_admin" })
    await expect(suspend(settings, admin)).rejects.toMatchObject({ code: "outranked" })
  })

  test("Admins hand out erasing and may touch who has it, but never give it to themselves", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const officer = await newPerson(workspace)
    await giveRole(admin, officer, "Privacy officer")
    await suspend(admin, officer)
    await expect(giveRole(admin, admin.user.id, "Privacy officer")).rejects.toMatchObject({
      code: "erase-to-oneself",
    })
    const keeper = await newActor(workspace, { roles: ["Settings", "Privacy officer"] })
    await expect(giveRole(keeper, await newPerson(workspace), "Privacy officer")).rejects.toMatchObject({
      code: "beyond-own-access",
    })
  })
})

describe("the last Admin", () => {
  test("can't be suspended, whatever else they hold", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await expect(suspend(admin, admin.user.id)).rejects.toMatchObject({ code: "last-admin" })
  })

  test("stays also when no actor is signed in", async () => {
    const workspace = await newWorkspace()
    const admin = await newPerson(workspace, { type: "tenant_admin" })
    const suspension = changeAsSystem("seed", workspace.id, "user.suspended", (tx) =>
      tx.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, admin)),
    )
    await expect(suspension).rejects.toMatchObject({ code: "last-admin" })
  })

  test("and of two who suspend each other at once, one stays", async () => {
    for (let round = 0; round < 5; round += 1) {
      const workspace = await newWorkspace()
      const [one, other] = [
        await newActor(workspace, { type: "tenant_admin" }),
        await newActor(workspace, { roles: ["Admin"] }),
      ]
      const outcomes = await Promise.allSettled([suspend(one, other.user.id), suspend(other, one.user.id)])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
      const [active] =
        await owner`select count(*)::int as people from users where workspace_id = ${workspace.id} and status = 'active'`
      expect(active!.people).toBe(1)
    }
  })
})

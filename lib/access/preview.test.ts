import { eq, sql } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { users } from "#db/schema/users.ts"
import { changesOf, newActor, newPerson, newWorkspace } from "#lib/testing/fixtures.ts"
import { stateOf } from "#lib/testing/life-invariants.ts"
import { move } from "#lib/users/life.ts"
import { lockUser } from "#lib/users/lock.ts"
import { type Actor } from "./actor.ts"
import { preview } from "./change.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  return { workspace, admin, person: await newPerson(workspace) }
}
const suspend = (actor: Actor, userId: string) =>
  preview(actor, "users:suspend", "user.suspended", async (tx) => {
    const person = await lockUser(tx, userId)
    await move(tx, actor, "suspend", [person])
    const [after] = await tx.select({ status: users.status }).from(users).where(eq(users.id, userId))
    return after!.status
  })

describe("preview", () => {
  test("really runs the change, answers what it found, and takes everything back", async () => {
    const { workspace, admin, person } = await arrange()
    const before = await stateOf(workspace.id)
    expect(await suspend(admin, person)).toBe("suspended")
    expect(await stateOf(workspace.id)).toBe(before)
  })

  test("refuses all that the change would refuse", async () => {
    const { workspace, admin, person } = await arrange()
    await expect(suspend(await newActor(workspace, { type: "viewer" }), person)).rejects.toMatchObject({
      code: "not-permitted",
    })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(suspend(settings, admin.user.id)).rejects.toMatchObject({ code: "outranked" })
    await expect(suspend(admin, admin.user.id)).rejects.toMatchObject({ code: "last-admin" })
    await expect(suspend((await arrange()).admin, person)).rejects.toMatchObject({ name: "NotFound" })
    const made = await changesOf(workspace)
    expect(made.map(({ action }) => action)).not.toContain("user.suspended")
  })

  test("holds nobody up for long: a statement has its time, and then it is refused", async () => {
    const { admin } = await arrange()
    const limit = preview(admin, "users:suspend", "test.tried", (tx) =>
      tx.execute(sql`select current_setting('statement_timeout') as time`),
    )
    expect((await limit)[0]).toEqual({ time: "10s" })
    const slow = preview(admin, "users:suspend", "test.tried", async (tx) => {
      await tx.execute(sql`set local statement_timeout = '20ms'`)
      await tx.execute(sql`select pg_sleep(5)`)
    })
    await expect(slow).rejects.toMatchObject({ code: "too-many-to-preview" })
  })

  test("passes on what broke", async () => {
    const { admin } = await arrange()
    const broken = preview(admin, "users:suspend", "user.suspended", () =>
      Promise.reject(new Error("broken")),
    )
    await expect(broken).rejects.toThrow("broken")
  })
})

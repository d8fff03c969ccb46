import { eq, sql } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { bots } from "#db/schema/bots.ts"
import { conversations } from "#db/schema/conversations.ts"
import { users } from "#db/schema/users.ts"
import { addConversation, newDesk } from "#lib/testing/desk.ts"
import { newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { suspendUser } from "#lib/users/life.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { getUser } from "#lib/users/user.ts"
import { change } from "./change.ts"
import { converse, converseSteadily } from "./converse.ts"
import { jobActor } from "./job-actor.ts"

const nothing = async () => "done"

/** An agent by a role, what takes the role away, and the same agent in a stage of signing in. */
async function arrange() {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const agent = await newActor(workspace, { roles: ["Agent"] })
  const takeRole = async () => {
    const { version: seen } = await getUser(admin, agent.user.id)
    await setRoles(admin, { userId: agent.user.id, seen, roles: [await roleId(workspace.id, "User")] })
  }
  return { workspace, admin, agent, takeRole }
}

describe.each([
  ["converse", converse],
  ["converseSteadily", converseSteadily],
])("%s", (_, run) => {
  test("runs for who has the permission, and for nobody else", async () => {
    const { workspace, agent } = await arrange()
    expect(await run(agent, "conversations:handle", nothing)).toBe("done")
    const user = await newActor(workspace, { roles: ["User"] })
    await expect(run(user, "conversations:handle", nothing)).rejects.toMatchObject({ code: "not-permitted" })
    const halfWay = await signedIn(workspace, await newPerson(workspace, { type: "agent" }), "verify_email")
    await expect(run(halfWay, "conversations:handle", nothing)).rejects.toMatchObject({
      code: "not-permitted",
    })
  })

  test("writes what is said, and nothing that the log of changes keeps", async () => {
    const desk = await newDesk()
    const id = await addConversation(desk)
    await run(desk.admin, "conversations:handle", (tx) =>
      tx.update(conversations).set({ seen: 2 }).where(eq(conversations.id, id)),
    )
    const [written] = await owner`select seen from conversations where id = ${id}`
    expect(written!.seen).toBe(2)
    const refused = { cause: { code: "RC001" } }
    await expect(
      run(desk.admin, "conversations:handle", (tx) =>
        tx.update(users).set({ firstName: "New" }).where(eq(users.id, desk.customer)),
      ),
    ).rejects.toMatchObject(refused)
    await expect(
      run(desk.admin, "conversations:handle", (tx) =>
        tx.update(bots).set({ name: "New" }).where(eq(bots.id, desk.bot)),
      ),
    ).rejects.toMatchObject(refused)
  })

  test("sees nothing of another workspace's", async () => {
    const desk = await newDesk()
    const id = await addConversation(desk)
    const stranger = await newActor(await newWorkspace(), { type: "agent" })
    const found = await run(stranger, "conversations:handle", (tx) =>
      tx.update(conversations).set({ seen: 2 }).where(eq(conversations.id, id)).returning(),
    )
    expect(found).toEqual([])
  })

  test("thrown: nothing is written", async () => {
    const desk = await newDesk()
    const id = await addConversation(desk)
    const failing = run(desk.admin, "conversations:handle", async (tx) => {
      await tx.update(conversations).set({ seen: 2 }).where(eq(conversations.id, id))
      throw new Error("on purpose")
    })
    await expect(failing).rejects.toThrow("on purpose")
    const [written] = await owner`select seen from conversations where id = ${id}`
    expect(written!.seen).toBe(0)
  })
})

describe("converseSteadily", () => {
  test("reads again what the actor may do", async () => {
    const { agent, takeRole } = await arrange()
    await takeRole()
    await expect(converseSteadily(agent, "conversations:handle", nothing)).rejects.toMatchObject({
      code: "not-permitted",
    })
  })

  test("is for a session that goes on, of the person's own, and for an active person", async () => {
    const { workspace, admin, agent } = await arrange()
    const refused = { name: "NotSignedIn" }
    const tried = (actor = agent) => converseSteadily(actor, "conversations:handle", nothing)
    await expect(tried({ ...agent, sessionId: admin.sessionId })).rejects.toMatchObject(refused)
    const [ended, expired] = [
      await signedIn(workspace, agent.user.id),
      await signedIn(workspace, agent.user.id),
    ]
    await owner`update sessions set ended_at = now(), ended_reason = 'killed' where id = ${ended.sessionId}`
    await owner`update sessions set expires_at = now() - interval '1 second' where id = ${expired.sessionId}`
    await expect(tried(ended)).rejects.toMatchObject(refused)
    await expect(tried(expired)).rejects.toMatchObject(refused)
    const job = (await jobActor(workspace.id, agent.user.id, "run-1"))!
    expect(await tried(job)).toBe("done")
    await suspendUser(admin, { userId: agent.user.id })
    // Suspending has ended it: of one that was left over, the person counts.
    await owner`update sessions set ended_at = null, ended_reason = null where id = ${agent.sessionId}`
    await expect(tried()).rejects.toMatchObject(refused)
    await expect(tried(job)).rejects.toMatchObject(refused)
  })

  test("no change comes between, and what is no change does not wait", async () => {
    const { admin, agent, workspace } = await arrange()
    const other = await newActor(workspace, { type: "agent" })
    const order: string[] = []
    await converseSteadily(agent, "conversations:handle", async (tx) => {
      await converseSteadily(other, "conversations:handle", async () => order.push("steadily"))
      const changed = change(admin, "self", "test.tried", async () => order.push("change"))
      await tx.execute(sql`select pg_sleep(0.2)`)
      await converse(other, "conversations:handle", async () => order.push("converse"))
      await tx.execute(sql`select pg_sleep(0.1)`)
      order.push("end")
      return { changed }
    }).then(({ changed }) => changed)
    expect(order).toEqual(["steadily", "converse", "end", "change"])
  })
})

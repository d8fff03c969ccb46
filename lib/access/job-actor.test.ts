import { describe, expect, test } from "vitest"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { archiveUser, suspendUser } from "#lib/users/life.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { getUser } from "#lib/users/user.ts"
import { change } from "./change.ts"
import { jobActor } from "./job-actor.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const asker = await newActor(workspace, { roles: ["Settings"] })
  const act = async () => {
    const job = await jobActor(workspace.id, asker.user.id, "run-1")
    return job && suspendUser(job, { userId: await newPerson(workspace) })
  }
  return { workspace, admin, asker, act }
}

describe("a job", () => {
  test("acts as who asked for it, without a session of theirs, and says so in the log", async () => {
    const { workspace, asker, act } = await arrange()
    await owner`update sessions set ended_at = now() where user_id = ${asker.user.id}`
    await act()
    const [entry] = await owner`
      select actor_id, via, session_id, origin from changes where workspace_id = ${workspace.id} and action = 'user.suspended'`
    expect(entry).toEqual({
      actor_id: asker.user.id,
      via: "job",
      session_id: null,
      origin: { requestId: "run-1" },
    })
  })

  test("may do what they may do now: rank and permission are theirs", async () => {
    const { workspace, admin, asker, act } = await arrange()
    const job = (await jobActor(workspace.id, asker.user.id, "run-1"))!
    await expect(suspendUser(job, { userId: admin.user.id })).rejects.toMatchObject({ code: "outranked" })
    const { version: seen } = await getUser(admin, asker.user.id)
    await setRoles(admin, { userId: asker.user.id, seen, roles: [await roleId(workspace.id, "User")] })
    await expect(suspendUser(job, { userId: await newPerson(workspace) })).rejects.toMatchObject({
      code: "not-permitted",
    })
    await expect(act()).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("ends with them: suspended or archived, also between finding the actor and the change", async () => {
    for (const step of [suspendUser, archiveUser]) {
      const { workspace, admin, asker } = await arrange()
      const job = (await jobActor(workspace.id, asker.user.id, "run-1"))!
      await step(admin, { userId: asker.user.id })
      await expect(change(job, "self", "test.tried", async () => "done")).rejects.toMatchObject({
        name: "NotSignedIn",
      })
      expect(await jobActor(workspace.id, asker.user.id, "run-1")).toBeNull()
    }
  })

  test("is nobody's of another workspace", async () => {
    const { asker } = await arrange()
    expect(await jobActor((await newWorkspace()).id, asker.user.id, "run-1")).toBeNull()
  })
})

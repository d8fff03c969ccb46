import { describe, expect, test } from "vitest"
import { change } from "#lib/access/change.ts"
import { findSession } from "#lib/access/lookups.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { actorOf, startSession } from "#lib/auth/session-store.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { killSession, listSessionsOf, signOutEverywhere } from "./of-user.ts"

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const id = await newPerson(workspace)
  const begin = async () => {
    const token = await asSystem("sign-in", workspace.id, (tx) =>
      startSession(tx, {
        workspaceId: workspace.id,
        userId: id,
        stage: "full",
        origin: { ip: "198.51.100.9", userAgent: chrome },
      }),
    )
    return { token, actor: actorOf((await findSession(hashToken(token)))!, {}) }
  }
  return { workspace, admin, id, begin }
}
const of = (actor: { sessionId: string | null }, userId: string) => ({ userId, sessionId: actor.sessionId! })
const act = (actor: Parameters<typeof change>[0]) => change(actor, "self", "test.tried", async () => "done")

describe("listSessionsOf", () => {
  test("shows device, address and times, which one is one's own, and how the others ended", async () => {
    const { admin, id, begin } = await arrange()
    const [first, second] = [await begin(), await begin()]
    await killSession(admin, of(first.actor, id))
    const { live, ended } = await listSessionsOf(admin, id)
    expect(live).toMatchObject([
      { id: second.actor.sessionId, device: "Chrome on Windows", ip: "198.51.100.9", current: false },
    ])
    expect(ended).toMatchObject([{ id: first.actor.sessionId, endedReason: "killed by an admin" }])
    expect(ended[0]!.endedAt).toBeInstanceOf(Date)
    expect((await listSessionsOf(admin, admin.user.id)).live).toMatchObject([{ current: true }])
  })

  test("is refused without sessions:revoke, and for another workspace's person or nobody", async () => {
    const { workspace, admin, id } = await arrange()
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(listSessionsOf(viewer, id)).rejects.toMatchObject({ code: "not-permitted" })
    for (const other of [(await arrange()).id, "00000000-0000-7000-8000-000000000000"])
      await expect(listSessionsOf(admin, other)).rejects.toMatchObject({ name: "NotFound" })
  })
})

describe("killSession", () => {
  test("is out at the next look and the next change; the others go on; the change is about the person", async () => {
    const { workspace, admin, id, begin } = await arrange()
    const [killed, kept] = [await begin(), await begin()]
    expect(await act(killed.actor)).toBe("done")
    await killSession(admin, of(killed.actor, id))
    expect(await findSession(hashToken(killed.token))).toBeNull()
    await expect(act(killed.actor)).rejects.toMatchObject({ name: "NotSignedIn" })
    expect(await act(kept.actor)).toBe("done")
    const [entry] = await owner`
      select c.action, c.actor_id, r.row_key from changes c join change_rows r on r.workspace_id = c.workspace_id and r.change_id = c.id
       where c.workspace_id = ${workspace.id} and c.action = 'session.killed'`
    expect(entry).toEqual({
      action: "session.killed",
      actor_id: admin.user.id,
      row_key: `${id}/${killed.actor.sessionId}`,
    })
  })

  test("is refused without sessions:revoke, for who holds more, for another's session and another workspace's", async () => {
    const { workspace, admin, id, begin } = await arrange()
    const { token, actor } = await begin()
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(killSession(viewer, of(actor, id))).rejects.toMatchObject({ code: "not-permitted" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(killSession(settings, of(admin, admin.user.id))).rejects.toMatchObject({ code: "outranked" })
    await expect(killSession(settings, of(admin, id))).rejects.toMatchObject({ name: "NotFound" })
    await expect(killSession((await arrange()).admin, of(actor, id))).rejects.toMatchObject({
      name: "NotFound",
    })
    expect(await findSession(hashToken(token))).not.toBeNull()
    expect(await act(admin)).toBe("done")
    await killSession(settings, of(actor, id))
  })
})

describe("signOutEverywhere", () => {
  test("ends all of the person's sessions; of one's own, all but this one", async () => {
    const { workspace, admin, id, begin } = await arrange()
    const tokens = [(await begin()).token, (await begin()).token]
    await signOutEverywhere(admin, { userId: id })
    for (const token of tokens) expect(await findSession(hashToken(token))).toBeNull()
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.signed_out",
      actor_id: admin.user.id,
      tables: ["sessions"],
    })
    const elsewhere = await signedIn(workspace, admin.user.id)
    await signOutEverywhere(admin, { userId: admin.user.id })
    expect(await act(admin)).toBe("done")
    await expect(act(elsewhere)).rejects.toMatchObject({ name: "NotSignedIn" })
  })

  test("is refused without sessions:revoke, for who holds more, and for another workspace's", async () => {
    const { workspace, admin, id } = await arrange()
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(signOutEverywhere(viewer, { userId: id })).rejects.toMatchObject({ code: "not-permitted" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(signOutEverywhere(settings, { userId: admin.user.id })).rejects.toMatchObject({
      code: "outranked",
    })
    expect(await act(admin)).toBe("done")
    await expect(signOutEverywhere(admin, { userId: (await arrange()).id })).rejects.toMatchObject({
      name: "NotFound",
    })
  })
})

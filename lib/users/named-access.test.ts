import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { setAdminRole, setBotBuilder } from "./named-access.ts"
import { setRoles } from "./roles-given.ts"
import { getUser } from "./user.ts"

async function arrange(roles: string[] = ["User"]) {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const id = await newPerson(workspace, { roles })
  const look = async (person = id) => {
    const { roles: held, admin: isAdmin, botBuilder, version } = await getUser(admin, person)
    return { held: held.map(({ name }) => name), isAdmin, botBuilder, version }
  }
  const setAdmin = async (value: "yes" | "no", actor: Actor = admin, userId = id) =>
    setAdminRole(actor, { userId, seen: (await look(userId)).version, admin: value })
  const setBuilder = async (access: "none" | "builder" | "creator", actor: Actor = admin, userId = id) =>
    setBotBuilder(actor, { userId, seen: (await look(userId)).version, access })
  return { workspace, admin, id, look, setAdmin, setBuilder }
}

describe("setAdminRole", () => {
  test("gives and takes the role Admin and nothing else, and leaves the change behind", async () => {
    const { workspace, admin, look, setAdmin } = await arrange()
    expect(await setAdmin("yes")).toEqual({ more: false })
    expect(await setAdmin("yes")).toEqual({ more: false })
    expect(await look()).toMatchObject({ held: ["Admin", "User"], isAdmin: true })
    expect(await setAdmin("no")).toEqual({ more: false })
    expect(await look()).toMatchObject({ held: ["User"], isAdmin: false })
    expect((await changesOf(workspace)).at(-1)).toEqual({
      action: "user.admin_role_set",
      actor_id: admin.user.id,
      reason: null,
      tables: ["user_roles"],
    })
  })

  test("says so where a type or a group makes them an Admin all the same", async () => {
    const { workspace, admin, id, setAdmin } = await arrange(["Admin"])
    await insertGroup(owner, workspace.id, { name: "Owners", roles: ["Admin"], members: [id] })
    expect(await setAdmin("no")).toEqual({ more: true })
    expect((await getUser(admin, id)).admin).toBe(true)
    const byType = await newPerson(workspace, { type: "tenant_admin", roles: ["Admin"] })
    expect(await setAdmin("no", admin, byType)).toEqual({ more: true })
  })

  test("of the last two admins one stays, also at once; oneself only when one is sure", async () => {
    const workspace = await newWorkspace()
    const [one, other] = [
      await newActor(workspace, { roles: ["Admin"] }),
      await newActor(workspace, { roles: ["Admin"] }),
    ]
    const stepDown = (actor: Actor, sure?: string) =>
      setAdminRole(actor, { userId: actor.user.id, seen: "999999999", sure, admin: "no" })
    await expect(stepDown(one)).rejects.toMatchObject({
      code: "own-access",
      values: { sure: expect.stringMatching(/:/) },
    })
    const outcomes = await Promise.allSettled([stepDown(one, sureOfAll), stepDown(other, sureOfAll)])
    expect(
      outcomes.map((each): string => (each.status === "fulfilled" ? "done" : each.reason.code)).sort(),
    ).toEqual(["done", "last-admin"])
  })
})

describe("setBotBuilder", () => {
  test("gives Bot Builder or Bot Creator, never both, or takes both", async () => {
    const { workspace, look, setBuilder } = await arrange()
    for (const [access, held] of [
      ["builder", ["Bot Builder", "User"]],
      ["creator", ["Bot Creator", "User"]],
      ["builder", ["Bot Builder", "User"]],
      ["none", ["User"]],
    ] as const) {
      expect(await setBuilder(access)).toEqual({ more: false })
      expect(await look()).toMatchObject({ held, botBuilder: access })
    }
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.bot_builder_set",
      tables: ["user_roles"],
    })
    const both = await arrange(["Bot Builder", "Bot Creator"])
    await both.setBuilder("creator")
    expect((await both.look()).held).toEqual(["Bot Creator"])
  })

  test("says so where a type, a group or another role gives more", async () => {
    const { workspace, admin, id, setBuilder } = await arrange()
    await insertGroup(owner, workspace.id, { name: "Bot guild", roles: ["Bot Creator"], members: [id] })
    for (const access of ["none", "builder"] as const)
      expect(await setBuilder(access)).toEqual({ more: true })
    expect(await setBuilder("creator")).toEqual({ more: false })
    const byType = await newPerson(workspace, { type: "bot_admin" })
    expect(await setBuilder("none", admin, byType)).toEqual({ more: true })
    const byRole = await newPerson(workspace, { roles: ["Manager"] })
    expect(await setBuilder("builder", admin, byRole)).toEqual({ more: true })
  })
})

test("both are refused without users:write, archived, elsewhere, outranked, and after another's", async () => {
  const { workspace, admin, id, look, setAdmin } = await arrange()
  const { version: seen } = await look()
  const viewer = await newActor(workspace, { type: "viewer" })
  const settings = await newActor(workspace, { roles: ["Settings"] })
  const archived = await newPerson(workspace, { archivedAt: new Date() })
  const stranger = (await arrange()).admin
  for (const set of [
    (actor: Actor, userId = id) => setAdminRole(actor, { userId, seen, admin: "yes" }),
    (actor: Actor, userId = id) => setBotBuilder(actor, { userId, seen, access: "builder" }),
  ]) {
    await expect(set(viewer)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(set(stranger)).rejects.toMatchObject({ name: "NotFound" })
    await expect(set(admin, archived)).rejects.toMatchObject({ code: "archived" })
    await expect(set(settings, admin.user.id)).rejects.toThrow(/permission/)
  }
  await expect(setAdmin("yes", settings)).rejects.toMatchObject({ code: "beyond-own-access" })
  await setRoles(admin, { userId: id, seen, roles: [] })
  for (const set of [
    () => setAdminRole(admin, { userId: id, seen, admin: "yes" }),
    () => setBotBuilder(admin, { userId: id, seen, access: "creator" }),
  ])
    await expect(set()).rejects.toThrow("Maya Wright removed the role User")
})

import { eq } from "drizzle-orm"
import { beforeEach, describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { userRoles } from "#db/schema/roles.ts"
import { insertRole } from "#db/seed/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import type { Permission } from "#lib/access/permissions.ts"
import type { Tx } from "#lib/access/transaction.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { editRole } from "#lib/roles/editing.ts"
import { formOf, permitted } from "#lib/roles/testing.ts"
import { latestChange } from "#lib/testing/log.ts"
import { roleId } from "#lib/testing/roles.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { activateUser, archiveUser, deactivateUser, restoreUser, suspendUser } from "#lib/users/life.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { previewUndo, undoChange } from "./undo.ts"

let workspace: TestWorkspace
let admin: Actor
let person: string
beforeEach(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  person = await newPerson(workspace, { firstName: "Hugo", lastName: "Mensah", roles: ["Developer"] })
})

const w = () => ({ workspaceId: workspace.id })
const undo = (actor: Actor, changeId: string) => undoChange(actor, { changeId, reason: "", sure: "" })
const statusOf = async (id: string) =>
  (await owner<{ status: string }[]>`select status from users where id = ${id}`)[0]!.status
const rolesOf = async (id: string) =>
  (
    await owner<{ name: string }[]>`
      select r.name from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = ${id} order by 1`
  ).map(({ name }) => name)
const give = async (actor: Actor, ...names: string[]) => {
  const wanted = await Promise.all(names.map((name) => roleId(workspace.id, name)))
  await setRoles(actor, { userId: person, seen: "999999999999", sure: "", roles: wanted })
}

describe("undoChange", () => {
  test("puts back what one change did, as a change that names the first", async () => {
    await give(admin, "Agent", "User")
    const first = await latestChange(workspace)
    const preview = await previewUndo(admin, first)
    expect(preview).toMatchObject({ refusal: null, conflicts: [] })
    expect(preview.putsBack!.comparison).toEqual([
      { label: "Roles", before: expect.arrayContaining(["Agent", "User"]), after: ["Developer"], tags: true },
    ])
    expect(preview.moves.map(({ permission }) => permission)).toContain("chat:test")
    expect(await rolesOf(person)).toEqual(["Agent", "User"])
    await undoChange(admin, { changeId: first, reason: "a slip", sure: "" })
    expect(await rolesOf(person)).toEqual(["Developer"])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "change.undone",
      reason: "a slip",
      tables: ["user_roles"],
    })
    const [undone] =
      await owner`select undoes from changes where workspace_id = ${workspace.id} order by at desc limit 1`
    expect(undone!.undoes).toBe(first)
  })

  test("is undone itself, and nothing is undone twice, not even at once", async () => {
    await give(admin, "Agent")
    const first = await latestChange(workspace)
    const tried = await Promise.allSettled([undo(admin, first), undo(admin, first), undo(admin, first)])
    expect(tried.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    expect(tried.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []))).toEqual([
      "already-undone",
      "already-undone",
    ])
    const second = await latestChange(workspace)
    await undo(admin, second)
    expect(await rolesOf(person)).toEqual(["Agent"])
    // In force again, and so to be undone from its own entry too.
    expect(await previewUndo(admin, first)).toMatchObject({ refusal: null, conflicts: [] })
    await undo(admin, await latestChange(workspace))
    expect(await rolesOf(person)).toEqual(["Developer"])
    expect((await previewUndo(admin, first)).refusal).toBe("It has been undone.")
  })

  test("is refused without the original action's permission, and without the log's", async () => {
    await give(admin, "Agent")
    const first = await latestChange(workspace)
    await insertRole(owner, workspace.id, { name: "Auditor", permissions: ["audit:read", "users:read"] })
    await insertRole(owner, workspace.id, { name: "Editor", permissions: ["users:write"] })
    for (const name of ["Auditor", "Editor"])
      await expect(undo(await newActor(workspace, { roles: [name] }), first)).rejects.toMatchObject({
        code: "not-permitted",
      })
    await undo(await newActor(workspace, { roles: ["Auditor", "Editor"] }), first)
    const back = await latestChange(workspace)
    await expect(undo(await newActor(workspace, { roles: ["Auditor"] }), back)).rejects.toMatchObject({
      code: "not-permitted",
    })
  })

  test("another workspace's change is as unknown as none", async () => {
    await give(admin, "Agent")
    const first = await latestChange(workspace)
    const stranger = await newActor(await newWorkspace(), { type: "tenant_admin" })
    for (const id of [first, uuidv7(), "no-id"]) {
      await expect(undo(stranger, id)).rejects.toMatchObject({ name: "NotFound" })
      await expect(previewUndo(stranger, id)).rejects.toMatchObject({ name: "NotFound" })
    }
    expect(await rolesOf(person)).toEqual(["Agent"])
  })

  test("says why not: what has secrets only, what has another way, what nobody thought of", async () => {
    await deactivateUser(admin, { userId: person })
    expect((await previewUndo(admin, await latestChange(workspace))).refusal).toContain(
      "passwords don't come back",
    )
    await change(admin, "users:write", "test.unheard", (tx) =>
      tx.delete(userRoles).where(eq(userRoles.userId, person)),
    )
    await expect(undo(admin, await latestChange(workspace))).rejects.toMatchObject({ code: "not-undoable" })
    await change(admin, "groups:manage", "group.edited", async () => {})
    expect((await previewUndo(admin, await latestChange(workspace))).refusal).toBe(
      "It changed nothing that could be put back.",
    )
  })
})

describe("guards hold for an undo", () => {
  const grant = (roleName: string) => async (tx: Tx) =>
    tx.insert(userRoles).values({ ...w(), userId: person, roleId: await roleId(workspace.id, roleName) })

  test("rank: nobody takes back what they could not have given", async () => {
    await change(admin, "users:write", "user.roles_set", grant("Settings"))
    const first = await latestChange(workspace)
    const desk: Permission[] = ["audit:read", "users:read", "users:write"]
    await insertRole(owner, workspace.id, { name: "Help desk", permissions: desk })
    const helper = await newActor(workspace, { roles: ["Help desk"] })
    await expect(undo(helper, first)).rejects.toMatchObject({ code: "beyond-own-access" })
    expect((await previewUndo(helper, first)).refusal).toContain("permission that you don't have")
    await undo(admin, first)
    await expect(undo(helper, await latestChange(workspace))).rejects.toMatchObject({
      code: "beyond-own-access",
    })
  })

  test("nobody puts back into a role what they don't hold themselves", async () => {
    const role = await insertRole(owner, workspace.id, { name: "Own", permissions: ["chat:test"] })
    await editRole(admin, await formOf(admin, role, { permissions: [] }))
    const emptied = await latestChange(workspace)
    const keeper = await newActor(workspace, { roles: ["Settings"] })
    await expect(undo(keeper, emptied)).rejects.toMatchObject({ code: "beyond-own-access" })
    expect((await previewUndo(keeper, emptied)).refusal).toContain("that you don't have")
    // Not even who has the role, and would hold it by that.
    const holder = await newActor(workspace, { roles: ["Settings", "Own"] })
    await expect(undo(holder, emptied)).rejects.toMatchObject({ code: "beyond-own-access" })
    await undo(admin, emptied)
    expect(await permitted(role)).toEqual(["chat:test"])
  })

  test("the last Admin stays, oneself is not shut out, own access is asked about", async () => {
    await give(admin, "Admin")
    const made = await latestChange(workspace)
    const other = await signedIn(workspace, person)
    await suspendUser(other, { userId: admin.user.id })
    await expect(undo(other, made)).rejects.toMatchObject({ code: "last-admin" })
    await activateUser(other, { userId: admin.user.id })
    const activated = await latestChange(workspace)
    const back = await signedIn(workspace, admin.user.id)
    await expect(undo(back, activated)).rejects.toMatchObject({ code: "oneself" })
    await expect(undo(other, made)).rejects.toMatchObject({
      code: "own-access",
      values: { sure: expect.stringMatching(/:/) },
    })
    await undoChange(other, { changeId: made, reason: "", sure: sureOfAll })
    expect(await rolesOf(person)).toEqual(["Developer"])
  })
})

describe("what follows for people", () => {
  test("suspended and activated again: told, out at once, and the links stay gone", async () => {
    await suspendUser(admin, { userId: person })
    await undo(admin, await latestChange(workspace))
    expect(await statusOf(person)).toBe("active")
    expect((await openedMails(person)).at(-1)!.template).toBe("access-restored")
    await suspendUser(admin, { userId: person })
    await activateUser(admin, { userId: person })
    const activated = await latestChange(workspace)
    await signedIn(workspace, person)
    await undo(admin, activated)
    expect(await statusOf(person)).toBe("suspended")
    expect([...(await owner`select 1 from sessions where user_id = ${person} and ended_at is null`)]).toEqual(
      [],
    )
  })

  test("deleted and restored: as it was; whose address is taken stands in the way, in words", async () => {
    await archiveUser(admin, { userId: person })
    const archived = await latestChange(workspace)
    await undo(admin, archived)
    expect(await statusOf(person)).toBe("active")
    await archiveUser(admin, { userId: person })
    const again = await latestChange(workspace)
    const [user] = await owner<{ email: string }[]>`select email from users where id = ${person}`
    await newPerson(workspace, { email: user!.email })
    const { conflicts } = await previewUndo(admin, again)
    expect(conflicts).toMatchObject([
      { about: { name: "Hugo Mensah" }, now: expect.stringContaining("this person's address by now") },
    ])
    await expect(undo(admin, again)).rejects.toMatchObject({ code: "undo-conflict" })
    await restoreUser(admin, { userId: person }).catch(() => null)
    expect(await statusOf(person)).toBe("archived")
  })
})

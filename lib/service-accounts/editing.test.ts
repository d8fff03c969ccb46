import { describe, expect, test } from "vitest"
import { undoChange } from "#lib/audit/undo.ts"
import { insertRole } from "#db/seed/groups.ts"
import { changesOf, newActor, newPerson, owner, whoHeldAll } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { roleId } from "#lib/testing/roles.ts"
import { arrangeServiceAccount, newServiceAccount } from "#lib/testing/service-accounts.ts"
import { openChange } from "#db/seed/workspace.ts"
import { suspendUser } from "#lib/users/life.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import { editServiceAccount, setServiceAccountRoles } from "./editing.ts"
import { getServiceAccount } from "./service-account.ts"

describe("editServiceAccount", () => {
  test("saves name, description and owner, and leaves a change behind that can be undone", async () => {
    const { workspace, admin, account, answering } = await arrangeServiceAccount({ description: "Old" })
    await newPerson(workspace, { email: "ada@acme.example", firstName: "Ada", lastName: "Berg" })
    const { version: seen } = await getServiceAccount(admin, account)
    await editServiceAccount(admin, {
      accountId: account,
      seen,
      name: "Zürich import",
      description: "",
      owner: "ada@acme.example",
    })
    expect(await getServiceAccount(admin, account)).toMatchObject({
      name: "Zürich import",
      description: "",
      owner: { name: "Ada Berg" },
    })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "service_account.edited",
      actor_id: admin.user.id,
      tables: ["service_accounts", "users"],
    })
    await undoChange(admin, { changeId: await latestChange(workspace), reason: "" })
    expect(await getServiceAccount(admin, account)).toMatchObject({
      name: "Nightly import",
      description: "Old",
      owner: { id: answering },
    })
    const [kept] = await owner`select sort_name, search from users where id = ${account}`
    expect(kept).toEqual({ sort_name: "nightly import", search: " nightly import  " })
  })

  test("an owner who was suspended may stay, and nobody who is not active comes", async () => {
    const { workspace, admin, account, answering, ownerAddress } = await arrangeServiceAccount()
    const edit = { accountId: account, seen: "99999999", name: "Import", description: "" }
    await newPerson(workspace, { email: "out@acme.example", suspendedAt: new Date() })
    await expect(editServiceAccount(admin, { ...edit, owner: "out@acme.example" })).rejects.toMatchObject({
      code: "owner-unfit",
      field: "owner",
    })
    await suspendUser(admin, { userId: answering })
    await editServiceAccount(admin, { ...edit, owner: ownerAddress })
    expect((await getServiceAccount(admin, account)).owner).toMatchObject({
      id: answering,
      status: "suspended",
    })
  })

  test("whoever took the owner's place under the same address answers for it from the next saving on", async () => {
    const { workspace, admin, answering, account, ownerAddress } = await arrangeServiceAccount()
    const input = {
      accountId: account,
      seen: "99999999",
      name: "Import",
      description: "",
      owner: ownerAddress,
    }
    const ownerNow = async () => (await getServiceAccount(admin, account)).owner.id
    const { id } = await replaceUser(admin, { userId: answering, type: "agent", reason: "" })
    await editServiceAccount(admin, input)
    expect(await ownerNow()).toBe(answering)
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.joined")
      await tx`update users set joined_at = now() where id = ${id}`
    })
    await editServiceAccount(admin, input)
    expect(await ownerNow()).toBe(id)
  })

  test("is refused without settings:manage, elsewhere, of a person, with another's name, above one's rank, after another's", async () => {
    const { workspace, admin, settings, viewer, answering, account, ownerAddress } =
      await arrangeServiceAccount()
    const input = {
      accountId: account,
      seen: "99999999",
      name: "Import",
      description: "",
      owner: ownerAddress,
    }
    for (const reader of [viewer, whoHeldAll(viewer)])
      await expect(editServiceAccount(reader, input)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(editServiceAccount((await arrangeServiceAccount()).admin, input)).rejects.toMatchObject({
      name: "NotFound",
    })
    await expect(editServiceAccount(admin, { ...input, accountId: answering })).rejects.toMatchObject({
      name: "NotFound",
    })
    await newServiceAccount(workspace, answering, { name: "Taken" })
    await expect(editServiceAccount(admin, { ...input, name: "taken" })).rejects.toMatchObject({
      code: "service-account-name-taken",
    })
    const above = await newServiceAccount(workspace, answering, { name: "Above", roles: ["admin"] })
    await expect(editServiceAccount(settings, { ...input, accountId: above })).rejects.toMatchObject({
      code: "service-account-outranks",
    })
    const { version: seen } = await getServiceAccount(admin, account)
    await editServiceAccount(settings, { ...input, name: "Other name" })
    await expect(editServiceAccount(admin, { ...input, seen })).rejects.toThrow(
      "Pat Example set Name to Other name",
    )
  })
})

describe("setServiceAccountRoles", () => {
  test("makes these its roles, and leaves a change behind that can be undone", async () => {
    const { workspace, admin, settings, account } = await arrangeServiceAccount({ roles: ["user"] })
    const { version: seen } = await getServiceAccount(admin, account)
    const roles = [await roleId(workspace.id, "Developer")]
    await setServiceAccountRoles(settings, { accountId: account, seen, roles })
    const names = async () => (await getServiceAccount(admin, account)).roles.map(({ name }) => name)
    expect(await names()).toEqual(["Developer"])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "service_account.roles_set",
      actor_id: settings.user.id,
      tables: ["user_roles"],
    })
    await expect(setServiceAccountRoles(admin, { accountId: account, seen, roles: [] })).rejects.toThrow(
      "Pat Example removed the role User",
    )
    const changeId = await latestChange(workspace)
    await insertRole(owner, workspace.id, {
      name: "Keeper",
      permissions: ["settings:manage", "audit:read", "chat:use", "chat:test", "bots:read"],
    })
    const keeper = await newActor(workspace, { roles: ["Keeper"] })
    await expect(undoChange(keeper, { changeId, reason: "" })).rejects.toMatchObject({
      code: "not-permitted",
    })
    await expect(setServiceAccountRoles(keeper, { accountId: account, seen, roles })).rejects.toMatchObject({
      code: "not-permitted",
    })
    await undoChange(admin, { changeId, reason: "" })
    expect(await names()).toEqual(["User"])
  })

  test("is refused without both permissions, elsewhere, of a person, beyond one's own access, above one's rank", async () => {
    const { workspace, admin, settings, viewer, answering, account } = await arrangeServiceAccount()
    const input = { accountId: account, seen: "99999999", roles: [await roleId(workspace.id, "Admin")] }
    await expect(setServiceAccountRoles(viewer, input)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(setServiceAccountRoles((await arrangeServiceAccount()).admin, input)).rejects.toMatchObject({
      name: "NotFound",
    })
    await expect(setServiceAccountRoles(admin, { ...input, accountId: answering })).rejects.toMatchObject({
      name: "NotFound",
    })
    await expect(setServiceAccountRoles(settings, input)).rejects.toMatchObject({ code: "beyond-own-access" })
    await setServiceAccountRoles(admin, input)
    await expect(setServiceAccountRoles(settings, { ...input, roles: [] })).rejects.toMatchObject({
      code: "beyond-own-access",
    })
  })
})

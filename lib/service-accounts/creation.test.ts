import { describe, expect, test } from "vitest"
import { insertRole } from "#db/seed/groups.ts"
import { changesOf, newActor, newPerson, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { arrangeServiceAccount } from "#lib/testing/service-accounts.ts"
import { createServiceAccount, mostServiceAccounts } from "./creation.ts"
import { insertServiceAccount } from "#db/seed/service-accounts.ts"
import { listServiceAccounts } from "./listing.ts"
import { getServiceAccount } from "./service-account.ts"

const input = (given: { owner: string; roles?: string[]; name?: string; id?: string }) => ({
  name: "Reports",
  description: "Sends the week's figures.",
  roles: [],
  ...given,
})

describe("createServiceAccount", () => {
  test("makes one with its owner and roles, and leaves the change behind", async () => {
    const { workspace, admin, answering, ownerAddress } = await arrangeServiceAccount()
    const roles = [await roleId(workspace.id, "Developer")]
    const { id } = await createServiceAccount(
      admin,
      input({ owner: ` ${ownerAddress.toUpperCase()} `, roles }),
    )
    expect(await getServiceAccount(admin, id)).toMatchObject({
      name: "Reports",
      description: "Sends the week's figures.",
      owner: { id: answering, name: "Omar Haddad", status: "active" },
      roles: [{ name: "Developer" }],
      permissions: ["bots:read", "chat:test"],
      tokens: 0,
      lastUsedAt: null,
      disabledAt: null,
      may: { edit: null, giveAccess: null },
    })
    expect((await listServiceAccounts(admin)).map(({ name }) => name)).toEqual(["Nightly import", "Reports"])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "service_account.created",
      actor_id: admin.user.id,
      tables: ["service_accounts", "user_roles", "users"],
    })
    await expect(createServiceAccount(admin, input({ owner: ownerAddress, id }))).rejects.toMatchObject({
      code: "form-spent",
    })
  })

  test("needs settings:manage, and users:write to give it roles", async () => {
    const { workspace, settings, viewer, ownerAddress } = await arrangeServiceAccount()
    await expect(createServiceAccount(viewer, input({ owner: ownerAddress }))).rejects.toMatchObject({
      code: "not-permitted",
    })
    await insertRole(owner, workspace.id, {
      name: "Keeper",
      permissions: ["settings:manage", "chat:use"],
    })
    const keeper = await newActor(workspace, { roles: ["Keeper"] })
    const roles = [await roleId(workspace.id, "User")]
    await expect(createServiceAccount(keeper, input({ owner: ownerAddress, roles }))).rejects.toMatchObject({
      code: "not-permitted",
    })
    await createServiceAccount(keeper, input({ owner: ownerAddress }))
    const above = [await roleId(workspace.id, "Admin")]
    await expect(
      createServiceAccount(settings, input({ owner: ownerAddress, name: "Other", roles: above })),
    ).rejects.toMatchObject({ code: "beyond-own-access" })
  })

  test("is answered for by an active person of the workspace", async () => {
    const { workspace, admin, account } = await arrangeServiceAccount()
    const refused = (owner: string, code: string) =>
      expect(createServiceAccount(admin, input({ owner })), owner).rejects.toMatchObject({
        code,
        field: "owner",
      })
    const { ownerAddress: elsewhere } = await arrangeServiceAccount()
    await refused("nobody@acme.example", "nobody-with-address")
    await refused(elsewhere, "nobody-with-address")
    for (const [email, person] of [
      ["gone@acme.example", { archivedAt: new Date() }],
      ["out@acme.example", { suspendedAt: new Date() }],
      ["new@acme.example", { joinedAt: null }],
    ] as const) {
      await newPerson(workspace, { email, ...person })
      await refused(email, email.startsWith("gone") ? "nobody-with-address" : "owner-unfit")
    }
    await expect(
      owner`update service_accounts set owner_id = ${account} where user_id = ${account}`,
    ).rejects.toThrow()
  })

  test("has a name of its own and known roles; there are not endlessly many", async () => {
    const { workspace, admin, answering, ownerAddress } = await arrangeServiceAccount()
    const { workspace: other } = await arrangeServiceAccount()
    const make = (given: { name?: string; roles?: string[] }) =>
      createServiceAccount(admin, input({ owner: ownerAddress, ...given }))
    await expect(make({ name: "nightly IMPORT" })).rejects.toMatchObject({
      code: "service-account-name-taken",
      field: "name",
    })
    await expect(make({ roles: [await roleId(other.id, "User")] })).rejects.toMatchObject({
      code: "unknown-role",
    })
    await Promise.all(
      Array.from({ length: mostServiceAccounts - 1 }, (_, n) =>
        insertServiceAccount(owner, workspace.id, { name: `Program ${n}`, ownerId: answering }),
      ),
    )
    await expect(make({})).rejects.toMatchObject({ code: "too-many-service-accounts" })
  })
})

import { expect, test } from "vitest"
import { auditInput } from "#lib/audit/input.ts"
import { listAudit } from "#lib/audit/log.ts"
import { whatLeaves } from "#lib/bot-members/leaving.ts"
import { previewRoleDeletion } from "#lib/roles/deletion.ts"
import { getRole } from "#lib/roles/role.ts"
import { insertRole } from "#db/seed/groups.ts"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { arrangeServiceAccount, newServiceAccount } from "#lib/testing/service-accounts.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { whoCanInput } from "#lib/users/input.ts"
import { archiveUser } from "#lib/users/life.ts"
import { setAdminRole } from "#lib/users/named-access.ts"
import { countHolders, listHolders } from "#lib/users/who-can.ts"
import { countServicesHolding } from "./holding.ts"
import { disableServiceAccount } from "./life.ts"
import { getServiceAccount } from "./service-account.ts"
import { setServiceAccountRoles } from "./editing.ts"

test("who can names it, by permission, by role and by search", async () => {
  const { workspace, admin, account } = await arrangeServiceAccount({ roles: ["developer"] })
  for (const asked of [
    { permission: "chat:test", search: "nightly" },
    { role: await roleId(workspace.id, "Developer") },
    { role: await roleId(workspace.id, "Developer"), search: "import" },
  ]) {
    const query = whoCanInput.parse(asked)
    expect((await listHolders(admin, query)).rows, JSON.stringify(asked)).toMatchObject([
      { id: account, firstName: "Nightly import", type: "service", ways: [{ role: { name: "Developer" } }] },
    ])
    expect(await countHolders(admin, query)).toEqual({ people: 1, more: false })
    expect(await countServicesHolding(admin, query)).toBe(1)
  }
  await disableServiceAccount(admin, { accountId: account })
  const query = whoCanInput.parse({ permission: "chat:test", search: "nightly" })
  expect((await listHolders(admin, query)).rows).toEqual([])
  expect([
    await countServicesHolding(admin, query),
    await countServicesHolding(admin, { ...query, all: true }),
  ]).toEqual([0, 1])
  expect((await listHolders(admin, { ...query, all: true })).rows).toMatchObject([{ id: account }])
})

test("a role counts it apart from people, and says what it would lose", async () => {
  const { workspace, admin, account } = await arrangeServiceAccount()
  const role = await insertRole(owner, workspace.id, { name: "Reads", permissions: ["analytics:read"] })
  const { version: seen } = await getServiceAccount(admin, account)
  await setServiceAccountRoles(admin, { accountId: account, seen, roles: [role] })
  expect(await getRole(admin, role)).toMatchObject({ direct: { people: 0 }, services: 1 })
  expect(await previewRoleDeletion(admin, role)).toMatchObject([
    {
      permission: "analytics:read",
      loses: { people: 1, services: 1, first: [{ id: account, service: true }] },
    },
  ])
})

test("is not the last Admin, whatever it holds", async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { roles: ["Admin"] })
  await newServiceAccount(workspace, admin.user.id, { roles: ["admin"] })
  const demoted = { userId: admin.user.id, seen: "99999999", sure: sureOfAll, admin: "no" } as const
  await expect(setAdminRole(admin, demoted)).rejects.toMatchObject({ code: "last-admin" })
})

test("the log finds it by name and names it where it acted or was acted on", async () => {
  const { admin, account } = await arrangeServiceAccount()
  await disableServiceAccount(admin, { accountId: account })
  const { entries } = await listAudit(admin, auditInput.parse({ search: "nightly" }), { zone: "UTC" })
  expect(entries[0]).toMatchObject({
    title: "Service account disabled",
    people: [{ id: account, name: "Nightly import", service: true }],
    by: { id: admin.user.id, service: false },
    undo: { why: null },
  })
  expect(entries[1]).toMatchObject({ sentences: ["Account made as Service account", "Owner Omar Haddad"] })
})

test("deleting a person says what they answer for, and goes on all the same", async () => {
  const { workspace, admin, account, answering } = await arrangeServiceAccount()
  await newServiceAccount(workspace, answering, { name: "Deleted", archivedAt: new Date() })
  expect((await whatLeaves(admin, answering)).answersFor).toEqual([{ id: account, name: "Nightly import" }])
  await archiveUser(admin, { userId: answering })
  expect((await getServiceAccount(admin, account)).owner).toMatchObject({ status: "archived" })
})

import { beforeAll, describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertGroup } from "#db/seed/groups.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { change } from "#lib/access/change.ts"
import { findWorkspacesOf } from "#lib/access/lookups.ts"
import { checkPassword } from "#lib/auth/sign-in.ts"
import { decide } from "#lib/identity-providers/decision.ts"
import { arrangeDomain, identity, newProvider } from "#lib/testing/providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import { listActivity } from "#lib/audit/activity.ts"
import { addMember, setMember } from "#lib/bot-members/members.ts"
import { transferOwnership } from "#lib/bot-members/ownership.ts"
import { previewBulk } from "#lib/bulk/preview.ts"
import { listAgents } from "#lib/desk/agents.ts"
import { addMembers } from "#lib/groups/members.ts"
import { bypassHolders } from "#lib/identity-providers/bypass.ts"
import { getEnforcement } from "#lib/identity-providers/enforcement-outlook.ts"
import { read } from "#lib/access/read.ts"
import { listSessionsOf, signOutEverywhere } from "#lib/sessions/of-user.ts"
import { input as bulkInput } from "#lib/testing/bulk.ts"
import { newPerson, owner, signedIn, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { invariants, stateOf } from "#lib/testing/life-invariants.ts"
import { roleId } from "#lib/testing/roles.ts"
import { arrangeServiceAccount, newServiceAccount } from "#lib/testing/service-accounts.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { editUser } from "#lib/users/edit.ts"
import { effectiveAccess } from "#lib/users/effective-access.ts"
import { eraseUser } from "#lib/users/erasure.ts"
import { setGroups } from "#lib/users/groups-joined.ts"
import { setIdentityProvider } from "#lib/users/belonging.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { copyInvitationLink, resendInvitation } from "#lib/users/invitation.ts"
import { changeStatus } from "#lib/users/life.ts"
import { countUsers, listUsers } from "#lib/users/listing.ts"
import { lockUsers } from "#lib/users/lock.ts"
import { setAdminRole } from "#lib/users/named-access.ts"
import { resetPasswordOf } from "#lib/users/password-reset.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { transitionNames } from "#lib/users/transitions.ts"
import { getUser } from "#lib/users/user.ts"

let workspace: TestWorkspace
let admin: Actor
let answering: string
let account: string

beforeAll(async () => {
  ;({ workspace, admin, answering, account } = await arrangeServiceAccount({ roles: ["admin", "agent"] }))
})

const notThere = { name: "NotFound" }
const seen = "99999999"

test("no list, count, search or filter of people has it in it", async () => {
  const { rows } = await listUsers(admin, listUsersInput.parse({}))
  expect(rows.map(({ id }) => id)).not.toContain(account)
  expect((await countUsers(admin)).total).toBe(rows.length)
  for (const query of [
    { search: "nightly" },
    { role: await roleId(workspace.id, "Agent") },
    { status: "active", search: "Nightly import" },
    { type: "service", search: "Nightly" },
    { sort: "last-sign-in", search: "nightly" },
  ])
    expect((await listUsers(admin, listUsersInput.parse(query))).rows, JSON.stringify(query)).toEqual([])
  for (const sort of ["created", "last-sign-in"])
    expect((await listUsers(admin, listUsersInput.parse({ sort }))).rows).toHaveLength(rows.length)
  await newServiceAccount(workspace, answering, { name: "Old", archivedAt: new Date() })
  expect((await listUsers(admin, listUsersInput.parse({ view: "archived" }))).rows).toEqual([])
  expect((await listAgents(admin)).map(({ id }) => id)).not.toContain(account)
  const { holders, left } = await getEnforcement(admin)
  expect([...holders, ...left.named].map(({ id }) => id)).not.toContain(account)
  expect(await read(admin, "sso:manage", bypassHolders)).toHaveLength(1)
  expect(await invariants(workspace.id)).toEqual([])
})

test("whatever is done to people is not done to it, also by a forged id", async () => {
  const userId = account
  const roles = [await roleId(workspace.id, "User")]
  const group = await insertGroup(owner, workspace.id, { name: "Support", roles: [], members: [] })
  const bot = await insertBot(owner, workspace.id, { ownerId: admin.user.id })
  const before = await stateOf(workspace.id)
  const person = {
    firstName: "A",
    lastName: "B",
    email: "a@b.example",
    phone: "",
    externalId: "",
    timezone: "",
  }
  const tried: Record<string, () => Promise<unknown>> = {
    getUser: () => getUser(admin, userId),
    effectiveAccess: () => effectiveAccess(admin, userId),
    listActivity: () => listActivity(admin, userId, {}),
    listSessionsOf: () => listSessionsOf(admin, userId),
    signOutEverywhere: () => signOutEverywhere(admin, { userId }),
    editUser: () => editUser(admin, { userId, seen, ...person, roles }),
    setRoles: () => setRoles(admin, { userId, seen, roles }),
    setAdminRole: () => setAdminRole(admin, { userId, seen, sure: sureOfAll, admin: "no" }),
    setGroups: () => setGroups(admin, { userId, seen, groups: [group] }),
    addMembers: () => addMembers(admin, { groupId: group, members: [userId] }),
    setMember: () => setMember(admin, { botId: bot, userId, role: "tester" }),
    resetPassword: () => resetPasswordOf(admin, { userId, way: "shown" }),
    resetLink: () => resetPasswordOf(admin, { userId, way: "link" }),
    invite: () => resendInvitation(admin, { userId }),
    inviteByLink: () => copyInvitationLink(admin, { userId }),
    replace: () => replaceUser(admin, { userId, type: "member", reason: "" }),
    provider: () => setIdentityProvider(admin, { userId, identityProvider: "" }),
    erase: () => eraseUser(admin, { userId, confirm: "", reason: "" }),
    ...Object.fromEntries(
      transitionNames.map((name) => [name, () => changeStatus(admin, name, { userId })] as const),
    ),
  }
  for (const [name, attempt] of Object.entries(tried))
    await expect(attempt(), name).rejects.toMatchObject(name === "erase" ? {} : notThere)
  await expect(transferOwnership(admin, { botId: bot, owner: account })).rejects.toMatchObject({
    code: "owner-unfit",
  })
  await expect(addMember(admin, { botId: bot, email: "", role: "tester" })).rejects.toMatchObject({
    code: "nobody-with-address",
  })
  for (const said of [{ id: [account] }, { all: true, search: "nightly" }])
    await expect(previewBulk(admin, bulkInput({ action: "suspend", ...said }))).rejects.toMatchObject({
      code: "nobody-chosen",
    })
  expect(await stateOf(workspace.id)).toBe(before)
})

test("who is held among many people is never it", async () => {
  const held = change(admin, "users:write", "test.held", (tx) => lockUsers(tx, [account, answering], []))
  expect((await held).map(({ id }) => id)).toEqual([answering])
})

describe("signing in", () => {
  test("is not for it", async () => {
    await expect(signedIn(workspace, account)).rejects.toMatchObject(notThere)
  })

  test("no name or empty address of it gets anybody in, or a mail", async () => {
    const origin = { ip: "2001:db8:77::1" }
    for (const email of ["", "nightly import", "Nightly import@", account])
      await expect(
        checkPassword({ slug: workspace.slug, email, password: "copper lantern at noon" }, origin),
        email,
      ).rejects.toMatchObject({ code: "sign-in-failed" })
    expect(await findWorkspacesOf("")).toEqual([])
    const [mails] = await owner`select count(*)::int as n from mails where user_id = ${account}`
    expect(mails).toEqual({ n: 0 })
  })

  test("nor does an identity that a provider vouches for become it", async () => {
    const { workspace: there, domain } = await arrangeDomain()
    const provider = await newProvider(there, { first_sign_in: "invited" })
    const program = await newServiceAccount(there, await newPerson(there), { name: `robot@${domain}` })
    await expect(
      asSystem("sign-in", there.id, (tx) =>
        decide(tx, provider, identity({ email: `robot@${domain}`, subject: program })),
      ),
    ).rejects.toMatchObject({ code: "sso-not-invited" })
  })
})

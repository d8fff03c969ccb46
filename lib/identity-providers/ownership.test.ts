import { sql } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { belongTo, giveByRule } from "#db/seed/identity-providers.ts"
import { change } from "#lib/access/change.ts"
import { addByAddresses, lookAtAddresses } from "#lib/groups/addresses.ts"
import { findCandidates } from "#lib/groups/candidates.ts"
import { addMembers, previewRemoveMembers, removeMembers } from "#lib/groups/members.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { newProvider } from "#lib/testing/directory.ts"
import { roleId } from "#lib/testing/roles.ts"
import { editUser } from "#lib/users/edit.ts"
import { changeOwnEmail } from "#lib/users/email-address.ts"
import { setGroups } from "#lib/users/groups-joined.ts"
import { editUserInput } from "#lib/users/input.ts"
import { changeStatus } from "#lib/users/life.ts"
import { setAdminRole } from "#lib/users/named-access.ts"
import { editOwnProfile } from "#lib/users/own-profile.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import type { TransitionName } from "#lib/users/transitions.ts"
import { getUser } from "#lib/users/user.ts"
import { signOutEverywhere } from "#lib/sessions/of-user.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { type Owned, ownable } from "./ownership.ts"

const password = "copper lantern at noon"

async function arrange({ owns = [...ownable] as Owned[], enabled = true } = {}) {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const email = `tom@${workspace.slug}.example`
  const tom = { firstName: "Tom", lastName: "Becker", email, roles: ["User"] }
  const id = await newPerson(workspace, { ...tom, passwordHash: await hashPassword(password) })
  const support = await insertGroup(owner, workspace.id, { name: "Support", roles: ["Agent"], members: [id] })
  const night = await insertGroup(owner, workspace.id, { name: "Night", roles: [], members: [] })
  const provider = await newProvider(workspace, { owns, enabled })
  await belongTo(owner, workspace.id, id, provider)
  const form = async (over: Record<string, string | string[]> = {}) => {
    const person = await getUser(admin, id)
    const roles = person.roles.filter(({ group }) => group === null).map((role) => role.id)
    return editUserInput.parse({ ...tom, roles, userId: id, seen: person.version, ...over })
  }
  return { workspace, admin, id, email, support, night, provider, form }
}

const ownedBy = (field?: string) => ({
  code: "directory-owned",
  field,
  message: expect.stringContaining("Microsoft Entra"),
})

describe("names and address that a directory owns", () => {
  test("stay, whoever edits them; the rest of the form is saved", async () => {
    const { admin, workspace, id, email, form } = await arrange()
    await expect(editUser(admin, await form({ firstName: "Tim" }))).rejects.toMatchObject(
      ownedBy("firstName"),
    )
    await expect(editUser(admin, await form({ lastName: "Bäcker" }))).rejects.toMatchObject(
      ownedBy("lastName"),
    )
    await expect(editUser(admin, await form({ email: "t@x.example" }))).rejects.toMatchObject(
      ownedBy("email"),
    )
    await expect(editUser(admin, await form({ email: email.toUpperCase() }))).rejects.toMatchObject(
      ownedBy("email"),
    )
    await editUser(admin, await form({ phone: "+4930901820" }))
    expect(await getUser(admin, id)).toMatchObject({ firstName: "Tom", email, phone: "+4930901820" })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "user.edited" })
  })

  test("stay as the directory writes them, to the letter", async () => {
    const { admin, workspace, id, form } = await arrange()
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'user.synced', 'system', null, null, null, '{}'::jsonb, null)`
      await tx`update users set first_name = ${"Tom  Uwe "} where id = ${id}`
    })
    await editUser(admin, await form({ firstName: "Tom Uwe", phone: "+4930901820" }))
    expect(await getUser(admin, id)).toMatchObject({ firstName: "Tom  Uwe ", phone: "+4930901820" })
  })

  test("stay in one's own account too", async () => {
    const { workspace, id } = await arrange()
    const tom = await signedIn(workspace, id)
    const profile = { firstName: "Tom", lastName: "Becker", phone: "", timezone: "" }
    await expect(editOwnProfile(tom, { ...profile, lastName: "Beck" })).rejects.toMatchObject(
      ownedBy("lastName"),
    )
    await editOwnProfile(tom, { ...profile, timezone: "Europe/Berlin" })
    await expect(
      changeOwnEmail(tom, { email: "new@acme.example", currentPassword: password }),
    ).rejects.toMatchObject(ownedBy("email"))
  })

  test("are free where the directory owns something else, or is switched off", async () => {
    for (const how of [{ owns: ["groups", "status"] as Owned[] }, { enabled: false }]) {
      const { admin, id, form } = await arrange(how)
      expect(await editUser(admin, await form({ firstName: "Tim", email: "tim@x.example" }))).toEqual({
        email: "sent",
      })
      expect(await getUser(admin, id)).toMatchObject({ firstName: "Tim" })
    }
  })
})

describe("status that a directory owns", () => {
  const earlier = new Date(Date.now() - 60_000)
  test.each([
    ["suspend", {}],
    ["deactivate", {}],
    ["archive", {}],
    ["activate", { suspendedAt: earlier }],
    ["restore", { archivedAt: earlier }],
  ] as [TransitionName, object][])("can't %s", async (name, facts) => {
    const { workspace, admin, provider } = await arrange()
    const id = await newPerson(workspace, facts)
    await belongTo(owner, workspace.id, id, provider)
    await expect(changeStatus(admin, name, { userId: id })).rejects.toMatchObject(ownedBy())
    const { may, directory } = await getUser(admin, id)
    expect(may[name]).toBe("directory-owned")
    expect(directory).toEqual({ name: "Microsoft Entra", owns: [...ownable] })
  })

  test("nor replace; sessions end and locks open all the same", async () => {
    const { workspace, admin, id } = await arrange()
    await expect(replaceUser(admin, { userId: id, type: "supervisor", reason: "" })).rejects.toMatchObject(
      ownedBy(),
    )
    await signOutEverywhere(admin, { userId: id })
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'user.locked', 'system', null, null, null, '{}'::jsonb, null)`
      await tx`update users set locked_until = now() + interval '1 hour' where id = ${id}`
    })
    await changeStatus(admin, "unlock", { userId: id })
    expect(await getUser(admin, id)).toMatchObject({ status: "active", may: { replace: "directory-owned" } })
  })
})

describe("groups that a directory owns", () => {
  test("are joined and left only there, on every way", async () => {
    const { admin, id, email, support, night } = await arrange()
    const set = { userId: id, seen: (await getUser(admin, id)).version, groups: [] as string[] }
    await expect(setGroups(admin, set)).rejects.toMatchObject(ownedBy("groups"))
    await expect(addMembers(admin, { groupId: night, members: [id] })).rejects.toMatchObject(ownedBy())
    const out = { groupId: support, members: [id] }
    await expect(removeMembers(admin, out)).rejects.toMatchObject(ownedBy())
    await expect(previewRemoveMembers(admin, out)).rejects.toMatchObject(ownedBy())
    const listed = { groupId: night, addresses: email }
    expect(await lookAtAddresses(admin, listed)).toMatchObject({ able: [], owned: [{ id, email }] })
    await expect(addByAddresses(admin, { ...listed, expected: null })).rejects.toMatchObject({
      code: "nobody-chosen",
    })
    const { people } = await findCandidates(admin, night, "Becker")
    expect(people).toMatchObject([{ id, refusal: "directory-owned" }])
    expect((await getUser(admin, id)).may.group).toBe("directory-owned")
  })

  test("one that a rule gave is the rule's to take; others are left by hand", async () => {
    const { workspace, admin, id, support, night, provider } = await arrange({ owns: [] })
    await giveByRule(owner, workspace.id, id, provider, { groupId: night })
    const ruled = { code: "given-by-rule", message: expect.stringContaining("Microsoft Entra") }
    await expect(removeMembers(admin, { groupId: night, members: [id] })).rejects.toMatchObject(ruled)
    const { version } = await getUser(admin, id)
    const form = { userId: id, seen: version, sure: "" }
    await expect(setGroups(admin, { ...form, groups: [support] })).rejects.toMatchObject(ruled)
    await setGroups(admin, { ...form, groups: [night] })
    expect((await getUser(admin, id)).groups.map((group) => group.name)).toEqual(["Night"])
  })
})

describe("a role that a rule gives", () => {
  test("is not taken by hand; given by hand too it stays the rule's", async () => {
    const { workspace, admin, id, provider } = await arrange({ owns: [] })
    await giveByRule(owner, workspace.id, id, provider, { role: "Developer" })
    const [user, developer] = [await roleId(workspace.id, "User"), await roleId(workspace.id, "Developer")]
    const { version } = await getUser(admin, id)
    const form = { userId: id, seen: version, sure: "" }
    await expect(setRoles(admin, { ...form, roles: [user] })).rejects.toMatchObject({
      code: "given-by-rule",
      field: "roles",
    })
    await setRoles(admin, { ...form, roles: [developer] })
    const [given] = await owner`select identity_provider_id from user_roles where user_id = ${id}`
    expect(given).toEqual({ identity_provider_id: provider })
  })

  test("nor by the Admin role's own dialog", async () => {
    const { workspace, admin, id, provider } = await arrange({ owns: [] })
    await giveByRule(owner, workspace.id, id, provider, { role: "Admin" })
    const { version } = await getUser(admin, id)
    await expect(setAdminRole(admin, { userId: id, seen: version, admin: "no" })).rejects.toMatchObject({
      code: "given-by-rule",
      field: "admin",
    })
  })
})

describe("the wall in the database", () => {
  const steps = {
    keep_directory_names: sql`update users set last_name = 'Other' where id = `,
    keep_directory_email: sql`update users set email = 'other@x.example' where id = `,
    keep_directory_status: sql`update users set suspended_at = now() where id = `,
    keep_directory_groups: sql`delete from group_members where user_id = `,
    keep_ruled_roles: sql`delete from user_roles where user_id = `,
  }
  test.each(Object.entries(steps))("%s", async (_, step) => {
    const { workspace, admin, id, provider } = await arrange()
    await giveByRule(owner, workspace.id, id, provider, { role: "Developer" })
    const forced = change(admin, "users:write", "user.edited", (tx) => tx.execute(sql`${step}${id}`))
    await expect(forced).rejects.toMatchObject({ code: "directory-owned" })
  })

  test("keep_directory_groups at joining, keep_ruled_members", async () => {
    const { workspace, admin, id, night, provider } = await arrange()
    const join = sql`insert into group_members (workspace_id, user_id, group_id) values (${workspace.id}, ${id}, ${night})`
    await expect(change(admin, "users:write", "user.edited", (tx) => tx.execute(join))).rejects.toMatchObject(
      { code: "directory-owned" },
    )
    const free = await newPerson(workspace)
    await giveByRule(owner, workspace.id, free, provider, { groupId: night })
    await expect(
      change(admin, "users:write", "user.edited", (tx) =>
        tx.execute(sql`delete from group_members where user_id = ${free}`),
      ),
    ).rejects.toMatchObject({ code: "directory-owned" })
  })
})

import { describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertGroup } from "#db/seed/groups.ts"
import { belongTo, giveByRule, insertLink, insertRule } from "#db/seed/identity-providers.ts"
import { change } from "#lib/access/change.ts"
import { confirmEmailChange, insertEmailChange } from "#lib/auth/email-change.ts"
import { acceptInvitation } from "#lib/auth/invitation.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { previewBulk } from "#lib/bulk/preview.ts"
import { bulkInput } from "#lib/bulk/input.ts"
import { unlinkIdentity } from "#lib/identity-providers/links.ts"
import { newProvider } from "#lib/testing/directory.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { setIdentityProvider } from "./belonging.ts"
import { createUser, inviteUser } from "./creation.ts"
import { createUserInput, inviteUserInput, listUsersInput } from "./input.ts"
import { listUsers } from "./listing.ts"
import { replaceUser } from "./replacement.ts"
import { getUser } from "./user.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const email = `tom@${workspace.slug}.example`
  const form = (over: object = {}) =>
    createUserInput.parse({ firstName: "Tom", lastName: "Becker", email, ...over })
  return { workspace, admin, email, form }
}

describe("a new person", () => {
  test("belongs to the provider that was chosen, and gets the invitation link only", async () => {
    const { workspace, admin, form } = await arrange()
    const identityProvider = await newProvider(workspace)
    for (const wayIn of ["temporary-password-email", "temporary-password-shown"])
      await expect(createUser(admin, form({ identityProvider, wayIn }))).rejects.toMatchObject({
        code: "invitation-only",
        field: "wayIn",
      })
    const { id } = await createUser(admin, form({ identityProvider }))
    expect(await getUser(admin, id)).toMatchObject({
      identityProvider: { id: identityProvider, name: "Microsoft Entra", enabled: true },
      directory: null,
      status: "invited",
    })
  })

  test("at no provider that is not there: another workspace's, one that is off, none", async () => {
    const { workspace, admin, form } = await arrange()
    const theirs = await newProvider(await newWorkspace())
    const off = await newProvider(workspace, { enabled: false })
    for (const identityProvider of [theirs, off, uuidv7()])
      await expect(createUser(admin, form({ identityProvider }))).rejects.toMatchObject({
        code: "unknown-provider",
        field: "identityProvider",
      })
  })

  test("is not added here where people come from a directory, until it is switched off", async () => {
    const { workspace, admin, email, form } = await arrange()
    await newProvider(workspace, { managed: true })
    const managed = { code: "directory-managed", message: expect.stringContaining("Microsoft Entra") }
    await expect(createUser(admin, form())).rejects.toMatchObject(managed)
    await expect(inviteUser(admin, inviteUserInput.parse({ email }))).rejects.toMatchObject(managed)
    const elsewhere = await arrange()
    await newProvider(elsewhere.workspace, { managed: true, enabled: false })
    await createUser(elsewhere.admin, elsewhere.form())
  })
})

describe("setIdentityProvider", () => {
  test("moves a person to a provider and back, as a change; the list finds who is there", async () => {
    const { workspace, admin } = await arrange()
    const [entra, okta] = [await newProvider(workspace), await newProvider(workspace, { name: "Okta" })]
    const [tom, una] = [await newPerson(workspace), await newPerson(workspace)]
    await setIdentityProvider(admin, { userId: tom, identityProvider: entra })
    await belongTo(owner, workspace.id, una, okta)
    expect(
      (await changesOf(workspace)).find(({ action }) => action === "user.identity_provider_set"),
    ).toMatchObject({ actor_id: admin.user.id, tables: ["users"] })
    const found = async (query: object) =>
      (await listUsers(admin, listUsersInput.parse(query))).rows.map(({ id }) => id)
    expect(await found({ provider: entra })).toEqual([tom])
    expect(await found({ provider: okta, sort: "created" })).toEqual([una])
    expect(await found({ provider: uuidv7() })).toEqual([])
    expect(await found({ provider: "junk" })).toHaveLength(3)
    await setIdentityProvider(admin, { userId: tom, identityProvider: "" })
    expect(await found({ provider: entra })).toEqual([])
  })

  test("needs sso:manage; not another workspace's person, nor to its provider", async () => {
    const { workspace, admin } = await arrange()
    const [provider, tom] = [await newProvider(workspace), await newPerson(workspace)]
    const there = await newWorkspace()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(
      setIdentityProvider(settings, { userId: tom, identityProvider: provider }),
    ).rejects.toMatchObject({ code: "not-permitted" })
    await expect(
      setIdentityProvider(admin, { userId: await newPerson(there), identityProvider: provider }),
    ).rejects.toMatchObject({ name: "NotFound" })
    await expect(
      setIdentityProvider(admin, { userId: tom, identityProvider: await newProvider(there) }),
    ).rejects.toMatchObject({ code: "unknown-provider" })
  })
})

describe("unlinkIdentity", () => {
  const linked = async () => {
    const { workspace, admin } = await arrange()
    const [provider, tom] = [await newProvider(workspace), await newPerson(workspace)]
    await insertRule(owner, workspace.id, provider, { value: "dev", role: "Developer" })
    await giveByRule(owner, workspace.id, tom, provider, { role: "Developer" })
    const linkId = await insertLink(owner, workspace.id, tom, provider, { subject: "s-1", groups: ["dev"] })
    return { workspace, admin, provider, tom, linkId }
  }

  test("takes the link, what its rules gave, and what it signed in; leaves the change", async () => {
    const { workspace, admin, provider, tom, linkId } = await linked()
    const [own, there] = [await signedIn(workspace, tom), await signedIn(workspace, tom)]
    await owner`update sessions set identity_provider_id = ${provider} where id = ${there.sessionId}`
    expect((await getUser(admin, tom)).links).toMatchObject([
      { id: linkId, provider: "Microsoft Entra", subject: "s-1" },
    ])
    await unlinkIdentity(admin, { userId: tom, linkId, sure: "" })
    const after = await getUser(admin, tom)
    expect([after.links, after.roles]).toEqual([[], []])
    const open = await owner`select id from sessions where user_id = ${tom} and ended_at is null`
    expect(open.map(({ id }) => id)).toEqual([own.sessionId])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.unlinked",
      tables: ["identity_links", "sessions", "user_roles"],
    })
  })

  test("needs sso:manage; another person's link, another workspace's and none are NotFound", async () => {
    const { workspace, admin, tom, linkId } = await linked()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const gone = { name: "NotFound" }
    await expect(unlinkIdentity(settings, { userId: tom, linkId, sure: "" })).rejects.toMatchObject({
      code: "not-permitted",
    })
    const other = await newPerson(workspace)
    await expect(unlinkIdentity(admin, { userId: other, linkId, sure: "" })).rejects.toMatchObject(gone)
    await expect(unlinkIdentity(admin, { userId: tom, linkId: uuidv7(), sure: "" })).rejects.toMatchObject(
      gone,
    )
    const there = await linked()
    await expect(
      unlinkIdentity(admin, { userId: there.tom, linkId: there.linkId, sure: "" }),
    ).rejects.toMatchObject(gone)
  })
})

test("replaced with another type: the new account is who signs in at the provider", async () => {
  const { workspace, admin } = await arrange()
  const provider = await newProvider(workspace, { owns: ["names", "email", "groups"] })
  const tom = await newPerson(workspace, { roles: ["User"] })
  await insertGroup(owner, workspace.id, { name: "Support", roles: [], members: [tom] })
  await giveByRule(owner, workspace.id, tom, provider, { role: "Developer" })
  await belongTo(owner, workspace.id, tom, provider)
  await insertLink(owner, workspace.id, tom, provider, { subject: "s-1", groups: ["dev"] })
  const { id } = await replaceUser(admin, { userId: tom, type: "supervisor", reason: "" })
  const [made, old] = [await getUser(admin, id), await getUser(admin, tom)]
  expect(made).toMatchObject({ identityProvider: { id: provider }, links: [{ subject: "s-1" }] })
  expect(made.groups.map(({ name }) => name)).toEqual(["Support"])
  expect(made.roles.map(({ name, rule }) => [name, rule])).toEqual([
    ["Developer", "Microsoft Entra"],
    ["User", null],
  ])
  expect(old).toMatchObject({ identityProvider: null, links: [], directory: null, status: "suspended" })
  expect(old.roles.map(({ name }) => name)).toEqual(["User"])
})

async function mailedTo(userId: string, wanted: "email-change" | "invitation"): Promise<string> {
  const links = (await openedMails(userId)).flatMap(({ template, props }) =>
    template === wanted && "link" in props ? [props.link] : [],
  )
  return links[0]!.split("/").at(-1)!
}

describe("what was begun before a directory owned it", () => {
  test("an address is not confirmed any more", async () => {
    const { workspace, admin } = await arrange()
    const tom = await newPerson(workspace)
    const self = await signedIn(workspace, tom)
    await change(self, "self", "user.email_change_requested", (tx) =>
      insertEmailChange(tx, {
        workspace,
        person: { id: tom, email: "old@acme.example", firstName: "Tom" },
        newEmail: `new@${workspace.slug}.example`,
        sentBy: self.user,
      }),
    )
    const token = await mailedTo(tom, "email-change")
    await belongTo(owner, workspace.id, tom, await newProvider(workspace, { owns: ["email"] }))
    await expect(confirmEmailChange({ token }, {})).rejects.toMatchObject({ code: "directory-owned" })
    expect((await getUser(admin, tom)).email).not.toContain("new@")
  })

  test("an invitation lets in with a password only who bypasses, with the directory's name", async () => {
    const { workspace, admin, form } = await arrange()
    const provider = await newProvider(workspace, { owns: ["names"] })
    const { id } = await createUser(admin, form({ type: "tenant_admin" }))
    const { id: member } = await createUser(admin, form({ email: "member@acme.example" }))
    await belongTo(owner, workspace.id, id, provider)
    await belongTo(owner, workspace.id, member, provider)
    const typed = { firstName: "Tim", lastName: "Other", newPassword: "copper lantern at noon" }
    const accept = async (userId: string) => {
      const token = await mailedTo(userId, "invitation")
      return acceptInvitation({ token, ...typed, confirmPassword: typed.newPassword }, {})
    }
    await expect(accept(member)).rejects.toMatchObject({ code: "password-at-provider" })
    await accept(id)
    expect(await getUser(admin, id)).toMatchObject({ firstName: "Tom", status: "active" })
  })
})

test("on many at once: who is owned is left out, with the reason", async () => {
  const { workspace, admin } = await arrange()
  const provider = await newProvider(workspace, { owns: ["status", "groups"] })
  const [owned, free] = [await newPerson(workspace), await newPerson(workspace)]
  await belongTo(owner, workspace.id, owned, provider)
  await giveByRule(owner, workspace.id, free, provider, { role: "Developer" })
  const group = await insertGroup(owner, workspace.id, { name: "Support", roles: [], members: [] })
  const why = async (action: string, target = "") => {
    const input = bulkInput.parse({ action, target, id: [owned, free] })
    const { outcomes } = await previewBulk(admin, input)
    return [owned, free].map((id) => outcomes.find(({ person }) => person.id === id)!.refusal)
  }
  expect(await why("suspend")).toEqual(["directory-owned", null])
  expect(await why("archive")).toEqual(["directory-owned", null])
  expect(await why("add-to-group", group)).toEqual(["directory-owned", null])
  expect(await why("remove-role", await roleId(workspace.id, "Developer"))).toEqual([
    "lacks-role",
    "given-by-rule",
  ])
  expect(await why("sign-out")).toEqual([null, null])
  const all = await previewBulk(admin, bulkInput.parse({ action: "sign-out", all: "1", provider }))
  expect(all.outcomes.map(({ person }) => person.id)).toEqual([owned])
})

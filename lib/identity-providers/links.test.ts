import { beforeEach, describe, expect, test } from "vitest"
import { belongTo, enforceAnyhow, inChange } from "#db/seed/identity-providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { identity, linksOf, newLink, newProvider, newRule } from "#lib/testing/providers.ts"
import { roleId } from "#lib/testing/roles.ts"
import { arrive } from "./arrival.ts"
import { unlinkIdentity } from "./links.ts"
import { linkOwn } from "./own-links.ts"
import type { ProviderRow } from "./provider.ts"

let workspace: TestWorkspace
let provider: ProviderRow
let actor: Actor
beforeEach(async () => {
  workspace = await newWorkspace()
  provider = await newProvider(workspace, { first_sign_in: "nobody" })
  actor = await newActor(workspace, { passwordHash: "x" })
  await newPerson(workspace, { type: "tenant_admin" })
})

const cut = (who: Actor, linkId: string, userId = who.user.id, sure?: string) =>
  unlinkIdentity(who, { userId, linkId, sure })

describe("unlinking oneself", () => {
  test("cuts the link, ends the sessions that began by it but this one, and leaves its trace", async () => {
    await linkOwn(actor, provider.id, identity())
    const { token } = await arrive(provider, identity(), {})
    const [link] = await linksOf(actor.user.id)
    await cut(actor, link!.id)
    expect(await linksOf(actor.user.id)).toEqual([])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.unlinked",
      tables: ["identity_links", "sessions"],
    })
    const sessions = await owner`
      select identity_provider_id is not null as by, ended_at is not null as ended from sessions where user_id = ${actor.user.id}`
    expect(sessions).toEqual(
      expect.arrayContaining([
        { by: false, ended: false },
        { by: true, ended: true },
      ]),
    )
    expect(token).toBeTruthy()
    await expect(arrive(provider, identity(), {})).rejects.toMatchObject({ code: "sso-not-linked" })
  })

  test("is refused as long as it is the only way in", async () => {
    const bare = await newActor(workspace)
    const link = await newLink(workspace, provider, bare.user.id, "bare")
    await expect(cut(bare, link)).rejects.toMatchObject({ code: "last-way-in" })
    const off = await newProvider(workspace, { enabled_at: null })
    await newLink(workspace, off, bare.user.id, "bare")
    await expect(cut(bare, link)).rejects.toMatchObject({ code: "last-way-in" })
    const second = await newProvider(workspace)
    await newLink(workspace, second, bare.user.id, "bare")
    await cut(bare, link)
  })

  test("a password is no way in where single sign-on is enforced, but for who may bypass it, nor a temporary one", async () => {
    await enforceAnyhow(owner, workspace.id)
    const link = await newLink(workspace, provider, actor.user.id, "maya-7")
    await expect(cut(actor, link)).rejects.toMatchObject({ code: "last-way-in" })
    const admin = await newActor(workspace, { type: "tenant_admin", passwordHash: "x" })
    await cut(admin, await newLink(workspace, provider, admin.user.id, "admin"))
    const temporaryUntil = new Date(Date.now() + 60_000)
    const temporary = await newActor(await newWorkspace(), { passwordHash: "x", temporaryUntil })
    const theirs = { ...temporary.workspace }
    const linked = await newLink(theirs, await newProvider(theirs), temporary.user.id, "t")
    await expect(cut(temporary, linked)).rejects.toMatchObject({ code: "last-way-in" })
  })

  test("is an admin's to do where the account belongs to the provider", async () => {
    const link = await newLink(workspace, provider, actor.user.id, "maya-7")
    await belongTo(owner, workspace.id, actor.user.id, provider.id)
    await expect(cut(actor, link)).rejects.toMatchObject({ code: "provider-of-account" })
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await cut(admin, link, actor.user.id)
    const [person] = await owner`select identity_provider_id as by from users where id = ${actor.user.id}`
    expect(person).toEqual({ by: null })
  })

  test("takes what its rules gave, once one is sure, and nothing that was given by hand", async () => {
    await newRule(workspace, provider, { value: "bots", role: "Developer" })
    await linkOwn(actor, provider.id, identity({ groups: ["bots"] }))
    await arrive(provider, identity({ groups: ["bots"] }), {})
    await inChange(
      owner,
      workspace.id,
      async (tx) =>
        tx`insert into user_roles ${tx({ workspace_id: workspace.id, user_id: actor.user.id, role_id: await roleId(workspace.id, "User") })}`,
    )
    const [link] = await linksOf(actor.user.id)
    const refused = await cut(actor, link!.id).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: "own-access" })
    await cut(actor, link!.id, actor.user.id, (refused as { values: { sure: string } }).values.sure)
    const held = await owner`
      select r.name from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = ${actor.user.id}`
    expect(held).toEqual([{ name: "User" }])
  })
})

describe("unlinking somebody else", () => {
  test("takes sso:manage, and is NotFound for another workspace's, somebody else's or no link", async () => {
    const other = await newPerson(workspace)
    const link = await newLink(workspace, provider, other, "other")
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(cut(settings, link, other)).rejects.toMatchObject({ code: "not-permitted" })
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const foreign = await newWorkspace()
    const theirs = await newPerson(foreign)
    const foreignLink = await newLink(foreign, await newProvider(foreign), theirs, "x")
    for (const [linkId, userId] of [
      [foreignLink, theirs],
      [foreignLink, other],
      [link, actor.user.id],
      ["00000000-0000-7000-8000-000000000000", other],
    ] as const)
      await expect(cut(admin, linkId, userId)).rejects.toMatchObject({ name: "NotFound" })
    // The only way in: an admin may take that too.
    await cut(admin, link, other)
    expect(await linksOf(other)).toEqual([])
  })
})

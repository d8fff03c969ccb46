import { beforeEach, describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { inChange } from "#db/seed/identity-providers.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { insertInvitation } from "#lib/auth/invitation.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { checkPassword } from "#lib/auth/sign-in.ts"
import { changesOf, newPerson, owner, signedIn, type TestWorkspace } from "#lib/testing/fixtures.ts"
import {
  arrangeDomain,
  eventsOf,
  newProvider,
  newRule,
  origin,
  personWith,
  rolesOf,
} from "#lib/testing/providers.ts"
import { arrive } from "./arrival.ts"

let workspace: TestWorkspace
let domain: string
let identity: Awaited<ReturnType<typeof arrangeDomain>>["said"]
beforeEach(async () => {
  ;({ workspace, domain, said: identity } = await arrangeDomain())
})

describe("an account that is made", () => {
  test("has the provider's type, joined, names and address as said, and what the rules give", async () => {
    const provider = await newProvider(workspace, { first_sign_in: "domain", user_type: "agent" })
    const group = await insertGroup(owner, workspace.id, { name: "Berlin", roles: [], members: [] })
    await newRule(workspace, provider, { role: "User" })
    await newRule(workspace, provider, { value: "bots", role: "Developer" })
    await newRule(workspace, provider, { value: "berlin", groupId: group })
    await newRule(workspace, provider, { role: "Privacy officer" })
    const { outcome, userId } = await arrive(
      provider,
      identity({
        email: `Maya@${domain.toUpperCase()}`,
        firstName: " Ma\u202eya\u0000 ",
        groups: ["bots", "else"],
      }),
      origin,
    )
    expect(outcome).toBe("created")
    expect(await personWith(userId)).toMatchObject({
      type: "agent",
      status: "active",
      first_name: "Ma ya",
      last_name: "Okafor",
      email: `Maya@${domain.toUpperCase()}`,
      email_norm: `maya@${domain}`,
      identity_provider_id: provider.id,
      created_by: null,
    })
    expect(await rolesOf(userId)).toEqual([
      ["Developer", provider.id],
      ["User", null],
    ])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "user.provisioned", actor_id: null })
    expect(await eventsOf(workspace)).toMatchObject([{ outcome: "created", user_id: userId }])
  })

  test.each([
    [{ firstName: null, lastName: null }, ["Tom", "Becker"]],
    [{ firstName: "Tom", lastName: "\u200b" }, ["Tom", "–"]],
    [{ firstName: "x".repeat(5000), lastName: "B" }, ["x".repeat(100), "B"]],
  ])("has a name that forms would take, of %o", async (said, [first, last]) => {
    const provider = await newProvider(workspace, { first_sign_in: "domain" })
    const { userId } = await arrive(provider, identity({ ...said, email: `tom.becker@${domain}` }), origin)
    expect(await personWith(userId)).toMatchObject({ first_name: first, last_name: last })
  })
})

describe("who had not joined", () => {
  const invite = async (id: string) =>
    asSystem("seed", workspace.id, async (tx) => {
      await tx.execute(
        `select begin_change(gen_random_uuid(), 'test.arranged', 'system', null, null, null, null)`,
      )
      await insertInvitation(tx, { workspaceId: workspace.id, userId: id, createdBy: null })
    })

  test("has joined by coming, and no invitation, temporary password or half a sign-in lets anybody else in", async () => {
    const provider = await newProvider(workspace)
    const temporaryUntil = new Date(Date.now() + 600_000)
    const person = { email: `maya@${domain}`, joinedAt: null, passwordHash: "x", temporaryUntil }
    const id = await newPerson(workspace, person)
    await invite(id)
    const halfway = await signedIn(workspace, id, "password_change")
    await arrive(provider, identity(), origin)
    expect(await personWith(id)).toMatchObject({ status: "active", email_confirmed_at: expect.any(Date) })
    const [left] = await owner`
      select (select count(*)::int from invitations where user_id = ${id} and withdrawn_at is null and used_at is null) as invitations,
             (select count(*)::int from credentials where user_id = ${id} and temporary_until > now()) as passwords,
             (select ended_reason from sessions where id = ${halfway.sessionId}) as ended`
    expect(left).toEqual({ invitations: 0, passwords: 0, ended: "linked to their identity provider" })
  })

  test("keeps no password of whoever set one without showing that the address is theirs, an Admin's neither", async () => {
    const provider = await newProvider(workspace)
    const [email, password] = [`maya@${domain}`, "copper lantern at noon"]
    const passwordHash = await hashPassword(password)
    const id = await newPerson(workspace, { type: "tenant_admin", email, joinedAt: null, passwordHash })
    await arrive(provider, identity(), origin)
    await expect(checkPassword({ slug: workspace.slug, email, password }, {})).rejects.toMatchObject({
      code: "sign-in-failed",
    })
    expect(await owner`select from credentials where user_id = ${id}`).toEqual([])
  })

  test("but was deactivated comes back only once invited again (K)", async () => {
    const provider = await newProvider(workspace)
    const id = await newPerson(workspace, { email: `maya@${domain}` })
    await inChange(owner, workspace.id, (tx) => tx`update users set joined_at = null where id = ${id}`)
    await expect(arrive(provider, identity(), origin)).rejects.toMatchObject({ code: "sso-deactivated" })
    await invite(id)
    expect(await arrive(provider, identity(), origin)).toMatchObject({ outcome: "linked", userId: id })
    expect(await personWith(id)).toMatchObject({ status: "active" })
  })
})

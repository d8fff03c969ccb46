import { beforeEach, describe, expect, test, vi } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import { hashToken } from "#lib/auth/keys.ts"
import type { Refused } from "#lib/errors.ts"
import type { Identity } from "#lib/identity.ts"
import { log } from "#lib/log.ts"
import { changesOf, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { eventsOf, identity as identityAt, newDomain, newLink, newProvider } from "#lib/testing/providers.ts"
import { arrive } from "./arrival.ts"
import type { ProviderRow } from "./provider.ts"
import { noteRefusal } from "./sign-ins.ts"

const origin = { ip: "192.0.2.7", userAgent: "test" }

let workspace: TestWorkspace
// A proved domain is one workspace's.
let domain: string
beforeEach(async () => {
  workspace = await newWorkspace()
  domain = `${workspace.slug}.example`
  await newDomain(workspace, domain)
})

const identity = (said: Partial<Identity> = {}) => identityAt({ email: `maya@${domain}`, ...said })

const peopleOf = (where = workspace) => owner<{ id: string; email: string }[]>`
  select id, email from users where workspace_id = ${where.id}`
const personWith = async (id: string) => {
  const [person] = await owner`select * from users where id = ${id}`
  return person!
}
const refusedAs = (code: string, provider: ProviderRow, said: Partial<Identity> = {}) =>
  expect(arrive(provider, identity(said), origin)).rejects.toMatchObject({ code })
const maya = (person = {}) => newPerson(workspace, { email: `Maya@${domain}`, ...person })

describe("who is linked", () => {
  test("is in, by a session of that provider, and nothing is changed", async () => {
    const provider = await newProvider(workspace, { first_sign_in: "nobody" })
    const id = await newPerson(workspace)
    await newLink(workspace, provider, id, "maya-7")
    const before = (await changesOf(workspace)).length
    const until = new Date(Date.now() + 60_000)
    const authenticatedAt = new Date(Date.now() - 3_600_000)
    const arrived = await arrive(
      provider,
      identity({ email: null, emailVerified: false, sessionUntil: until, authenticatedAt }),
      origin,
    )
    expect(arrived).toMatchObject({ outcome: "signed-in", userId: id })
    const found = await findSession(hashToken(arrived.token))
    expect(found).toMatchObject({ user_id: id, stage: "full", workspace_id: workspace.id })
    const [session] = await owner`select * from sessions where id = ${found!.session_id}`
    expect(session).toMatchObject({
      identity_provider_id: provider.id,
      expires_at: until,
      proved_at: authenticatedAt,
    })
    expect(await changesOf(workspace)).toHaveLength(before)
    expect(await eventsOf(workspace)).toMatchObject([
      { outcome: "signed-in", reason: null, user_id: id, subject: "maya-7", ip: "192.0.2.7" },
    ])
  })

  test("has just shown who they are if the provider was to ask, whatever it says of another time", async () => {
    const provider = await newProvider(workspace)
    await newLink(workspace, provider, await newPerson(workspace), "maya-7")
    const provedAt = async (said: Partial<Identity>, forced = false) => {
      const { token } = await arrive(provider, identity(said), origin, forced)
      const [session] = await owner`select proved_at from sessions where token_hash = ${hashToken(token)}`
      return Date.now() - (session!.proved_at as Date).getTime()
    }
    const hourAgo = { authenticatedAt: new Date(Date.now() - 3_600_000) }
    expect(await provedAt(hourAgo)).toBeGreaterThan(3_500_000)
    expect(await provedAt(hourAgo, true)).toBeLessThan(30_000)
    expect(await provedAt({})).toBeLessThan(30_000)
    expect(await provedAt({ authenticatedAt: new Date(Date.now() + 3_600_000) })).toBeGreaterThanOrEqual(0)
  })

  test.each([
    ["sso-suspended", { suspendedAt: new Date() }],
    ["sso-archived", { archivedAt: new Date() }],
    ["sso-deactivated", { joinedAt: null }],
  ])("is refused (%s) where the account is closed", async (code, person) => {
    const provider = await newProvider(workspace, { first_sign_in: "domain" })
    await newLink(workspace, provider, await newPerson(workspace, person), "maya-7")
    await refusedAs(code, provider)
    expect(await eventsOf(workspace)).toEqual([])
  })

  test("comes in though failed passwords locked the account: that lock is about guessing them", async () => {
    const provider = await newProvider(workspace)
    const id = await maya({ lockedUntil: new Date(Date.now() + 600_000) })
    await newLink(workspace, provider, id, "maya-7")
    expect(await arrive(provider, identity(), origin)).toMatchObject({ userId: id })
  })

  test("is known by issuer and subject, never by the address", async () => {
    const provider = await newProvider(workspace)
    const id = await maya()
    await newLink(workspace, provider, id, "maya-7")
    await refusedAs("linked-otherwise", provider, { subject: "another" })
    await refusedAs("linked-otherwise", provider, { issuer: "https://other.example" })
    expect(await arrive(provider, identity({ email: "new@elsewhere.example" }), origin)).toMatchObject({
      userId: id,
    })
  })

  test("is refused once the provider is off", async () => {
    const provider = await newProvider(workspace, { enabled_at: null })
    await newLink(workspace, provider, await maya(), "maya-7")
    await refusedAs("sso-provider-off", provider)
    // As the row was when the sign-in began.
    await refusedAs("sso-provider-off", { ...provider, enabledAt: new Date() })
  })

  test("is another workspace's nobody", async () => {
    const other = await newWorkspace("Globex")
    await newDomain(other, `other-${domain}`)
    const [ours, theirs] = [await newProvider(workspace), await newProvider(other)]
    await newLink(workspace, ours, await maya(), "maya-7")
    await refusedAs("sso-domain-not-proved", theirs)
    expect(await peopleOf(other)).toEqual([])
    await expect(arrive({ ...ours, workspaceId: other.id }, identity(), origin)).rejects.toMatchObject({
      name: "NotFound",
    })
  })
})

describe("nobody's first sign-in", () => {
  test("lets nobody in by the address", async () => {
    const provider = await newProvider(workspace, { first_sign_in: "nobody" })
    await maya()
    await refusedAs("sso-not-linked", provider)
  })
})

describe.each(["invited", "domain"])("the first sign-in, %s", (first_sign_in) => {
  test("links who has the address, and moves nothing else", async () => {
    const provider = await newProvider(workspace, { first_sign_in })
    const id = await maya({ firstName: "Given", lastName: "Here" })
    expect(await arrive(provider, identity(), origin)).toMatchObject({ outcome: "linked", userId: id })
    expect(await personWith(id)).toMatchObject({
      first_name: "Given",
      email: `Maya@${domain}`,
      identity_provider_id: provider.id,
    })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.linked",
      actor_id: id,
      tables: ["identity_links", "users"],
    })
    expect(await eventsOf(workspace)).toMatchObject([{ outcome: "linked", user_id: id }])
    expect(await arrive(provider, identity({ email: null }), origin)).toMatchObject({ outcome: "signed-in" })
  })

  test("leaves somebody with the provider that they belong to", async () => {
    const [provider, theirs] = [await newProvider(workspace, { first_sign_in }), await newProvider(workspace)]
    const id = await maya()
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'test.arranged', 'system', null, null, null, null)`
      await tx`update users set identity_provider_id = ${theirs.id} where id = ${id}`
    })
    await arrive(provider, identity(), origin)
    expect(await personWith(id)).toMatchObject({ identity_provider_id: theirs.id })
  })

  test.each<[string, string, (address: string) => Partial<Identity>]>([
    ["sso-email-unverified", "an address that is not", () => ({ emailVerified: false })],
    ["sso-email-missing", "none", () => ({ email: null })],
    ["sso-email-missing", "one with what nobody sees", (address) => ({ email: `${address}\u202e` })],
    ["sso-email-missing", "one too long", (address) => ({ email: `${"m".repeat(300)}${address}` })],
    ["sso-domain-not-proved", "a domain below", (address) => ({ email: address.replace("@", "@mail.") })],
    ["sso-domain-not-proved", "a domain like it", (address) => ({ email: address.replace("@", "@x") })],
  ])("refuses %s for %s", async (code, _what, said) => {
    const provider = await newProvider(workspace, { first_sign_in })
    await maya()
    await refusedAs(code, provider, said(`maya@${domain}`))
    expect(await peopleOf()).toHaveLength(1)
  })

  test("takes only domains that are proved, and are this provider's or anybody's", async () => {
    const [provider, other] = [await newProvider(workspace, { first_sign_in }), await newProvider(workspace)]
    await newDomain(workspace, `unproved-${domain}`, { proved_at: null })
    await newDomain(workspace, `theirs-${domain}`, { identity_provider_id: other.id })
    await newDomain(workspace, `ours-${domain}`, { identity_provider_id: provider.id })
    for (const whose of ["unproved", "theirs"])
      await refusedAs("sso-domain-not-proved", provider, { email: `maya@${whose}-${domain}` })
    const id = await newPerson(workspace, { email: `maya@ours-${domain}` })
    expect(await arrive(provider, identity({ email: `MAYA@ours-${domain}` }), origin)).toMatchObject({
      userId: id,
    })
  })

  test.each([
    ["sso-suspended", { suspendedAt: new Date() }],
    ["linked-otherwise", {}],
  ])("refuses %s of whom it finds", async (code, person) => {
    const provider = await newProvider(workspace, { first_sign_in })
    const id = await maya(person)
    if (code === "linked-otherwise") await newLink(workspace, provider, id, "somebody-before")
    const before = (await changesOf(workspace)).length
    await refusedAs(code, provider)
    expect(await changesOf(workspace)).toHaveLength(before)
  })
})

test("only who is there already comes in where that is the rule", async () => {
  const provider = await newProvider(workspace, { first_sign_in: "invited" })
  await maya({ archivedAt: new Date() })
  await refusedAs("sso-not-invited", provider)
})

test("a refusal is noted with its reason, and in the log without what was said of the person", async () => {
  const said = vi.spyOn(log, "warn").mockImplementation(() => undefined)
  const provider = await newProvider(workspace)
  const refusal = await arrive(provider, identity(), origin).catch((error: unknown) => error)
  const event = await noteRefusal(provider, refusal as Refused, {
    identity: identity(),
    origin,
  })
  expect(await eventsOf(workspace)).toMatchObject([
    { outcome: "refused", reason: "sso-not-invited", subject: "maya-7", email: `maya@${domain}` },
  ])
  expect(JSON.stringify(said.mock.calls)).toContain(event)
  expect(JSON.stringify(said.mock.calls)).not.toMatch(/maya/i)
  said.mockRestore()
})

import { beforeEach, describe, expect, test, vi } from "vitest"
import { insertDomain } from "#db/seed/identity-providers.ts"
import { findSession } from "#lib/access/lookups.ts"
import { hashToken } from "#lib/auth/keys.ts"
import type { Refused } from "#lib/errors.ts"
import type { Identity } from "#lib/identity.ts"
import { log } from "#lib/log.ts"
import { changesOf, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { arrangeDomain, eventsOf, newLink, newProvider, origin } from "#lib/testing/providers.ts"
import { arrive } from "./arrival.ts"
import type { ProviderRow } from "./provider.ts"
import { noteRefusal } from "./sign-ins.ts"

let workspace: TestWorkspace
let domain: string
let identity: Awaited<ReturnType<typeof arrangeDomain>>["said"]
beforeEach(async () => {
  ;({ workspace, domain, said: identity } = await arrangeDomain())
})

const peopleOf = (where = workspace) => owner<{ id: string; email: string }[]>`
  select id, email from users where workspace_id = ${where.id}`
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
    // One that says nothing may have asked nothing.
    expect(await provedAt({})).toBeGreaterThan(3_500_000)
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

  test("is refused where the provider was set up anew since it answered", async () => {
    const provider = await newProvider(workspace)
    await newLink(workspace, provider, await maya(), "maya-7")
    for (const former of [
      { issuer: "https://former.example" },
      { clientId: "former" },
      { certificates: ["x"] },
    ])
      await refusedAs("edited-meanwhile", { ...provider, ...former })
    expect(await arrive({ ...provider, name: "Renamed" }, identity(), origin)).toMatchObject({
      outcome: "signed-in",
    })
  })

  test("is another workspace's nobody", async () => {
    const other = await newWorkspace("Globex")
    await insertDomain(owner, other.id, `other-${domain}`)
    const [ours, theirs] = [await newProvider(workspace), await newProvider(other)]
    await newLink(workspace, ours, await maya(), "maya-7")
    await refusedAs("sso-domain-not-proved", theirs)
    expect(await peopleOf(other)).toEqual([])
    await expect(arrive({ ...ours, workspaceId: other.id }, identity(), origin)).rejects.toMatchObject({
      name: "NotFound",
    })
  })
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

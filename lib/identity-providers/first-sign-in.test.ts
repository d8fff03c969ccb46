import { beforeEach, describe, expect, test } from "vitest"
import { belongTo, insertDomain } from "#db/seed/identity-providers.ts"
import type { Identity } from "#lib/identity.ts"
import { changesOf, newPerson, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { arrangeDomain, eventsOf, newLink, newProvider, origin, personWith } from "#lib/testing/providers.ts"
import { arrive } from "./arrival.ts"
import type { ProviderRow } from "./provider.ts"

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
    await belongTo(owner, workspace.id, id, theirs.id)
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
    await insertDomain(owner, workspace.id, `unproved-${domain}`, { proved_at: null })
    await insertDomain(owner, workspace.id, `theirs-${domain}`, { identity_provider_id: other.id })
    await insertDomain(owner, workspace.id, `ours-${domain}`, { identity_provider_id: provider.id })
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

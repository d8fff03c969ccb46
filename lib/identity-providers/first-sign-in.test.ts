import { beforeEach, describe, expect, test } from "vitest"
import { belongTo, insertDomain } from "#db/seed/identity-providers.ts"
import { changeAsSystem } from "#lib/access/as-system.ts"
import { findSession } from "#lib/access/lookups.ts"
import { insertEmailChange } from "#lib/auth/email-change.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { sendResetLink } from "#lib/auth/password-reset.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { checkPassword } from "#lib/auth/sign-in.ts"
import type { Identity } from "#lib/identity.ts"
import { changesOf, newPerson, owner, signedIn, type TestWorkspace } from "#lib/testing/fixtures.ts"
import {
  arrangeDomain,
  eventsOf,
  newLink,
  newProvider,
  newRule,
  origin,
  personWith,
} from "#lib/testing/providers.ts"
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

test("whoever had the account is out once its person is linked by the address: sessions, links for a password, changes of the address", async () => {
  const provider = await newProvider(workspace)
  const id = await maya()
  const former = await signedIn(workspace, id)
  const email = `maya@${domain}`
  await changeAsSystem("change-email", workspace.id, "test.asked", async (tx) => {
    const person = { id, email, firstName: "Maya" }
    await insertEmailChange(tx, { workspace, person, newEmail: `else@${domain}`, sentBy: former.user })
    await sendResetLink(tx, { workspace, person, sentBy: null })
  })
  const { token } = await arrive(provider, identity(), origin)
  expect(await findSession(hashToken(token))).toMatchObject({ user_id: id })
  const [left] = await owner`
    select (select ended_reason from sessions where id = ${former.sessionId}) as ended,
           (select count(*)::int from email_changes where user_id = ${id} and stopped_at is null) as changes,
           (select count(*)::int from password_resets where user_id = ${id} and withdrawn_at is null) as resets`
  expect(left).toEqual({ ended: "linked to their identity provider", changes: 0, resets: 0 })
})

test("a password from before opens nothing that the rules give; only who bypassed single sign-on already keeps theirs", async () => {
  const provider = await newProvider(workspace)
  await newRule(workspace, provider, { value: "it", role: "Admin" })
  const password = "copper lantern at noon"
  const passwordHash = await hashPassword(password)
  const enter = (name: string) =>
    checkPassword({ slug: workspace.slug, email: `${name}@${domain}`, password }, {})
  // Joined by an invitation link that whoever invited them was shown.
  await maya({ passwordHash })
  const admin = { type: "tenant_admin" as const, email: `ada@${domain}`, passwordHash }
  const id = await newPerson(workspace, admin)
  await arrive(provider, identity({ groups: ["it"] }), origin)
  await arrive(provider, identity({ subject: "ada", email: admin.email }), origin)
  await expect(enter("maya")).rejects.toMatchObject({ code: "sign-in-failed" })
  expect((await enter("ada")).user.id).toBe(id)
})

test("only who is there already comes in where that is the rule", async () => {
  const provider = await newProvider(workspace, { first_sign_in: "invited" })
  await maya({ archivedAt: new Date() })
  await refusedAs("sso-not-invited", provider)
})

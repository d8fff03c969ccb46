import { beforeEach, expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { newToken } from "#lib/auth/keys.ts"
import { type Identity, IdentityRefused } from "#lib/identity.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { arrangeDomain, eventsOf, newLink, newProvider } from "#lib/testing/providers.ts"
import { beginAttempt } from "./attempts.ts"
import type { ProviderRow } from "./provider.ts"
import { keepRefused, keepRehearsed, readRehearsed } from "./rehearsal.ts"
import { wouldDo } from "./would-do.ts"

let workspace: TestWorkspace
let identity: Awaited<ReturnType<typeof arrangeDomain>>["said"]
let admin: Actor
let provider: ProviderRow
beforeEach(async () => {
  ;({ workspace, said: identity } = await arrangeDomain())
  admin = await newActor(workspace, { type: "tenant_admin" })
  // As one that is tried out before it is switched on.
  provider = await newProvider(workspace, { first_sign_in: "domain", enabled_at: null })
})

const begin = (where = provider) =>
  beginAttempt(where, {
    purpose: "rehearsal",
    browser: newToken(),
    actor: admin,
    returnTo: null,
    forced: false,
  })

test("a rehearsal says whose account a sign-in would have opened, or why none, and opens none", async () => {
  const before = [
    await changesOf(workspace),
    await owner`select id from sessions where workspace_id = ${workspace.id}`,
  ]
  const would = async (said = {}, where = provider) => {
    const attempt = await begin(where)
    expect(await readRehearsed(admin, where.id, attempt.id)).toBeNull()
    await keepRehearsed(where, attempt, identity(said))
    const rehearsed = (await readRehearsed(admin, where.id, attempt.id)) as { identity: Identity }
    expect(rehearsed).toMatchObject({ identity: { subject: "maya-7" } })
    return wouldDo(admin, where.id, rehearsed.identity)
  }
  expect(await would()).toMatchObject({ kind: "create", joins: true, person: { email: identity().email } })
  expect(await would({ emailVerified: false })).toEqual({ refused: "sso-email-unverified" })
  expect([
    await changesOf(workspace),
    await owner`select id from sessions where workspace_id = ${workspace.id}`,
  ]).toEqual(before)
  const email = identity().email!
  const id = await newPerson(workspace, { email })
  expect(await would()).toMatchObject({ kind: "link", person: { id } })
  await newLink(workspace, provider, id, "maya-7")
  expect(await would()).toMatchObject({ kind: "known", person: { id } })
  expect(await eventsOf(workspace)).toEqual([])
})

test("an answer that was refused is shown with what had come and was verified", async () => {
  const attempt = await begin()
  const seen = { claims: { sub: "maya-7" }, checks: ["It is signed."] }
  await keepRefused(provider, attempt, new IdentityRefused("audience-mismatch", "another", seen))
  expect(await readRehearsed(admin, provider.id, attempt.id)).toEqual({
    refused: "audience-mismatch",
    detail: "another",
    ...seen,
  })
})

test("only the admin who began it reads it, and the database in clear nobody", async () => {
  const attempt = await begin()
  await keepRehearsed(provider, attempt, identity())
  const [row] =
    await owner`select encode(outcome, 'escape') as outcome from sso_attempts where id = ${attempt.id}`
  expect(row!.outcome).not.toMatch(/maya/i)
  const settings = await newActor(workspace, { roles: ["Settings"] })
  await expect(readRehearsed(settings, provider.id, attempt.id)).rejects.toMatchObject({
    code: "not-permitted",
  })
  const others = [
    await newActor(workspace, { type: "tenant_admin" }),
    await newActor(await newWorkspace(), { type: "tenant_admin" }),
  ]
  for (const other of others)
    await expect(readRehearsed(other, provider.id, attempt.id)).rejects.toMatchObject({ name: "NotFound" })
  for (const [where, id] of [
    [provider.id, "no-id"],
    ["no-id", attempt.id],
    [(await newProvider(workspace)).id, attempt.id],
  ] as const)
    await expect(readRehearsed(admin, where, id)).rejects.toMatchObject({ name: "NotFound" })
})

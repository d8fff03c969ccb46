import { createLocalJWKSet, jwtVerify } from "jose"
import { beforeAll, expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { permissions } from "#lib/access/permissions.ts"
import { newActor, newPerson, newWorkspace, signedIn, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { takeTurnWithSigningKeys } from "#lib/testing/signing-keys.ts"
import { tokensPerMinute } from "#lib/auth/policy.ts"
import { setRoles } from "#lib/users/roles-given.ts"
import { addAudience, removeAudience } from "./audiences.ts"
import { publicKeySet } from "./signing-keys.ts"
import { issueToken } from "./token.ts"

takeTurnWithSigningKeys()

const audience = "https://bots.acme.example"
let workspace: TestWorkspace
let admin: Actor
let id: string
beforeAll(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin" })
  ;({ id } = await addAudience(admin, { name: "Bots", audience }))
})

/** Verified as a back end does it. */
async function claimsOf(token: string, of = audience) {
  const keys = createLocalJWKSet(await publicKeySet())
  return jwtVerify(token, keys, { audience: of, issuer: "http://localhost:3000", typ: "at+jwt" })
}

test("a token says who, where, for whom, by which session, for how long and what they may, and nothing else", async () => {
  const person = await newActor(workspace, { type: "viewer" })
  const { token, scope } = await issueToken(person, { audience })
  const { payload, protectedHeader } = await claimsOf(token)
  const [key] = (await publicKeySet()).keys
  expect(protectedHeader).toEqual({ alg: "ES256", typ: "at+jwt", kid: key!.kid })
  expect(payload).toEqual({
    iss: "http://localhost:3000",
    sub: person.user.id,
    aud: audience,
    iat: expect.any(Number),
    exp: payload.iat! + 300,
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    sid: person.sessionId,
    workspace: workspace.id,
    client_id: "roster",
    scope: "users:read bots:read analytics:read",
  })
  expect(scope).toBe(payload["scope"])
  expect(Math.abs(payload.iat! - Date.now() / 1000)).toBeLessThan(30)
  const { payload: another } = await claimsOf((await issueToken(person, { audience })).token)
  expect(another.jti).not.toBe(payload.jti)
})

test("the scope is what was asked for and is held: never more than the person may", async () => {
  const person = await newActor(workspace, { type: "viewer" })
  const ask = async (scope?: string) => (await issueToken(person, { audience, scope })).scope
  expect(await ask("bots:read")).toBe("bots:read")
  expect(await ask("bots:read users:write  users:read bots:read")).toBe("users:read bots:read")
  expect(await ask(permissions.join(" "))).toBe("users:read bots:read analytics:read")
  expect(await ask("")).toBe("users:read bots:read analytics:read")
  for (const scope of [
    "users:write",
    "users:write sso:manage",
    "users:read bots:*",
    "nothing",
    "users:read\u0000",
  ])
    await expect(ask(scope), scope).rejects.toMatchObject({ code: "unknown-scope" })
  expect((await issueToken(admin, { audience, scope: "sso:manage" })).scope).toBe("sso:manage")
})

test("somebody who may nothing can still say who they are", async () => {
  const person = await newActor(workspace, { roles: ["Public"] })
  const { token, scope } = await issueToken(person, { audience })
  expect(scope).toBe("")
  expect((await claimsOf(token)).payload).toMatchObject({ sub: person.user.id, scope: "" })
})

test("what somebody loses or gains shows in their next token, whatever the actor was when they came", async () => {
  const person = await newActor(workspace, { roles: ["Developer"] })
  expect((await issueToken(person, { audience })).scope).toBe("bots:read chat:test")
  await setRoles(admin, { userId: person.user.id, roles: [], seen: "9".repeat(18) })
  expect((await issueToken(person, { audience })).scope).toBe("")
  await expect(issueToken(person, { audience, scope: "chat:test" })).rejects.toMatchObject({
    code: "unknown-scope",
  })
})

test("there is none for an audience that the workspace doesn't have, be it another one's", async () => {
  const globex = await newWorkspace("Globex")
  const stranger = await newActor(globex, { type: "tenant_admin" })
  const attempts: [Actor, string][] = [
    [stranger, audience],
    [admin, "https://bots.globex.example"],
    [admin, `${audience}/`],
    [admin, audience.toUpperCase()],
    [admin, id],
    [admin, "bots\u0000"],
  ]
  for (const [actor, wanted] of attempts)
    await expect(issueToken(actor, { audience: wanted }), wanted).rejects.toMatchObject({
      code: "unknown-audience",
    })
  await addAudience(stranger, { name: "Bots", audience })
  const { payload } = await claimsOf((await issueToken(stranger, { audience })).token)
  expect(payload["workspace"]).toBe(globex.id)
})

test("there is none any more once the back end is removed", async () => {
  const made = await addAudience(admin, { name: "Passing", audience: "passing" })
  await claimsOf((await issueToken(admin, { audience: "passing" })).token, "passing")
  await removeAudience(admin, { audienceId: made.id })
  await expect(issueToken(admin, { audience: "passing" })).rejects.toMatchObject({
    code: "unknown-audience",
  })
})

test("there is none without a session, or before it is a full one", async () => {
  await expect(issueToken({ ...admin, via: "job", sessionId: null }, { audience })).rejects.toMatchObject({
    name: "NotSignedIn",
  })
  const newcomer = await signedIn(workspace, await newPerson(workspace, { joinedAt: null }), "verify_email")
  await expect(issueToken(newcomer, { audience })).rejects.toMatchObject({ code: "not-permitted" })
})

test("one session gets so many within a minute, and another one its own", async () => {
  const person = await newActor(workspace, { roles: ["User"] })
  for (let asked = 0; asked < tokensPerMinute; asked += 1) await issueToken(person, { audience })
  await expect(issueToken(person, { audience })).rejects.toMatchObject({ code: "throttled" })
  await issueToken(await signedIn(workspace, person.user.id), { audience })
})

import { describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { safeParse } from "zod/mini"
import { insertBot } from "#db/seed/bots.ts"
import type { Actor } from "#lib/access/actor.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { byToken, newToken, proofIsOld } from "#lib/testing/access-tokens.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { createTokenInput, type CreateTokenInput } from "./input.ts"
import { listTokens } from "./listing.ts"
import { createToken, mostTokens, regenerateToken } from "./making.ts"

const wanted = (over: Partial<CreateTokenInput> = {}): CreateTokenInput => ({
  name: "Nightly report",
  days: 90,
  scopes: ["users:read"],
  currentPassword: "",
  ...over,
})
const again = (tokenId: string, over = {}) => ({ tokenId, days: 30, currentPassword: "", ...over })
const arrange = async (type: Actor["user"]["type"] & ("viewer" | "tenant_admin") = "viewer") => {
  const workspace = await newWorkspace()
  return { workspace, actor: await newActor(workspace, { type }) }
}

describe("createToken", () => {
  test("makes one that acts as its owner within its scopes; only its hash is stored; leaves the change behind", async () => {
    const { workspace, actor } = await arrange()
    const { token, id, expiresAt } = await createToken(actor, wanted({ scopes: ["bots:read", "users:read"] }))
    expect(token).toMatch(/^roster_pat_/)
    expect(Math.round((expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(90)
    const by = await byToken(token)
    expect(by).toMatchObject({ via: "token", tokenId: id, user: { id: actor.user.id } })
    expect([...by!.permissions].sort()).toEqual(["bots:read", "users:read"])
    const [row] = await owner`select * from access_tokens where id = ${id}`
    expect(JSON.stringify(row)).not.toContain(token.slice(15))
    expect(row).toMatchObject({ start: token.slice(0, 15), created_by: actor.user.id })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "access_token.created",
      actor_id: actor.user.id,
      tables: ["access_tokens"],
    })
  })

  test("gives what a part in a bot permits too, and nothing that its owner may not do", async () => {
    const { workspace, actor } = await arrange()
    const scopes = wanted({ scopes: ["bots:publish"] })
    await expect(createToken(actor, scopes)).rejects.toMatchObject({
      code: "scope-not-held",
      field: "scopes",
    })
    await insertBot(owner, workspace.id, { ownerId: actor.user.id, name: "Helper" })
    const by = await byToken((await createToken(actor, scopes)).token)
    expect([...by!.permissions]).toEqual([])
    expect([...by!.botPermissions]).toEqual(["bots:publish"])
  })

  test("the same form makes one token, also when it is posted twice at once", async () => {
    const { actor } = await arrange()
    const form = wanted({ id: uuidv7() })
    const both = await Promise.allSettled([createToken(actor, form), createToken(actor, form)])
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "form-spent" } })
    expect((await listTokens(actor)).live).toHaveLength(1)
  })

  test("is refused to a token, before a full sign-in, and when it is a while since they showed who they are", async () => {
    const { workspace, actor } = await arrange()
    const by = await byToken((await newToken(workspace, { userId: actor.user.id })).token)
    await expect(createToken(by!, wanted())).rejects.toMatchObject({ code: "not-permitted" })
    await expect(regenerateToken(by!, again(by!.tokenId!))).rejects.toMatchObject({ code: "not-permitted" })
    const half = await signedIn(workspace, actor.user.id, "verify_email")
    await expect(createToken(half, wanted())).rejects.toMatchObject({ code: "not-permitted" })
    const passwordHash = await hashPassword("copper lantern at noon")
    const old = await signedIn(workspace, await newPerson(workspace, { type: "viewer", passwordHash }))
    await proofIsOld(old)
    await expect(createToken(old, wanted())).rejects.toMatchObject({ code: "prove-again" })
    await createToken(old, wanted({ currentPassword: "copper lantern at noon" }))
  })

  test("no more than 50 that live; ended ones don't count", async () => {
    const { workspace, actor } = await arrange()
    await newToken(workspace, { userId: actor.user.id, expiresAt: new Date(Date.now() - 1000) })
    for (let n = 1; n < mostTokens; n += 1) await newToken(workspace, { userId: actor.user.id })
    await createToken(actor, wanted())
    await expect(createToken(actor, wanted())).rejects.toMatchObject({ code: "too-many-tokens" })
    expect((await listTokens(actor)).live).toHaveLength(mostTokens)
  })
})

describe("regenerateToken", () => {
  test("the old one ends at once; the new one has its name and those of its scopes that are held still", async () => {
    const { workspace, actor } = await arrange()
    const old = await createToken(actor, wanted({ scopes: ["users:read", "analytics:read"] }))
    const fresh = await regenerateToken(actor, again(old.id))
    expect(await byToken(old.token)).toBeNull()
    expect([...(await byToken(fresh.token))!.permissions].sort()).toEqual(["analytics:read", "users:read"])
    expect(fresh.name).toBe("Nightly report")
    expect(Math.round((fresh.expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(30)
    expect((await listTokens(actor)).ended).toMatchObject([{ id: old.id, endedAs: "regenerated" }])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "access_token.regenerated" })
    const lost = await newToken(workspace, {
      userId: actor.user.id,
      scopes: ["users:read", "roles:manage"],
    })
    const left = await regenerateToken(actor, again(lost.id))
    expect([...(await byToken(left.token))!.permissions]).toEqual(["users:read"])
    const none = await newToken(workspace, { userId: actor.user.id, scopes: ["roles:manage"] })
    await expect(regenerateToken(actor, again(none.id))).rejects.toMatchObject({ code: "token-empty" })
    expect(await byToken(none.token)).not.toBeNull()
  })

  test("twice at once makes one; of one that has expired it makes another, of a revoked one none", async () => {
    const { workspace, actor } = await arrange()
    const userId = actor.user.id
    const { id } = await newToken(workspace, { userId })
    const both = await Promise.allSettled([
      regenerateToken(actor, again(id)),
      regenerateToken(actor, again(id)),
    ])
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "token-ended" },
    })
    expect((await listTokens(actor)).live).toHaveLength(1)
    const over = await newToken(workspace, { userId, expiresAt: new Date(Date.now() - 1000) })
    expect(await byToken((await regenerateToken(actor, again(over.id))).token)).not.toBeNull()
  })

  test("is for the owner only: anybody else's token is not found, an admin's no less than another workspace's", async () => {
    const { workspace, actor } = await arrange()
    const { id, token } = await newToken(workspace, { userId: actor.user.id })
    const admin = await newActor(workspace, { type: "tenant_admin" })
    for (const other of [admin, (await arrange("tenant_admin")).actor])
      await expect(regenerateToken(other, again(id))).rejects.toMatchObject({ name: "NotFound" })
    expect(await byToken(token)).not.toBeNull()
  })
})

test("the form takes days from 1 to 366, 90 unless another number is given, at least one scope, and a name", () => {
  const valid = { name: "x", scopes: ["users:read"] }
  expect(safeParse(createTokenInput, valid).data).toMatchObject({ days: 90, currentPassword: "" })
  expect(safeParse(createTokenInput, { ...valid, days: " 366 " }).data).toMatchObject({ days: 366 })
  for (const days of ["0", "367", "-1", "1.5", "1e2", "", "9999999999", "ten"])
    expect(safeParse(createTokenInput, { ...valid, days }).success, days).toBe(false)
  for (const over of [{ scopes: [] }, { scopes: ["users:fly"] }, { name: "" }, { name: "a\u202eb" }])
    expect(safeParse(createTokenInput, { ...valid, ...over }).success).toBe(false)
})

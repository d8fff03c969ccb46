import { describe, expect, test } from "vitest"
import { byToken, newToken } from "#lib/testing/access-tokens.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { listTokens, listTokensOf } from "./listing.ts"

const ago = (days: number) => new Date(Date.now() - days * 86_400_000)

test("tells what each permits and no longer permits, when and from where it was used, and how the others ended", async () => {
  const workspace = await newWorkspace()
  const actor = await newActor(workspace, { type: "viewer" })
  const userId = actor.user.id
  const first = await newToken(workspace, { userId, name: "First", createdAt: ago(2) })
  const second = await newToken(workspace, { userId, name: "Second", scopes: ["users:read", "users:write"] })
  await newToken(workspace, { userId, name: "Over", expiresAt: ago(1) })
  await newToken(workspace, { userId, name: "Gone", revokedAt: ago(3), revokedAs: "suspended" })
  await byToken(second.token)
  const { live, ended, held } = await listTokens(actor)
  expect(live).toMatchObject([
    { name: "Second", start: second.token.slice(0, 15), lost: ["users:write"], usedFrom: "198.51.100.7" },
    { id: first.id, lost: [], usedAt: null, usedFrom: null },
  ])
  expect(live[0]!.usedAt).toBeInstanceOf(Date)
  expect(ended).toMatchObject([
    { name: "Over", endedAs: "expired" },
    { name: "Gone", endedAs: "suspended" },
  ])
  expect([...held].sort()).toEqual(["analytics:read", "bots:read", "users:read"])
  expect(JSON.stringify({ live, ended })).not.toContain(second.token.slice(15))
})

test("a token that is used again and again is noted once a minute, and else nothing is written", async () => {
  const workspace = await newWorkspace()
  const { id, token } = await newToken(workspace, { userId: await newPerson(workspace) })
  // What locked the row last, even without changing it.
  const noted = () =>
    owner`select used_at, xmin::text, xmax::text from access_token_uses where token_id = ${id}`
  await byToken(token)
  const first = await noted()
  await byToken(token)
  expect(await noted()).toEqual(first)
  await owner`update access_token_uses set used_at = used_at - interval '61 seconds' where token_id = ${id}`
  await byToken(token)
  expect((await noted())[0]!.used_at.getTime()).toBeGreaterThanOrEqual(first[0]!.used_at.getTime())
})

describe("listTokensOf", () => {
  test("shows somebody's to who may manage them", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const userId = await newPerson(workspace)
    const { id } = await newToken(workspace, { userId })
    expect((await listTokensOf(admin, userId)).live).toMatchObject([{ id, lost: ["users:read"] }])
    expect((await listTokens(admin)).live).toEqual([])
  })

  test("is refused without tokens:manage, for another workspace's person and for nobody", async () => {
    const workspace = await newWorkspace()
    const userId = await newPerson(workspace)
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(listTokensOf(viewer, userId)).rejects.toMatchObject({ code: "not-permitted" })
    const stranger = await newActor(await newWorkspace(), { type: "tenant_admin" })
    for (const id of [userId, "00000000-0000-7000-8000-000000000000", "junk"])
      await expect(listTokensOf(stranger, id)).rejects.toMatchObject({ name: "NotFound" })
  })
})

import { describe, expect, test } from "vitest"
import { change } from "#lib/access/change.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { byToken, newToken, proofIsOld } from "#lib/testing/access-tokens.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { newServiceAccount } from "#lib/testing/service-accounts.ts"
import { listTokens, listTokensOf } from "./listing.ts"
import { revokeToken, revokeTokenOf } from "./revocation.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const actor = await newActor(workspace, { type: "viewer" })
  return { workspace, actor, ...(await newToken(workspace, { userId: actor.user.id })) }
}
const of = (userId: string, tokenId: string, currentPassword = "") => ({ userId, tokenId, currentPassword })
const act = (actor: Parameters<typeof change>[0]) => change(actor, "self", "test.tried", async () => "done")

describe("revokeToken", () => {
  test("ends it at its next look and its next change; leaves the change behind; once only", async () => {
    const { workspace, actor, id, token } = await arrange()
    const by = (await byToken(token))!
    expect(await act(by)).toBe("done")
    await revokeToken(actor, { tokenId: id })
    expect(await byToken(token)).toBeNull()
    await expect(act(by)).rejects.toMatchObject({ name: "NotSignedIn" })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "access_token.revoked",
      actor_id: actor.user.id,
      tables: ["access_tokens"],
    })
    await expect(revokeToken(actor, { tokenId: id })).rejects.toMatchObject({ code: "token-ended" })
    expect((await listTokens(actor)).ended).toMatchObject([{ endedAs: "owner" }])
  })

  test("a token can end itself, and no other", async () => {
    const { workspace, actor, id, token } = await arrange()
    const other = await newToken(workspace, { userId: actor.user.id })
    await expect(revokeToken((await byToken(other.token))!, { tokenId: id })).rejects.toMatchObject({
      code: "not-permitted",
    })
    await revokeToken((await byToken(token))!, { tokenId: id })
    expect(await byToken(token)).toBeNull()
  })

  test("is refused of an expired one and before the full sign-in; anybody else's is not found", async () => {
    const { workspace, actor, id, token } = await arrange()
    const over = await newToken(workspace, { userId: actor.user.id, expiresAt: new Date(Date.now() - 1000) })
    await expect(revokeToken(actor, { tokenId: over.id })).rejects.toMatchObject({ code: "token-ended" })
    const half = await signedIn(workspace, actor.user.id, "verify_email")
    await expect(revokeToken(half, { tokenId: id })).rejects.toMatchObject({ code: "not-permitted" })
    for (const other of [await newActor(workspace, { type: "tenant_admin" }), (await arrange()).actor])
      await expect(revokeToken(other, { tokenId: id })).rejects.toMatchObject({ name: "NotFound" })
    expect(await byToken(token)).not.toBeNull()
  })

  test("raced by a change of the token: either the change was first, or it is out and nothing is written", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { workspace, actor, id, token } = await arrange()
      const by = (await byToken(token))!
      const [, used] = await Promise.allSettled([revokeToken(actor, { tokenId: id }), act(by)])
      const actions = (await changesOf(workspace)).map(({ action }) => action).slice(-2)
      if (used.status === "fulfilled") expect(actions).toEqual(["test.tried", "access_token.revoked"])
      else expect(used.reason).toMatchObject({ name: "NotSignedIn" })
      if (used.status === "rejected") expect(actions).not.toContain("test.tried")
      await expect(act(by)).rejects.toMatchObject({ name: "NotSignedIn" })
    }
  })
})

describe("revokeTokenOf", () => {
  test("ends somebody's token; the change is about them", async () => {
    const { workspace, actor, id, token } = await arrange()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await revokeTokenOf(admin, of(actor.user.id, id))
    expect(await byToken(token)).toBeNull()
    expect((await listTokensOf(admin, actor.user.id)).ended).toMatchObject([{ id, endedAs: "admin" }])
    const [entry] = await owner`
      select c.action, c.actor_id, r.row_key, r.before, r.after from changes c
        join change_rows r on r.workspace_id = c.workspace_id and r.change_id = c.id
       where c.workspace_id = ${workspace.id} and c.action = 'access_token.revoked'`
    expect(entry).toEqual({
      action: "access_token.revoked",
      actor_id: admin.user.id,
      row_key: `${actor.user.id}/${id}`,
      before: null,
      after: null,
    })
  })

  test("is refused without tokens:manage, for who holds more, and when it is a while since they showed who they are", async () => {
    const { workspace, actor, id, token } = await arrange()
    const { user } = actor
    await expect(revokeTokenOf(actor, of(user.id, id))).rejects.toMatchObject({ code: "not-permitted" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const theirs = await newToken(workspace, { userId: admin.user.id })
    await expect(revokeTokenOf(settings, of(admin.user.id, theirs.id))).rejects.toMatchObject({
      code: "outranked",
    })
    expect(await byToken(theirs.token)).not.toBeNull()
    const passwordHash = await hashPassword("copper lantern at noon")
    const late = await signedIn(workspace, await newPerson(workspace, { roles: ["Settings"], passwordHash }))
    await proofIsOld(late)
    await expect(revokeTokenOf(late, of(user.id, id))).rejects.toMatchObject({ code: "prove-again" })
    expect(await byToken(token)).not.toBeNull()
    await revokeTokenOf(late, of(user.id, id, "copper lantern at noon"))
    expect(await byToken(token)).toBeNull()
  })

  test("another workspace's, another person's and a service account's are not found", async () => {
    const { workspace, actor, id, token } = await arrange()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const stranger = await newActor(await newWorkspace(), { type: "tenant_admin" })
    for (const [who, owning] of [
      [stranger, actor.user.id],
      [admin, admin.user.id],
      [admin, "00000000-0000-7000-8000-000000000000"],
    ] as const)
      await expect(revokeTokenOf(who, of(owning, id))).rejects.toMatchObject({ name: "NotFound" })
    expect(await byToken(token)).not.toBeNull()
    const service = await newServiceAccount(workspace, admin.user.id)
    const itsOwn = await newToken(workspace, { userId: service, kind: "service" })
    await expect(revokeTokenOf(admin, of(service, itsOwn.id))).rejects.toMatchObject({ name: "NotFound" })
  })
})

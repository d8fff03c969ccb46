import { expect, test } from "vitest"
import { openChange } from "#db/seed/workspace.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { disableServiceAccount } from "#lib/service-accounts/life.ts"
import { byToken, newToken } from "#lib/testing/access-tokens.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { newServiceAccount } from "#lib/testing/service-accounts.ts"
import { suspendUser } from "#lib/users/life.ts"
import { setRoles } from "#lib/users/roles-given.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const id = await newPerson(workspace, { type: "viewer" })
  return { workspace, admin, id, token: (await newToken(workspace, { userId: id })).token }
}
const act = (actor: Actor) => change(actor, "self", "test.tried", async () => "done")

test("a permission that its owner loses is gone at the next look, and within a change begun before; what is given anew counts again", async () => {
  const { workspace, admin } = await arrange()
  const id = await newPerson(workspace, { roles: ["Settings"] })
  const { token } = await newToken(workspace, { userId: id, scopes: ["users:read", "users:suspend"] })
  const victim = await newPerson(workspace)
  const by = (await byToken(token))!
  await setRoles(admin, { userId: id, seen: "999999999999", sure: "", roles: [] })
  await expect(suspendUser(by, { userId: victim, reason: "" })).rejects.toMatchObject({
    code: "not-permitted",
  })
  const left = await byToken(token)
  expect([...left!.permissions]).toEqual([])
})

test("what expires, or rests with its service account, is out within a change begun before too", async () => {
  const { workspace, admin, id } = await arrange()
  const service = await newServiceAccount(workspace, admin.user.id)
  const [expiring, resting] = [
    await newToken(workspace, { userId: id }),
    await newToken(workspace, { userId: service, kind: "service" }),
  ]
  const [late, disabled] = [(await byToken(expiring.token))!, (await byToken(resting.token))!]
  for (const actor of [late, disabled]) expect(await act(actor)).toBe("done")
  await owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await tx`update access_tokens set expires_at = now() where id = ${expiring.id}`
  })
  await disableServiceAccount(admin, { accountId: service })
  for (const { token } of [expiring, resting]) expect(await byToken(token)).toBeNull()
  for (const actor of [late, disabled])
    await expect(act(actor)).rejects.toMatchObject({ name: "NotSignedIn" })
})

test("a token permits nothing to anybody but its owner", async () => {
  const { admin, token } = await arrange()
  const by = (await byToken(token))!
  await expect(act({ ...by, user: admin.user })).rejects.toMatchObject({ name: "NotSignedIn" })
})

test("a token has rank over nobody who holds more than it permits, whatever its owner holds", async () => {
  const { workspace, admin, id } = await arrange()
  const { token } = await newToken(workspace, {
    userId: admin.user.id,
    scopes: ["users:read", "users:suspend"],
  })
  const by = (await byToken(token))!
  const settings = await newPerson(workspace, { roles: ["Settings"] })
  await expect(suspendUser(by, { userId: settings, reason: "" })).rejects.toMatchObject({ code: "outranked" })
  await suspendUser(by, { userId: id, reason: "" })
  const [entry] = await owner`
    select via, token_id, session_id, actor_id from changes where workspace_id = ${workspace.id} and action = 'user.suspended'`
  expect(entry).toEqual({ via: "token", token_id: by.tokenId, session_id: null, actor_id: admin.user.id })
})

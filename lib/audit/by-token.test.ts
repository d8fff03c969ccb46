import { expect, test } from "vitest"
import { regenerateToken } from "#lib/access-tokens/making.ts"
import { revokeTokenOf } from "#lib/access-tokens/revocation.ts"
import { byToken, newToken } from "#lib/testing/access-tokens.ts"
import { newActor, newPerson, newWorkspace } from "#lib/testing/fixtures.ts"
import { archiveUser, suspendUser } from "#lib/users/life.ts"
import { archiveUserInput } from "#lib/users/input.ts"
import { listActivity } from "./activity.ts"
import { auditInput } from "./input.ts"
import { listAudit } from "./log.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const id = await newPerson(workspace, { firstName: "Tom", lastName: "Becker" })
  const { token, id: tokenId } = await newToken(workspace, {
    userId: admin.user.id,
    name: "Nightly report",
    scopes: ["users:read", "users:suspend"],
  })
  await suspendUser((await byToken(token))!, { userId: id, reason: "" })
  const changes = async (way = "token", actor = admin) => {
    const { entries } = await listAudit(actor, auditInput.parse({ way }), { zone: "UTC" })
    return entries.flatMap((entry) => (entry.kind === "change" ? entry : []))
  }
  return { workspace, admin, id, tokenId, changes }
}

test("what was done by a token says by which, and leads to where the reader can see it", async () => {
  const { workspace, admin, id, tokenId, changes } = await arrange()
  const token = { id: tokenId, name: "Nightly report", owner: { id: admin.user.id, service: false } }
  expect(await changes()).toMatchObject([
    {
      action: "user.suspended",
      via: "token",
      by: { name: "Maya Wright" },
      token: { ...token, among: "own" },
    },
  ])
  expect((await changes("session")).map(({ action }) => action)).not.toContain("user.suspended")
  const other = await newActor(workspace, { type: "tenant_admin" })
  expect(await changes("token", other)).toMatchObject([{ token: { among: "person" } }])
  const { entries } = await listActivity(admin, id, {})
  expect(entries.find((entry) => entry.kind === "change" && entry.title === "Suspended")).toMatchObject({
    token,
  })
})

test("what became of a token is told by its name, also where it ended with its owner", async () => {
  const { workspace, admin, id } = await arrange()
  const made = await newToken(workspace, { userId: id, name: "HR import" })
  await revokeTokenOf(admin, { userId: id, tokenId: made.id, currentPassword: "" })
  const { entries } = await listAudit(admin, auditInput.parse({ action: "access_token.revoked" }), {
    zone: "UTC",
  })
  expect(entries).toMatchObject([
    {
      title: "Access token revoked",
      people: [{ name: "Tom Becker" }],
      tokens: ["HR import"],
      sentences: ["Access token HR import"],
      undo: { why: "No access token comes back once it has ended; the owner makes another." },
    },
  ])
  const activity = await listActivity(admin, id, {})
  expect(activity.entries[0]).toMatchObject({
    title: "Access token revoked",
    sentences: ["Access token HR import"],
  })
  await newToken(workspace, { userId: id, name: "Other" })
  await archiveUser(admin, archiveUserInput.parse({ userId: id }))
  const told = await listAudit(admin, auditInput.parse({ action: "user.archived" }), { zone: "UTC" })
  expect(told.entries).toMatchObject([
    { sentences: expect.arrayContaining(["Access token Other ended"]), tokens: [] },
  ])
})

test("a token that took another's place is named once", async () => {
  const { workspace } = await arrange()
  const own = await newActor(workspace, { type: "tenant_admin" })
  const made = await newToken(workspace, { userId: own.user.id, name: "HR import" })
  await regenerateToken(own, { tokenId: made.id, days: 30, currentPassword: "" })
  const asked = auditInput.parse({ action: "access_token.regenerated" })
  const { entries } = await listAudit(own, asked, { zone: "UTC" })
  expect(entries).toMatchObject([{ tokens: ["HR import"] }])
})

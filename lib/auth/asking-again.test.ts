import { expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { byToken, newToken, proofIsOld } from "#lib/testing/access-tokens.ts"
import { ask } from "#lib/testing/api.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { editUser } from "#lib/users/edit.ts"
import { resetPasswordOf } from "#lib/users/password-reset.ts"
import { hashPassword } from "./password.ts"
import { neededProof } from "./recent-proof.ts"
import { checkPassword } from "./sign-in.ts"

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)

async function arrange(held: { type?: "tenant_admin"; roles?: string[] } = { type: "tenant_admin" }) {
  const workspace = await newWorkspace()
  const email = `maya@${workspace.slug}.example`
  const id = await newPerson(workspace, { ...held, email, passwordHash })
  const admin = await signedIn(workspace, id)
  await proofIsOld(admin)
  return { workspace, email, id, admin, elsewhere: `eve@${workspace.slug}.example` }
}

test("one's own password is not replaced by a shown one in a session that was found open", async () => {
  // Who is no Admin: theirs is asked for because it is theirs.
  const { workspace, email, id, admin } = await arrange({ roles: ["Settings"] })
  const own = { userId: id, way: "shown" as const }
  await expect(resetPasswordOf(admin, own)).rejects.toMatchObject({
    code: "prove-again",
    field: "currentPassword",
  })
  await expect(resetPasswordOf(admin, { ...own, currentPassword: "not this one" })).rejects.toMatchObject({
    code: "password-wrong",
  })
  await checkPassword({ slug: workspace.slug, email, password }, {})
  const { temporaryPassword } = await resetPasswordOf(admin, { ...own, currentPassword: password })
  await checkPassword({ slug: workspace.slug, email, password: temporaryPassword! }, {})
})

test("what counts is this session, not another of the same person's; by a token there is no proof", async () => {
  const { workspace, id, admin } = await arrange()
  const fresh = await signedIn(workspace, id)
  expect(await neededProof(fresh)).toBe("recent")
  expect(await neededProof(admin)).toBe("password")
  const { token } = await newToken(workspace, { userId: id })
  expect(await neededProof((await byToken(token))!)).toBe("provider")
})

test("nor is another Admin's, whatever makes them one; a link to them asks nothing", async () => {
  const { workspace, admin } = await arrange()
  const admins = [{ type: "tenant_admin" as const }, { roles: ["Admin"] }]
  for (const person of admins) {
    const of = { userId: await newPerson(workspace, person), way: "shown" as const }
    await expect(resetPasswordOf(admin, of)).rejects.toMatchObject({ code: "prove-again" })
    await resetPasswordOf(admin, { ...of, way: "link" })
  }
  const byGroup = await newPerson(workspace)
  await insertGroup(owner, workspace.id, { name: "Chiefs", roles: ["Admin"], members: [byGroup] })
  const shown = { userId: byGroup, way: "shown" as const }
  await expect(resetPasswordOf(admin, shown)).rejects.toMatchObject({ code: "prove-again" })
  await resetPasswordOf(admin, { ...shown, currentPassword: password })
})

test("a link to oneself, and another person's password, ask nothing", async () => {
  const { workspace, id, admin } = await arrange()
  await resetPasswordOf(admin, { userId: id, way: "link" })
  await resetPasswordOf(admin, { userId: await newPerson(workspace), way: "shown" })
})

test("one's own address is not changed by the ways for other people's, by form or by a token; its letters are", async () => {
  const { workspace, email, id, admin, elsewhere } = await arrange()
  await expect(editUser(admin, { userId: id, email: elsewhere })).rejects.toMatchObject({
    code: "own-email",
    field: "email",
  })
  const { token } = await newToken(workspace, { userId: id, scopes: ["users:read", "users:write"] })
  const asking = { token, ids: { userId: id }, body: { email: elsewhere } }
  expect(await ask("PATCH /api/v1/users/{userId}", asking)).toMatchObject({
    status: 409,
    said: { code: "own-email", errors: [{ field: "email" }] },
  })
  expect(await openedMails(id)).toEqual([])
  expect(await changesOf(workspace)).not.toContainEqual(expect.objectContaining({ action: "user.edited" }))
  expect(await editUser(admin, { userId: id, email: email.toUpperCase() })).toEqual({ email: "corrected" })
  const other = await newActor(workspace, { type: "tenant_admin" })
  expect(await editUser(other, { userId: id, email: elsewhere })).toEqual({ email: "sent" })
})

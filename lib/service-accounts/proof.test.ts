import { describe, expect, test } from "vitest"
import { openChange } from "#db/seed/workspace.ts"
import { undoChange } from "#lib/audit/undo.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { proofIsOld } from "#lib/testing/access-tokens.ts"
import { changesOf, newPerson, owner, signedIn } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { arrangeServiceAccount } from "#lib/testing/service-accounts.ts"
import { editServiceAccount } from "./editing.ts"

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)

async function arrange() {
  const arranged = await arrangeServiceAccount()
  const { workspace, account, ownerAddress } = arranged
  const admin = await signedIn(workspace, await newPerson(workspace, { type: "tenant_admin", passwordHash }))
  const heir = await newPerson(workspace, { email: "ada@acme.example" })
  await proofIsOld(admin)
  const edit = { accountId: account, seen: "99999999", name: "Import", description: "" }
  return {
    ...arranged,
    admin,
    heir,
    keep: { ...edit, owner: ownerAddress },
    hand: { ...edit, owner: "ada@acme.example" },
    ownerNow: async () =>
      (await owner`select owner_id from service_accounts where user_id = ${account}`)[0]!["owner_id"],
  }
}

describe("somebody else to answer for a service account", () => {
  test("asks who acts after ten minutes, and nothing is done before; without anybody else nothing is asked", async () => {
    const { workspace, admin, viewer, answering, heir, keep, hand, ownerNow } = await arrange()
    await editServiceAccount(admin, keep)
    await expect(editServiceAccount(admin, { ...hand, owner: "no@acme.example" })).rejects.toMatchObject({
      code: "nobody-with-address",
    })
    const before = await changesOf(workspace)
    await expect(editServiceAccount(admin, hand)).rejects.toMatchObject({
      code: "prove-again",
      field: "currentPassword",
    })
    await expect(editServiceAccount(admin, { ...hand, currentPassword: "wrong" })).rejects.toMatchObject({
      code: "password-wrong",
    })
    await expect(editServiceAccount(viewer, { ...hand, currentPassword: password })).rejects.toMatchObject({
      code: "not-permitted",
    })
    expect(await changesOf(workspace)).toEqual(before)
    expect(await ownerNow()).toBe(answering)
    await editServiceAccount(admin, { ...hand, currentPassword: password })
    expect(await ownerNow()).toBe(heir)
    // It counts for the next ten minutes.
    await editServiceAccount(admin, keep)
    expect(await ownerNow()).toBe(answering)
  })

  test("asks also if it is only since the last look that somebody else would", async () => {
    const { workspace, admin, account, heir, keep, ownerNow } = await arrange()
    let saved: Promise<unknown> = Promise.resolve()
    await owner.begin(async (tx) => {
      // Holds up the admin's change, which has looked already.
      await openChange(tx, workspace.id, "test.handed_over")
      saved = editServiceAccount(admin, keep).catch((error: unknown) => error)
      await expect
        .poll(async () => (await owner`select from pg_locks where not granted`).length)
        .toBeGreaterThan(0)
      await tx`update service_accounts set owner_id = ${heir} where user_id = ${account}`
    })
    expect(await saved).toMatchObject({ code: "prove-again" })
    expect(await ownerNow()).toBe(heir)
  })

  test("asks by an undo too, and an undo of the rest of it does not", async () => {
    const { workspace, admin, answering, heir, keep, hand, ownerNow } = await arrange()
    await editServiceAccount(admin, { ...hand, currentPassword: password })
    const undo = { changeId: await latestChange(workspace), reason: "" }
    await proofIsOld(admin)
    await expect(undoChange(admin, undo)).rejects.toMatchObject({ code: "prove-again" })
    expect(await ownerNow()).toBe(heir)
    await undoChange(admin, { ...undo, currentPassword: password })
    expect(await ownerNow()).toBe(answering)
    await proofIsOld(admin)
    await editServiceAccount(admin, { ...keep, name: "Nightly" })
    await undoChange(admin, { changeId: await latestChange(workspace), reason: "" })
  })
})

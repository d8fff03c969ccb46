import { describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { openChange } from "#db/seed/workspace.ts"
import type { Actor } from "#lib/access/actor.ts"
import { bearerActor } from "#lib/access-tokens/bearer.ts"
import { newAccessToken } from "#lib/access-tokens/secret.ts"
import { undoChange } from "#lib/audit/undo.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { changesOf, newActor, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { arrangeServiceAccount } from "#lib/testing/service-accounts.ts"
import { whoCanInput } from "#lib/users/input.ts"
import { countServicesHolding } from "./holding.ts"
import { archiveServiceAccount, disableServiceAccount, enableServiceAccount } from "./life.ts"
import { listServiceAccounts } from "./listing.ts"
import { getServiceAccount, rolesToGive } from "./service-account.ts"

async function plantToken({ id }: TestWorkspace, account: string, by: string): Promise<string> {
  const token = newAccessToken("service")
  const row = { workspace_id: id, id: uuidv7(), user_id: account, name: "x", start: "x", created_by: by }
  const later = new Date(Date.now() + 600_000)
  await owner.begin(async (tx) => {
    await openChange(tx, id, "test.token")
    await tx`insert into access_tokens ${tx({ ...row, token_hash: hashToken(token), scopes: ["chat:use"], expires_at: later })}`
  })
  return token
}

const opens = async (token: string) => [...((await bearerActor(`Bearer ${token}`, {}))?.permissions ?? [])]

describe("a service account", () => {
  test("is disabled, while its tokens rest, and enabled again; each leaves a change behind that can be undone", async () => {
    const { workspace, admin, account } = await arrangeServiceAccount({ roles: ["user"] })
    const token = await plantToken(workspace, account, admin.user.id)
    expect(await opens(token)).toEqual(["chat:use"])
    expect(await getServiceAccount(admin, account)).toMatchObject({ tokens: 1, lastUsedAt: expect.any(Date) })
    await disableServiceAccount(admin, { accountId: account, reason: "Leaked" })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "service_account.disabled",
      reason: "Leaked",
      tables: ["users"],
    })
    expect(await opens(token)).toEqual([])
    expect(await getServiceAccount(admin, account)).toMatchObject({ disabledAt: expect.any(Date), tokens: 1 })
    await expect(disableServiceAccount(admin, { accountId: account })).rejects.toMatchObject({
      code: "already-disabled",
    })
    await undoChange(admin, { changeId: await latestChange(workspace), reason: "" })
    await expect(enableServiceAccount(admin, { accountId: account })).rejects.toMatchObject({
      code: "not-disabled",
    })
    await disableServiceAccount(admin, { accountId: account })
    await enableServiceAccount(admin, { accountId: account })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "service_account.enabled" })
    expect(await opens(token)).toEqual(["chat:use"])
  })

  test("is deleted: its tokens end for good, also if that is undone", async () => {
    const { workspace, admin, account } = await arrangeServiceAccount({ roles: ["user"] })
    const token = await plantToken(workspace, account, admin.user.id)
    await archiveServiceAccount(admin, { accountId: account })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "service_account.archived",
      actor_id: admin.user.id,
    })
    expect(await listServiceAccounts(admin)).toEqual([])
    await expect(getServiceAccount(admin, account)).rejects.toMatchObject({ name: "NotFound" })
    await expect(archiveServiceAccount(admin, { accountId: account })).rejects.toMatchObject({
      name: "NotFound",
    })
    await undoChange(admin, { changeId: await latestChange(workspace), reason: "" })
    expect(await getServiceAccount(admin, account)).toMatchObject({ tokens: 0, disabledAt: null })
    expect(await opens(token)).toEqual([])
  })

  test("is neither listed nor shown without settings:manage, nor counted without users:read", async () => {
    const { workspace, viewer, account } = await arrangeServiceAccount()
    const query = whoCanInput.parse({ permission: "users:read" })
    const looks = [listServiceAccounts, rolesToGive, (actor: Actor) => getServiceAccount(actor, account)]
    for (const look of looks) await expect(look(viewer)).rejects.toMatchObject({ code: "not-permitted" })
    const nobody = await newActor(workspace)
    await expect(countServicesHolding(nobody, query)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("every step is refused without settings:manage, elsewhere, of a person, above one's rank", async () => {
    const { settings, viewer, admin, account, answering } = await arrangeServiceAccount({ roles: ["admin"] })
    const { admin: elsewhere } = await arrangeServiceAccount()
    for (const step of [disableServiceAccount, archiveServiceAccount, enableServiceAccount]) {
      await expect(step(viewer, { accountId: account })).rejects.toMatchObject({ code: "not-permitted" })
      await expect(step(elsewhere, { accountId: account })).rejects.toMatchObject({ name: "NotFound" })
      await expect(step(admin, { accountId: answering })).rejects.toMatchObject({ name: "NotFound" })
      if (step === enableServiceAccount) await disableServiceAccount(admin, { accountId: account })
      await expect(step(settings, { accountId: account })).rejects.toMatchObject({
        code: "service-account-outranks",
      })
    }
  })
})

import { describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { byToken, newToken, proofIsOld } from "#lib/testing/access-tokens.ts"
import { insertBot } from "#db/seed/bots.ts"
import { insertRole } from "#db/seed/groups.ts"
import { openChange } from "#db/seed/workspace.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { changesOf, newActor, owner } from "#lib/testing/fixtures.ts"
import { arrangeServiceAccount } from "#lib/testing/service-accounts.ts"
import { getServiceAccount } from "./service-account.ts"
import { createServiceToken, regenerateServiceToken, revokeServiceToken } from "./tokens.ts"

const asked = (
  accountId: string,
  scopes: Permission[],
  more: { id?: string; currentPassword?: string } = {},
) => ({
  accountId,
  name: "CI",
  days: 90,
  scopes,
  currentPassword: "",
  ...more,
})

const held = async (token: string) => [...((await byToken(token))?.permissions ?? [])].sort()

/** Whoever acts by a token of a service account that may all that Admins may. */
async function program(account: string, workspace: Parameters<typeof newToken>[0], scopes: Permission[]) {
  const { token } = await newToken(workspace, { userId: account, kind: "service", scopes })
  return (await byToken(token)) as Actor
}

describe("createServiceToken", () => {
  test("makes one that acts as the account, several at once, and leaves the change behind", async () => {
    const { workspace, admin, account } = await arrangeServiceAccount({ roles: ["developer"] })
    const first = await createServiceToken(admin, asked(account, ["chat:test", "bots:read"]))
    const second = await createServiceToken(admin, asked(account, ["chat:test"]))
    expect(first.token).toMatch(/^roster_sat_/)
    expect(await held(first.token)).toEqual(["bots:read", "chat:test"])
    expect(await held(second.token)).toEqual(["chat:test"])
    expect(await byToken(second.token)).toMatchObject({
      via: "token",
      user: { id: account, firstName: "Nightly import", type: "service" },
    })
    expect((await getServiceAccount(admin, account)).made.live).toHaveLength(2)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "access_token.created",
      actor_id: admin.user.id,
      tables: ["access_tokens"],
    })
  })

  test("permits no more than the account holds, nor than whoever makes it", async () => {
    const { workspace, account } = await arrangeServiceAccount({ roles: ["developer"] })
    await insertRole(owner, workspace.id, {
      name: "Keeper",
      permissions: ["settings:manage", "users:write", "bots:read", "chat:use"],
    })
    const keeper = await newActor(workspace, { roles: ["Keeper"] })
    const refused = (scopes: Permission[], code: string) =>
      expect(createServiceToken(keeper, asked(account, scopes)), code).rejects.toMatchObject({
        code,
        field: "scopes",
      })
    await refused(["chat:test"], "beyond-own-access")
    await refused(["chat:use"], "scope-not-held")
    await createServiceToken(keeper, asked(account, ["bots:read"]))
  })

  test("permits on all bots only what its maker may on all of them, not what they may on their own", async () => {
    const { workspace, account } = await arrangeServiceAccount({ roles: ["bot_builder"] })
    await insertRole(owner, workspace.id, {
      name: "Keeper",
      permissions: ["settings:manage", "users:write", "bots:read"],
    })
    const keeper = await newActor(workspace, { roles: ["Keeper"] })
    await insertBot(owner, workspace.id, { ownerId: keeper.user.id })
    expect(
      await held(
        (await newToken(workspace, { userId: account, kind: "service", scopes: ["bots:build"] })).token,
      ),
    ).toEqual(["bots:build"])
    await expect(createServiceToken(keeper, asked(account, ["bots:build"]))).rejects.toMatchObject({
      code: "beyond-own-access",
    })
    await createServiceToken(keeper, asked(account, ["bots:read"]))
  })

  test("is refused without both permissions, above one's rank, elsewhere, of a person, by a token, twice, without proof", async () => {
    const { workspace, admin, settings, viewer, answering, account } = await arrangeServiceAccount({
      roles: ["admin"],
    })
    const want = asked(account, ["users:read"])
    await insertRole(owner, workspace.id, { name: "Half", permissions: ["settings:manage", "users:read"] })
    for (const each of [viewer, await newActor(workspace, { roles: ["Half"] })])
      await expect(createServiceToken(each, want)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(createServiceToken(settings, want)).rejects.toMatchObject({
      code: "service-account-outranks",
    })
    await expect(createServiceToken((await arrangeServiceAccount()).admin, want)).rejects.toMatchObject({
      name: "NotFound",
    })
    await expect(createServiceToken(admin, { ...want, accountId: answering })).rejects.toMatchObject({
      name: "NotFound",
    })
    const itself = await program(account, workspace, ["settings:manage", "users:write", "users:read"])
    await expect(createServiceToken(itself, want)).rejects.toMatchObject({ code: "not-permitted" })
    const id = uuidv7()
    await createServiceToken(admin, { ...want, id })
    await expect(createServiceToken(admin, { ...want, id })).rejects.toMatchObject({ code: "form-spent" })
    await proofIsOld(admin)
    await expect(createServiceToken(admin, want)).rejects.toMatchObject({ code: "prove-by-provider" })
  })
})

describe("regenerateServiceToken", () => {
  test("makes another in place of one, which ends at once", async () => {
    const { workspace, admin, account } = await arrangeServiceAccount({ roles: ["developer"] })
    const { id: tokenId, token } = await createServiceToken(admin, asked(account, ["chat:test"]))
    const again = { accountId: account, tokenId, days: 30, currentPassword: "" }
    const made = await regenerateServiceToken(admin, again)
    expect([await held(token), await held(made.token)]).toEqual([[], ["chat:test"]])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "access_token.regenerated" })
    await expect(regenerateServiceToken(admin, again)).rejects.toMatchObject({ code: "token-ended" })
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.taken")
      await tx`delete from user_roles where user_id = ${account}`
    })
    await expect(regenerateServiceToken(admin, { ...again, tokenId: made.id })).rejects.toMatchObject({
      code: "service-token-empty",
    })
  })

  test("is refused beyond one's own access, elsewhere, of another account, without the permissions", async () => {
    const { workspace, admin, viewer, account } = await arrangeServiceAccount({ roles: ["developer"] })
    const { id: tokenId } = await createServiceToken(admin, asked(account, ["chat:test"]))
    const again = { accountId: account, tokenId, days: 30, currentPassword: "" }
    await insertRole(owner, workspace.id, { name: "Keeper", permissions: ["settings:manage", "users:write"] })
    const keeper = await newActor(workspace, { roles: ["Keeper"] })
    await expect(regenerateServiceToken(keeper, again)).rejects.toMatchObject({ code: "beyond-own-access" })
    await expect(regenerateServiceToken(viewer, again)).rejects.toMatchObject({ code: "not-permitted" })
    const { admin: elsewhere } = await arrangeServiceAccount()
    await expect(regenerateServiceToken(elsewhere, again)).rejects.toMatchObject({ name: "NotFound" })
    const { token: own } = await newToken(workspace, { userId: admin.user.id })
    expect(await held(own)).toEqual(["users:read"])
  })
})

describe("revokeServiceToken", () => {
  test("ends it at once, leaves the change behind, and is for whoever may settings, within rank", async () => {
    const { workspace, admin, settings, viewer, account } = await arrangeServiceAccount({ roles: ["admin"] })
    const { id: tokenId, token } = await createServiceToken(admin, asked(account, ["users:read"]))
    const input = { accountId: account, tokenId, currentPassword: "" }
    await expect(revokeServiceToken(viewer, input)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(revokeServiceToken(settings, input)).rejects.toMatchObject({
      code: "service-account-outranks",
    })
    await expect(revokeServiceToken((await arrangeServiceAccount()).admin, input)).rejects.toMatchObject({
      name: "NotFound",
    })
    const { id: personal } = await newToken(workspace, { userId: admin.user.id })
    await expect(revokeServiceToken(admin, { ...input, tokenId: personal })).rejects.toMatchObject({
      name: "NotFound",
    })
    await revokeServiceToken(admin, input)
    expect(await held(token)).toEqual([])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "access_token.revoked",
      tables: ["access_tokens"],
    })
    await expect(revokeServiceToken(admin, input)).rejects.toMatchObject({ code: "token-ended" })
  })

  test("asks for proof where that is a while ago", async () => {
    const { admin, account } = await arrangeServiceAccount({ roles: ["developer"] })
    const { id: tokenId } = await createServiceToken(admin, asked(account, ["chat:test"]))
    await proofIsOld(admin)
    await expect(
      revokeServiceToken(admin, { accountId: account, tokenId, currentPassword: "" }),
    ).rejects.toMatchObject({ code: "prove-by-provider" })
  })
})

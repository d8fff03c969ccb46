import { describe, expect, test } from "vitest"
import { belongTo, enforceAnyhow, insertLink } from "#db/seed/identity-providers.ts"
import { adminPermissions } from "#lib/access/permissions.ts"
import { changesOf, newActor, newPerson, owner, signedIn } from "#lib/testing/fixtures.ts"
import { stateOf } from "#lib/testing/life-invariants.ts"
import { almostAdmin, arrange, insertLinked, insertProvider } from "#lib/testing/provider-setup.ts"
import { roleId } from "#lib/testing/roles.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { disableProvider, enableProvider } from "./enabling.ts"
import { setRulesInput } from "./input.ts"
import { setRules } from "./mapping-rules.ts"
import { previewRemoval, removeProvider } from "./removal.ts"

const saml = { kind: "saml", enabled_at: new Date() }
const step = (providerId: string) => ({ providerId, currentPassword: "" })
const removal = (providerId: string, fields = {}) => ({ ...step(providerId), confirm: "Example", ...fields })

async function arrangeRuled() {
  const { workspace, admin } = await arrange()
  const providerId = await insertProvider(workspace, { enabled_at: new Date() })
  const maya = await insertLinked(workspace, providerId, ["support"])
  const given = `role:${await roleId(workspace.id, "Agent")}`
  await setRules(admin, setRulesInput.parse({ providerId, values: ["support"], gives: [given] }))
  return { workspace, admin, providerId, maya }
}

describe("enabling", () => {
  test("is undone by disabling, each once", async () => {
    const { workspace, admin } = await arrange()
    const id = await insertProvider(workspace, { kind: "saml", certificates: ["x"] })
    await enableProvider(admin, step(id))
    await expect(enableProvider(admin, step(id))).rejects.toMatchObject({ code: "provider-enabled" })
    await disableProvider(admin, step(id))
    await expect(disableProvider(admin, step(id))).rejects.toMatchObject({ code: "provider-not-enabled" })
    const actions = (await changesOf(workspace)).map(({ action }) => action)
    expect(actions.slice(-2)).toEqual(["identity_provider.enabled", "identity_provider.disabled"])
  })

  test("takes a certificate, or an issuer that answers and a secret", async () => {
    const { workspace, admin } = await arrange()
    const bare = await insertProvider(workspace, { kind: "saml" })
    await expect(enableProvider(admin, step(bare))).rejects.toMatchObject({ code: "certificate-needed" })
    const away = await insertProvider(workspace, { issuer: "http://127.0.0.1:9" })
    await expect(enableProvider(admin, step(away))).rejects.toMatchObject({ code: "provider-unreached" })
  })

  test("the last one of a workspace that enforces can neither be disabled nor removed", async () => {
    const { workspace, admin } = await arrange()
    const id = await insertProvider(workspace, saml)
    await enforceAnyhow(owner, workspace.id)
    await expect(disableProvider(admin, step(id))).rejects.toMatchObject({ code: "last-provider" })
    await expect(removeProvider(admin, removal(id))).rejects.toMatchObject({ code: "last-provider" })
    const other = await insertProvider(workspace, saml)
    await removeProvider(admin, removal(id))
    await expect(disableProvider(admin, step(other))).rejects.toMatchObject({ code: "last-provider" })
  })

  test.each([
    ["enable", enableProvider],
    ["disable", disableProvider],
    [
      "remove",
      (actor: Parameters<typeof removeProvider>[0], { providerId }: { providerId: string }) =>
        removeProvider(actor, removal(providerId)),
    ],
  ])("to %s takes all of the Admin permissions, in one's own workspace", async (_, act) => {
    const { workspace } = await arrange()
    const id = await insertProvider(workspace, saml)
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const almost = await almostAdmin(workspace, adminPermissions)
    await expect(act(settings, step(id))).rejects.toMatchObject({ code: "not-permitted" })
    await expect(act(almost, step(id))).rejects.toMatchObject({ code: "needs-admin" })
    await expect(act((await arrange()).admin, step(id))).rejects.toMatchObject({ name: "NotFound" })
  })
})

describe("a removed provider", () => {
  test("takes along its links, its rules and what they gave; people and what they had by hand stay", async () => {
    const { workspace, admin, providerId, maya } = await arrangeRuled()
    await belongTo(owner, workspace.id, maya, providerId)
    await removeProvider(admin, removal(providerId))
    const [left] = await owner`
      select (select count(*)::int from identity_links where provider_id = ${providerId}) as links,
             (select count(*)::int from user_roles where user_id = ${maya}) as roles,
             (select count(*)::int from identity_provider_secrets where provider_id = ${providerId}) as secrets,
             (select identity_provider_id from users where id = ${maya}) as belongs`
    expect(left).toEqual({ links: 0, roles: 0, secrets: 0, belongs: null })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "identity_provider.removed",
      tables: expect.arrayContaining(["identity_links", "identity_providers", "user_roles", "users"]),
    })
  })

  test("ends the sessions that were begun with it, but for that of who removes it", async () => {
    const { workspace, admin, providerId, maya } = await arrangeRuled()
    const theirs = await signedIn(workspace, maya)
    await owner`update sessions set identity_provider_id = ${providerId} where id = any (${[theirs.sessionId!, admin.sessionId!]})`
    await removeProvider(admin, removal(providerId))
    const ended = await owner`
      select id from sessions where ended_reason = 'identity provider removed' and workspace_id = ${workspace.id}`
    expect(ended.map(({ id }) => id as string)).toEqual([theirs.sessionId])
  })

  test("is named beforehand with who loses what, and typed to confirm", async () => {
    const { workspace, admin, providerId, maya } = await arrangeRuled()
    const before = await stateOf(workspace.id)
    const told = await previewRemoval(admin, providerId)
    expect(told).toMatchObject({ linked: 1, domains: [] })
    expect(told.moves.map(({ permission }) => permission)).toContain("conversations:handle")
    expect(told.moves[0]!.loses.first).toMatchObject([{ id: maya }])
    expect(await stateOf(workspace.id)).toBe(before)
    const wrong = removeProvider(admin, removal(providerId, { confirm: "example" }))
    await expect(wrong).rejects.toMatchObject({ code: "provider-confirm", field: "confirm" })
  })

  test("asks whoever loses by it themselves", async () => {
    const { workspace, admin } = await arrange()
    const providerId = await insertProvider(workspace)
    const userId = await newPerson(workspace)
    await insertLink(owner, workspace.id, userId, providerId, { groups: ["bosses"] })
    const given = `role:${await roleId(workspace.id, "Admin")}`
    await setRules(admin, setRulesInput.parse({ providerId, values: ["bosses"], gives: [given] }))
    const boss = await signedIn(workspace, userId)
    await expect(removeProvider(boss, removal(providerId))).rejects.toMatchObject({ code: "own-access" })
    await removeProvider(boss, removal(providerId, { sure: sureOfAll }))
  })
})

import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { adminPermissions } from "#lib/access/permissions.ts"
import { makeKeyPair } from "#lib/testing/certificates.ts"
import { changesOf, newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import {
  almostAdmin,
  arrange,
  clientSecret,
  forgetProof,
  insertProvider,
} from "#lib/testing/provider-setup.ts"
import { startSamlIdp } from "#lib/testing/saml-idp.ts"
import { startOidcProvider } from "../../e2e/support/oidc-provider.ts"
import { drawProvider } from "./draft.ts"
import { createOidcInput, createSamlInput, editOidcInput, editSamlInput } from "./input.ts"
import { getProvider } from "./listing.ts"
import { readMetadataAgain, replaceMetadata } from "./metadata.ts"
import { createOidcProvider, createSamlProvider, editOidcProvider, editSamlProvider } from "./setup.ts"

const running: { stop: () => Promise<void> }[] = []
let oidc: Awaited<ReturnType<typeof startOidcProvider>>
let idp: Awaited<ReturnType<typeof startSamlIdp>>
beforeAll(async () => {
  oidc = await startOidcProvider()
  idp = await startSamlIdp({ keys: [makeKeyPair({ subject: "first" }), makeKeyPair({ subject: "second" })] })
  running.push(oidc, idp)
})
afterAll(async () => {
  await Promise.all(running.map((each) => each.stop()))
})

const newOidc = (fields = {}) =>
  createOidcInput.parse({ name: "Entra", issuer: oidc.issuer, clientId: "roster", clientSecret, ...fields })
const newSaml = (fields = {}) =>
  createSamlInput.parse({ name: "ADFS", metadataUrl: idp.metadataUrl, ...fields })
const kept = {
  name: "Entra",
  emailClaim: "email",
  firstNameClaim: "given_name",
  lastNameClaim: "family_name",
  groupsClaim: "groups",
  firstSignIn: "domain",
  userType: "member",
  directoryManaged: "on",
}
const edited = (providerId: string, fields = {}) =>
  editOidcInput.parse({ ...kept, providerId, issuer: "https://id.example", clientId: "other", ...fields })

describe("an OpenID Connect provider", () => {
  test("is made with the id that its form was drawn with, not enabled, its secret sealed", async () => {
    const { workspace, admin } = await arrange()
    const { id, draft } = drawProvider(admin)
    expect(await createOidcProvider(admin, newOidc({ draft }))).toEqual({ id })
    const provider = await getProvider(admin, id)
    expect(provider).toMatchObject({
      name: "Entra",
      issuer: oidc.issuer,
      state: "not-enabled",
      emailClaim: "email",
    })
    expect(JSON.stringify(provider)).not.toContain(clientSecret)
    const made = (await changesOf(workspace)).at(-1)
    expect(made).toMatchObject({
      action: "identity_provider.created",
      tables: ["identity_provider_secrets", "identity_providers"],
    })
    const again = createOidcProvider(admin, newOidc({ draft, name: "Other" }))
    await expect(again).rejects.toMatchObject({ code: "form-spent" })
  })

  test("no id of somebody's choice: another workspace's provider's could be one", async () => {
    const { admin } = await arrange()
    const { draft } = drawProvider((await arrange()).admin)
    await expect(createOidcProvider(admin, newOidc({ draft }))).rejects.toMatchObject({ code: "form-spent" })
  })

  test("takes sso:manage, all of the Admin permissions, and recent proof", async () => {
    const { workspace, admin } = await arrange()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const almost = await almostAdmin(workspace, adminPermissions)
    for (const [actor, code] of [
      [settings, "not-permitted"],
      [almost, "needs-admin"],
    ] as const)
      await expect(createOidcProvider(actor, newOidc())).rejects.toMatchObject({ code })
    await forgetProof(admin.sessionId)
    await expect(createOidcProvider(admin, newOidc())).rejects.toMatchObject({ code: "prove-by-provider" })
  })

  test("an issuer that does not answer is kept only when one insists, and never once it is enabled", async () => {
    const { workspace, admin } = await arrange()
    const issuer = "http://127.0.0.1:9"
    const refused = createOidcProvider(admin, newOidc({ issuer }))
    await expect(refused).rejects.toMatchObject({ field: "issuer", values: { unreached: issuer } })
    await createOidcProvider(admin, newOidc({ issuer, unreached: issuer }))
    const enabled = await insertProvider(workspace, { enabled_at: new Date() })
    const moved = editOidcProvider(admin, edited(enabled, { issuer, unreached: issuer, clientSecret: "x" }))
    await expect(moved).rejects.toMatchObject({ code: "provider-unreached", values: {} })
  })

  test.each([
    ["javascript:alert(1)", false],
    ["ftp://id.example", false],
    ["https://a:b@id.example", false],
    ["https://id.example/?x=1", false],
    [`https://id.example/${"a".repeat(600)}`, false],
    ["https://id.example/tenant/v2.0", true],
  ])("issuer %s: %s", (issuer, success) => {
    expect(createOidcInput.safeParse({ name: "x", issuer, clientId: "x", clientSecret: "x" }).success).toBe(
      success,
    )
  })

  test("needs a secret, and a name of its own", async () => {
    const { admin } = await arrange()
    await expect(createOidcProvider(admin, newOidc({ clientSecret: "" }))).rejects.toMatchObject({
      code: "secret-missing",
      field: "clientSecret",
    })
    await createOidcProvider(admin, newOidc())
    await expect(createOidcProvider(admin, newOidc({ name: "ENTRA" }))).rejects.toMatchObject({
      code: "provider-name-taken",
    })
  })

  test("is edited, and keeps the secret that is there", async () => {
    const { workspace, admin } = await arrange()
    const id = await insertProvider(workspace)
    const before = await getProvider(admin, id)
    await editOidcProvider(admin, edited(id, { seen: before.version, owns: ["names"], trustEmail: ["yes"] }))
    const after = await getProvider(admin, id)
    expect(after).toMatchObject({
      clientId: "other",
      firstSignIn: "domain",
      owns: ["names"],
      trustEmail: true,
      directoryManaged: true,
      secretSetAt: before.secretSetAt,
    })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "identity_provider.edited",
      tables: ["identity_providers"],
    })
    // Whoever saves second is told.
    const second = editOidcProvider(admin, edited(id, { seen: before.version }))
    await expect(second).rejects.toMatchObject({ code: "edited-meanwhile", values: { seen: after.version } })
    const stranger = (await arrange()).admin
    await expect(editOidcProvider(stranger, edited(id))).rejects.toMatchObject({ name: "NotFound" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(editOidcProvider(settings, edited(id))).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("another issuer asks for its secret: the old one never goes to another server", async () => {
    const { workspace, admin } = await arrange()
    const id = await insertProvider(workspace)
    const moved = editOidcProvider(admin, edited(id, { issuer: oidc.issuer }))
    await expect(moved).rejects.toMatchObject({ code: "secret-again", field: "clientSecret" })
    await editOidcProvider(admin, edited(id, { issuer: oidc.issuer, clientSecret: "the new one" }))
    expect((await changesOf(workspace)).at(-1)?.tables).toEqual([
      "identity_provider_secrets",
      "identity_providers",
    ])
  })
})

describe("a SAML provider", () => {
  test("is made of its metadata, by its address, pasted, or as a file", async () => {
    const { admin, workspace } = await arrange()
    const { id } = await createSamlProvider(admin, newSaml())
    expect(await getProvider(admin, id)).toMatchObject({ issuer: idp.entityId, metadataUrl: idp.metadataUrl })
    const xml = await (await fetch(idp.metadataUrl)).text()
    for (const [name, given] of Object.entries({
      pasted: { metadataXml: xml },
      filed: { metadataFile: xml },
    })) {
      const made = await createSamlProvider(admin, newSaml({ metadataUrl: "", name, ...given }))
      expect((await getProvider(admin, made.id)).certificates).toHaveLength(2)
    }
    expect((await changesOf(workspace)).at(-1)?.action).toBe("identity_provider.created")
  })

  test("says beside where it came from why metadata can't be used", async () => {
    const { admin } = await arrange()
    const tries = { metadataUrl: "http://127.0.0.1:9", metadataXml: "<a/>", metadataFile: "<!DOCTYPE a><a/>" }
    for (const [field, text] of Object.entries(tries))
      await expect(
        createSamlProvider(admin, newSaml({ metadataUrl: "", [field]: text })),
      ).rejects.toMatchObject({
        code: "metadata-unusable",
        field,
      })
    await expect(createSamlProvider(admin, newSaml({ metadataUrl: "" }))).rejects.toMatchObject({
      code: "metadata-missing",
    })
  })

  test("a certificate leaves once it is no longer ticked, but never the last one; another is pasted", async () => {
    const { admin } = await arrange()
    const { id } = await createSamlProvider(admin, newSaml())
    const [first] = (await getProvider(admin, id)).certificates
    const save = (fields: object) =>
      editSamlProvider(admin, editSamlInput.parse({ ...kept, providerId: id, ...fields }))
    await save({ certificates: [first!.fingerprint256] })
    expect((await getProvider(admin, id)).certificates.map(({ subject }) => subject)).toEqual([
      first!.subject,
    ])
    await expect(save({ certificates: [] })).rejects.toMatchObject({ code: "certificate-needed" })
    await expect(save({ newCertificate: "junk" })).rejects.toMatchObject({
      code: "certificate-unusable",
      field: "newCertificate",
    })
    await save({
      certificates: [first!.fingerprint256],
      newCertificate: makeKeyPair({ subject: "third" }).certificate,
    })
    expect((await getProvider(admin, id)).certificates).toHaveLength(2)
  })

  test("metadata read again says what it changes, and only that is saved", async () => {
    const { admin, workspace } = await arrange()
    const { id } = await createSamlProvider(admin, newSaml())
    const input = {
      providerId: id,
      metadataUrl: idp.metadataUrl,
      metadataFile: "",
      metadataXml: "",
      currentPassword: "",
    }
    const [old, ...rest] = idp.keys
    idp.keys = [...rest, makeKeyPair({ subject: "third" })]
    const changes = await readMetadataAgain(admin, { ...input, digest: "", step: "read" })
    expect(changes.certificates.map(({ stays }) => stays).toSorted()).toEqual(["gone", "new", "same"])
    expect((await getProvider(admin, id)).certificates).toHaveLength(2)
    idp.keys = [old!, ...rest]
    const save = () => replaceMetadata(admin, { ...input, digest: changes.digest, step: "save" })
    await expect(save()).rejects.toMatchObject({ code: "metadata-moved" })
    await replaceMetadata(admin, { ...input, digest: "", step: "save" })
    expect((await changesOf(workspace)).at(-1)?.action).toBe("identity_provider.edited")
    const stranger = (await arrange()).admin
    await expect(readMetadataAgain(stranger, { ...input, digest: "", step: "read" })).rejects.toMatchObject({
      name: "NotFound",
    })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(replaceMetadata(settings, { ...input, digest: "", step: "save" })).rejects.toMatchObject({
      code: "not-permitted",
    })
  })
})

test("no table of the database holds a client secret in clear", async () => {
  const { admin } = await arrange()
  await createOidcProvider(admin, newOidc())
  await newWorkspace()
  const tables = await owner<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public'`
  for (const { name } of tables) {
    const [found] = await owner.unsafe<{ n: number }[]>(
      `select count(*)::int as n from "${name}" t where strpos(to_jsonb(t)::text, $1) > 0 or strpos(to_jsonb(t)::text, $2) > 0`,
      [clientSecret, Buffer.from(clientSecret).toString("hex")],
    )
    expect([name, found!.n]).toEqual([name, 0])
  }
})

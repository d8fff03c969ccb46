import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { adminPermissions } from "#lib/access/permissions.ts"
import { makeKeyPair } from "#lib/testing/certificates.ts"
import { changesOf, newActor } from "#lib/testing/fixtures.ts"
import { almostAdmin, arrange, forgetProof } from "#lib/testing/provider-setup.ts"
import { startSamlIdp } from "#lib/testing/saml-idp.ts"
import { createSamlInput, editSamlInput } from "./input.ts"
import { getProvider } from "./listing.ts"
import { readMetadataAgain, replaceMetadata } from "./metadata.ts"
import { createSamlProvider, editSamlProvider } from "./setup.ts"

let idp: Awaited<ReturnType<typeof startSamlIdp>>
beforeAll(async () => {
  idp = await startSamlIdp({ keys: ["first", "second"].map((subject) => makeKeyPair({ subject })) })
})
afterAll(() => idp.stop())

const newSaml = (fields = {}) =>
  createSamlInput.parse({ name: "ADFS", metadataUrl: idp.metadataUrl, ...fields })
const kept = {
  name: "ADFS",
  emailClaim: "email",
  firstNameClaim: "given_name",
  lastNameClaim: "family_name",
  groupsClaim: "groups",
  firstSignIn: "domain",
  userType: "member",
  directoryManaged: "on",
}

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
    const moved = replaceMetadata(admin, { ...input, digest: changes.digest, step: "save" })
    await expect(moved).rejects.toMatchObject({ code: "metadata-moved" })
    await replaceMetadata(admin, { ...input, digest: "", step: "save" })
    expect((await changesOf(workspace)).at(-1)?.action).toBe("identity_provider.edited")
    const stranger = (await arrange()).admin
    await expect(readMetadataAgain(stranger, { ...input, digest: "", step: "read" })).rejects.toMatchObject({
      name: "NotFound",
    })
    const save = (actor: typeof admin) => replaceMetadata(actor, { ...input, digest: "", step: "save" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(save(settings)).rejects.toMatchObject({ code: "not-permitted" })
    const almost = await almostAdmin(workspace, adminPermissions)
    await expect(save(almost)).rejects.toMatchObject({ code: "needs-admin" })
    await forgetProof(admin.sessionId)
    await expect(save(admin)).rejects.toMatchObject({ code: "prove-by-provider" })
  })
})

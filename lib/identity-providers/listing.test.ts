import { uuidv7 } from "uuidv7"
import { describe, expect, test } from "vitest"
import { enforceAnyhow } from "#db/seed/identity-providers.ts"
import { certificateOf } from "#lib/saml/certificate.ts"
import { makeKeyPair } from "#lib/testing/certificates.ts"
import { newActor, owner } from "#lib/testing/fixtures.ts"
import { arrange, clientSecret, insertLinked, insertProvider } from "#lib/testing/provider-setup.ts"
import { listSignInsInput } from "./input.ts"
import { getProvider, listProviders, warningOf } from "./listing.ts"
import { listSignIns } from "./sign-in-log.ts"

const day = 24 * 60 * 60 * 1000

async function arrangeUsed() {
  const { workspace, admin } = await arrange()
  const id = await insertProvider(workspace, { name: "Acme ID", enabled_at: new Date() })
  const maya = await insertLinked(workspace, id, ["support"], { firstName: "Maya", lastName: "Wright" })
  const event = (outcome: string, more: Record<string, string | Date | null> = {}) =>
    owner`insert into sso_sign_ins ${owner({ workspace_id: workspace.id, id: uuidv7(), provider_id: id, outcome, ...more })}`
  return { workspace, admin, id, maya, event }
}

describe("the list of providers", () => {
  test("says how each stands, who is linked, and who came in the last 30 days, once each", async () => {
    const { workspace, admin, id, maya, event } = await arrangeUsed()
    await event("signed-in", { user_id: maya })
    await event("signed-in", { user_id: maya })
    await event("refused")
    await event("signed-in", { at: new Date(Date.now() - 31 * day) })
    await insertProvider(workspace, { name: "aside" })
    const listed = async () => (await listProviders(admin)).map(({ name, state }) => [name, state])
    expect(await listed()).toEqual([
      ["Acme ID", "enabled"],
      ["aside", "not-enabled"],
    ])
    expect((await listProviders(admin))[0]).toMatchObject({ id, linked: 1, people: 1, warning: null })
    await enforceAnyhow(owner, workspace.id)
    expect((await listed())[0]).toEqual(["Acme ID", "enforced"])
    expect(await getProvider(admin, id)).toMatchObject({ state: "enforced", isLast: true })
  })

  test("is for sso:manage, of one's own workspace, and never carries a secret", async () => {
    const { workspace, admin, id } = await arrangeUsed()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const stranger = (await arrange()).admin
    const all = listSignInsInput.parse({})
    for (const look of [listProviders, (actor: typeof admin) => listSignIns(actor, id, all)])
      await expect(look(settings)).rejects.toMatchObject({ code: "not-permitted" })
    expect(await listProviders(stranger)).toEqual([])
    for (const look of [
      () => getProvider(stranger, id),
      () => getProvider(admin, "no-id"),
      () => listSignIns(stranger, id, all),
    ])
      await expect(look()).rejects.toMatchObject({ name: "NotFound" })
    const shown = JSON.stringify([await listProviders(admin), await getProvider(admin, id)])
    expect(shown).not.toContain(clientSecret)
    expect(shown).not.toContain("sealed")
  })
})

test("a certificate is warned of from 30 days before the last one ends", () => {
  const ending = (days: number) =>
    certificateOf(makeKeyPair({ until: new Date(Date.now() + days * day) }).certificate)
  expect(warningOf([ending(31)])).toBeNull()
  expect(warningOf([ending(29)])).toMatchObject({ expired: false })
  expect(warningOf([ending(-1)])).toMatchObject({ expired: true })
  expect(warningOf([ending(-1), ending(300)])).toBeNull()
  expect(warningOf([])).toBeNull()
})

test("sign-ins come newest first, page by page, in words, and the refused ones alone", async () => {
  const { admin, id, maya, event } = await arrangeUsed()
  for (let n = 0; n < 26; n += 1)
    await event("refused", {
      reason: n === 0 ? "no-such-reason" : "linked-otherwise",
      email: `${n}@acme.example`,
    })
  await event("signed-in", { user_id: maya })
  const first = await listSignIns(admin, id, listSignInsInput.parse({}))
  expect(first.signIns).toHaveLength(25)
  expect(first.signIns[0]).toMatchObject({ outcome: "signed-in", person: { id: maya, name: "Maya Wright" } })
  expect(first.signIns[1]?.reason).toContain("linked to another identity")
  const second = await listSignIns(admin, id, listSignInsInput.parse({ before: first.next! }))
  expect(second).toMatchObject({
    next: null,
    signIns: [{}, { email: "0@acme.example", reason: "no-such-reason" }],
  })
  const refused = await listSignIns(admin, id, listSignInsInput.parse({ outcome: "refused", before: "junk" }))
  expect(refused.signIns[0]).toMatchObject({ outcome: "refused", email: "25@acme.example" })
  const found = async (reference: string) =>
    (await listSignIns(admin, id, listSignInsInput.parse({ reference }))).signIns.map(({ email }) => email)
  expect(await found(` ${second.signIns.at(-1)!.id} `)).toEqual(["0@acme.example"])
  for (const none of ["no-reference", id]) expect(await found(none)).toEqual([])
})

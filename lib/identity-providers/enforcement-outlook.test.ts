import { describe, expect, test } from "vitest"
import { enforceAnyhow, insertDomain, insertLink, insertProvider } from "#db/seed/identity-providers.ts"
import { insertGroup } from "#db/seed/groups.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { getEnforcement } from "./enforcement-outlook.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Ada", passwordHash: "x" })
  const person = (firstName: string, over = {}) => newPerson(workspace, { firstName, ...over })
  return { workspace, admin, person }
}
const names = (people: { firstName: string }[]) => people.map(({ firstName }) => firstName)

describe("what enforcing means", () => {
  test("names who could not get in: neither linked nor of a proved domain nor with sso:bypass, and active", async () => {
    const { workspace, admin, person } = await arrange()
    const [on, off] = [
      await insertProvider(owner, workspace.id),
      await insertProvider(owner, workspace.id, { enabled_at: null }),
    ]
    const invitedOnly = await insertProvider(owner, workspace.id, { first_sign_in: "nobody" })
    await insertDomain(owner, workspace.id, "proved.example", { identity_provider_id: on })
    await insertDomain(owner, workspace.id, "claimed.example", { proved_at: null })
    await insertDomain(owner, workspace.id, "off.example", { identity_provider_id: off })
    await insertDomain(owner, workspace.id, "linked-only.example", { identity_provider_id: invitedOnly })
    await insertLink(owner, workspace.id, await person("Linked"), on)
    await insertLink(owner, workspace.id, await person("Linked elsewhere"), off)
    await person("Proved", { email: "a@proved.example" })
    await person("Below", { email: "a@below.proved.example" })
    await person("Claimed", { email: "a@claimed.example" })
    await person("Of off", { email: "a@off.example" })
    await person("To be linked", { email: "a@linked-only.example" })
    await person("Suspended", { suspendedAt: new Date() })
    await person("Not joined", { joinedAt: null })
    const { linked, left } = await getEnforcement(admin)
    expect(linked).toBe(1)
    expect(left.count).toBe(5)
    expect(names(left.named)).toEqual(["Below", "Claimed", "Linked elsewhere", "Of off", "To be linked"])
  })

  test("counts more people than it names", async () => {
    const { admin, person } = await arrange()
    for (let n = 0; n < 14; n += 1) await person(`P${n}`)
    const { left } = await getEnforcement(admin)
    expect([left.count, left.named.length]).toEqual([14, 12])
  })

  test("names who keeps a password: by type, role or group, active, with one of their own", async () => {
    const { workspace, admin, person } = await arrange()
    await person("Bea", { roles: ["Admin"] })
    const member = await person("Cem", { passwordHash: "x" })
    await insertGroup(owner, workspace.id, { name: "Admins", roles: ["Admin"], members: [member] })
    await person("Dan", { type: "tenant_admin", passwordHash: "x", temporaryUntil: new Date() })
    await person("Eve", { type: "tenant_admin", suspendedAt: new Date(), passwordHash: "x" })
    await person("Gus", { roles: ["Admin"], archivedAt: new Date(), passwordHash: "x" })
    await person("Fay", { type: "viewer", passwordHash: "x" })
    const { holders } = await getEnforcement(admin)
    expect(holders.map(({ firstName, hasPassword }) => [firstName, hasPassword])).toEqual([
      ["Ada", true],
      ["Bea", false],
      ["Cem", true],
      ["Dan", false],
    ])
  })

  test("says how it stands and by which enabled provider the actor came in; needs sso:manage", async () => {
    const { workspace, admin } = await arrange()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const id = await insertProvider(owner, workspace.id, { name: "Acme ID" })
    expect(await getEnforcement(admin)).toMatchObject({ enforcedAt: null, cameBy: null })
    await owner`update sessions set identity_provider_id = ${id} where id = ${admin.sessionId}`
    await enforceAnyhow(owner, workspace.id)
    expect(await getEnforcement(admin)).toMatchObject({
      enforcedAt: expect.any(Date),
      providers: [{ id, name: "Acme ID" }],
      cameBy: { id },
    })
    await expect(getEnforcement(settings)).rejects.toMatchObject({ code: "not-permitted" })
  })
})

test("a form asks for nothing lately proved, for the password, or leads to the provider where one came in", async () => {
  const { workspace, admin } = await arrange()
  const viewer = await newActor(workspace, { type: "viewer" })
  const id = await insertProvider(owner, workspace.id, { name: "Acme ID" })
  expect(await askedProof(admin, "/x?y=1")).toEqual({ needed: "recent", again: null })
  await owner`update sessions set proved_at = now() - interval '11 minutes' where workspace_id = ${workspace.id}`
  expect(await askedProof(admin, "/x")).toEqual({ needed: "password", again: null })
  expect(await askedProof(viewer, "/x")).toEqual({ needed: "provider", again: null })
  await owner`update sessions set identity_provider_id = ${id} where id = ${viewer.sessionId}`
  expect(await askedProof(viewer, "/x?y=1")).toEqual({
    needed: "provider",
    again: { name: "Acme ID", href: `/api/auth/sso/${id}/start?again=1&to=%2Fx%3Fy%3D1` },
  })
})

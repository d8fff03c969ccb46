import { describe, expect, test } from "vitest"
import { adminPermissions } from "#lib/access/permissions.ts"
import { changesOf, newActor } from "#lib/testing/fixtures.ts"
import { almostAdmin, arrange, insertProvider } from "#lib/testing/provider-setup.ts"
import { asciiDomain } from "./domain-name.ts"
import { addDomain, editDomain, getDomain, listDomains, proveDomain, removeDomain } from "./domains.ts"
import { addDomainInput } from "./input.ts"

let made = 0
const freshName = () => `d${process.pid}-${Date.now().toString(36)}-${(made += 1)}.example`
const added = (domain: string, providerId = "") => ({ domain, providerId, currentPassword: "" })
const step = (domainId: string) => ({ domainId, currentPassword: "" })

async function arrangeDomain(domain = freshName()) {
  const { workspace, admin } = await arrange()
  const { id } = await addDomain(admin, added(domain))
  const { proof } = await getDomain(admin, id)
  return { workspace, admin, id, domain, proof }
}

describe("a domain", () => {
  test.each(["_roster.", ""])("is proved by the record at %j and itself", async (prefix) => {
    const { workspace, admin, id, domain, proof } = await arrangeDomain()
    const asked: string[] = []
    await proveDomain(admin, step(id), async (name) => {
      asked.push(name)
      return name === `${prefix}${domain}` ? ["v=spf1 -all", proof] : []
    })
    expect(asked[0]).toBe(`_roster.${domain}`)
    expect((await getDomain(admin, id)).provedAt).toBeInstanceOf(Date)
    expect((await changesOf(workspace)).map(({ action }) => action).slice(-2)).toEqual([
      "email_domain.added",
      "email_domain.proved",
    ])
    const again = proveDomain(admin, step(id), async () => [proof])
    await expect(again).rejects.toMatchObject({ code: "domain-proved" })
  })

  test("is not, and says what was found, without the record, with another's, or while the DNS is away", async () => {
    const { admin, id, domain } = await arrangeDomain()
    const tries = {
      "no TXT record": async () => [],
      "“roster-domain-verification=other\\?”": async () => ["roster-domain-verification=other\u202e"],
      "the DNS did not answer": async () => {
        throw new Error("ETIMEOUT")
      },
    }
    for (const [said, lookUp] of Object.entries(tries))
      await expect(proveDomain(admin, step(id), lookUp)).rejects.toMatchObject({
        code: "domain-record-missing",
        message: expect.stringMatching(new RegExp(`_roster\\.${domain}: ${said}`)),
      })
    expect((await getDomain(admin, id)).provedAt).toBeNull()
  })

  test("is one workspace's, also when two prove it at once", async () => {
    const one = await arrangeDomain()
    const other = await arrangeDomain(one.domain)
    const results = await Promise.allSettled(
      [one, other].map(({ admin, id, proof }) => proveDomain(admin, step(id), async () => [proof])),
    )
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "domain-taken",
    })
  })

  test("stands once on the list, leads to a provider of the workspace, and leaves it", async () => {
    const { workspace, admin, id, domain } = await arrangeDomain()
    await expect(addDomain(admin, added(domain))).rejects.toMatchObject({
      code: "domain-there",
      field: "domain",
    })
    const provider = await insertProvider(workspace)
    await editDomain(admin, { ...step(id), providerId: provider })
    expect(await listDomains(admin)).toMatchObject([{ domain, providerId: provider }])
    const foreign = await insertProvider((await arrange()).workspace)
    const wrong = editDomain(admin, { ...step(id), providerId: foreign })
    await expect(wrong).rejects.toMatchObject({ code: "provider-gone", field: "providerId" })
    await removeDomain(admin, step(id))
    expect(await listDomains(admin)).toEqual([])
    const actions = (await changesOf(workspace)).map(({ action }) => action)
    expect(actions.slice(-2)).toEqual(["email_domain.edited", "email_domain.removed"])
  })

  test("takes all of the Admin permissions, in one's own workspace", async () => {
    const { workspace, id } = await arrangeDomain()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const almost = await almostAdmin(workspace, adminPermissions)
    const stranger = (await arrange()).admin
    const acts = [
      (actor: typeof settings) => proveDomain(actor, step(id), async () => []),
      (actor: typeof settings) => editDomain(actor, { ...step(id), providerId: "" }),
      (actor: typeof settings) => removeDomain(actor, step(id)),
    ]
    for (const act of acts) {
      await expect(act(settings)).rejects.toMatchObject({ code: "not-permitted" })
      await expect(act(almost)).rejects.toMatchObject({ code: "needs-admin" })
      await expect(act(stranger)).rejects.toMatchObject({ name: "NotFound" })
    }
    for (const [actor, code] of [
      [settings, "not-permitted"],
      [almost, "needs-admin"],
    ] as const)
      await expect(addDomain(actor, added(freshName()))).rejects.toMatchObject({ code })
  })
})

describe("the name of a domain", () => {
  test.each([
    ["Acme.Example", "acme.example"],
    [" @acme.example ", "acme.example"],
    ["münchen.example", "xn--mnchen-3ya.example"],
    ["ACME。example", "acme.example"],
    ["localhost", null],
    ["10.0.0.1", null],
    ["0x7f.1", null],
    ["acme.example:8080", null],
    ["acme.example/x", null],
    ["a@acme.example", null],
    ["acme..example", null],
    ["*.acme.example", null],
    ["_roster.acme.example", null],
    ["acme.example.", null],
    ["", null],
    [`${"a".repeat(64)}.example`, null],
  ])("%s is %s", (typed, domain) => {
    expect(asciiDomain(typed)).toBe(domain)
  })

  test.each(["gmail.com", "GMX.de", "co.uk", "com"])("%s is nobody's own", (domain) => {
    expect(addDomainInput.safeParse({ domain }).success).toBe(false)
  })
})

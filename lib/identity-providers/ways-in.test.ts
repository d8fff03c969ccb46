import { describe, expect, test } from "vitest"
import { enforceAnyhow, insertDomain, insertProvider } from "#db/seed/identity-providers.ts"
import { newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { chooseProvider, providerOfAddress, waysInto } from "./ways-in.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const add = (name: string, columns = {}) => insertProvider(owner, workspace.id, { name, ...columns })
  return { workspace, domain: `${workspace.slug}.example`, add }
}

test("the page offers the enabled providers by name, of this workspace only, and knows whether they are the only way", async () => {
  const { workspace, add } = await arrange()
  await insertProvider(owner, (await newWorkspace()).id, { name: "Elsewhere" })
  await add("Being set up", { enabled_at: null })
  const [okta, entra] = [await add("okta"), await add("Entra")]
  const providers = [
    { id: entra, name: "Entra" },
    { id: okta, name: "okta" },
  ]
  expect(await waysInto(workspace.id)).toEqual({ enforced: false, providers })
  await enforceAnyhow(owner, workspace.id)
  expect(await waysInto(workspace.id)).toEqual({ enforced: true, providers })
})

describe("an address", () => {
  test("leads to the provider of its proved domain, in any case", async () => {
    const { workspace, domain, add } = await arrange()
    await add("Entra")
    const okta = await add("Okta")
    await insertDomain(owner, workspace.id, domain, { identity_provider_id: okta })
    const found = await providerOfAddress(workspace.id, `Tom@${domain.toUpperCase()}`)
    expect(found).toEqual({ id: okta, name: "Okta" })
  })

  test("leads nowhere if its domain is not proved, another workspace's, below a proved one, or its provider is off", async () => {
    const { workspace, domain, add } = await arrange()
    const [on, off] = [await add("On"), await add("Off", { enabled_at: null })]
    await insertDomain(owner, workspace.id, domain, { identity_provider_id: on, proved_at: null })
    const other = await arrange()
    await insertDomain(owner, other.workspace.id, other.domain, {
      identity_provider_id: await other.add("Theirs"),
    })
    await insertDomain(owner, workspace.id, `off.${domain}`, { identity_provider_id: off })
    for (const at of [domain, other.domain, `off.${domain}`, `a.off.${domain}`])
      expect(await providerOfAddress(workspace.id, `tom@${at}`)).toBeNull()
  })

  test("of a domain without a provider leads to the only one there is", async () => {
    const { workspace, domain, add } = await arrange()
    const only = await add("Only")
    await insertDomain(owner, workspace.id, domain)
    expect(await providerOfAddress(workspace.id, `tom@${domain}`)).toMatchObject({ id: only })
    await add("Another")
    expect(await providerOfAddress(workspace.id, `tom@${domain}`)).toBeNull()
  })

  test("where only providers sign in, of any domain leads to the only one; of several, none is guessed", async () => {
    const { workspace, domain, add } = await arrange()
    const refused = { code: "no-provider-for-address", field: "email" }
    await expect(chooseProvider(workspace.id, "tom@nobodys.example")).rejects.toMatchObject(refused)
    const only = await add("Only")
    expect(await chooseProvider(workspace.id, "tom@nobodys.example")).toMatchObject({ id: only })
    await insertDomain(owner, workspace.id, domain, { identity_provider_id: await add("Another") })
    expect(await chooseProvider(workspace.id, `tom@${domain}`)).toMatchObject({ name: "Another" })
    await expect(chooseProvider(workspace.id, "tom@nobodys.example")).rejects.toMatchObject(refused)
  })
})

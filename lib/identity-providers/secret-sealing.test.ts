import { afterEach, expect, test, vi } from "vitest"
import { inChange } from "#db/seed/identity-providers.ts"
import { changesOf, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { insertProvider } from "#lib/testing/provider-setup.ts"
import { sealedFor } from "./provider.ts"

const present = process.env.AUTH_SECRET!
const previous = "the secret that there was before this one"
afterEach(() => {
  startWith(present)
})

/** From here on code that is loaded is that of a process with these secrets; the connections stay. */
function startWith(secret: string, before = "") {
  process.env.AUTH_SECRET = secret
  process.env.AUTH_SECRET_PREVIOUS = before
  vi.resetModules()
}

const sealedIn = async (providerId: string) => {
  const [row] = await owner<{ sealed: Buffer; set_at: Date }[]>`
    select sealed, set_at from identity_provider_secrets where provider_id = ${providerId}`
  return row!
}

const openedBy = async (secret: string, providerId: string) => {
  startWith(secret)
  const { unseal } = await import("#lib/sealing.ts")
  return unseal((await sealedIn(providerId)).sealed, sealedFor(providerId))
}

/** A provider whose secret was sealed with another AUTH_SECRET. */
async function sealedWith(workspace: TestWorkspace, secret: string): Promise<string> {
  const id = await insertProvider(workspace)
  startWith(secret)
  const { seal } = await import("#lib/sealing.ts")
  const sealed = seal("of the provider", sealedFor(id))
  await inChange(
    owner,
    workspace.id,
    (tx) => tx`update identity_provider_secrets set sealed = ${sealed} where provider_id = ${id}`,
  )
  return id
}

const runJob = async () => (await import("./secret-sealing.ts")).sealClientSecretsAnew()

test("what the previous secret sealed is sealed anew, in every workspace, once, and leaves the change behind", async () => {
  const [here, there] = [await newWorkspace(), await newWorkspace()]
  const [one, other] = [await sealedWith(here, previous), await sealedWith(there, previous)]
  const untouched = await insertProvider(here)
  const before = await Promise.all([one, untouched].map(sealedIn))
  startWith(present)
  await runJob()
  expect(await sealedIn(one), "without a previous secret there is nothing to do").toEqual(before[0])
  startWith(present, previous)
  await runJob()
  const after = await sealedIn(one)
  await runJob()
  expect(await sealedIn(one)).toEqual(after)
  expect(await sealedIn(untouched)).toEqual(before[1])
  expect(after.set_at).toEqual(before[0]!.set_at)
  for (const id of [one, other]) expect(await openedBy(present, id)).toBe("of the provider")
  for (const workspace of [here, there]) {
    const changes = await changesOf(workspace)
    expect(changes.filter(({ action }) => action === "identity_provider.secret_sealed")).toMatchObject([
      { actor_id: null, tables: ["identity_provider_secrets"] },
    ])
  }
})

test("what neither opens is left as it is, and keeps no other from being sealed anew", async () => {
  const workspace = await newWorkspace()
  const lost = await sealedWith(workspace, "a secret that everybody has forgotten")
  const kept = await sealedWith(workspace, previous)
  const before = await sealedIn(lost)
  startWith(present, previous)
  const { log } = await import("#lib/log.ts")
  const warned = vi.spyOn(log, "warn").mockImplementation(() => undefined)
  await runJob()
  expect(warned).toHaveBeenCalledWith({ providerId: lost }, expect.stringContaining("entered anew"))
  expect(await sealedIn(lost)).toEqual(before)
  expect(await openedBy(present, kept)).toBe("of the provider")
})

import { afterEach, expect, test, vi } from "vitest"
import { asSystem } from "#lib/access/as-system.ts"
import { newToken } from "#lib/auth/keys.ts"
import { changesOf, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { newProvider } from "#lib/testing/providers.ts"
import { beginAttempt } from "./attempts.ts"

const usual = process.env.AUTH_SECRET!
afterEach(() => {
  process.env.AUTH_SECRET = usual
  delete process.env.AUTH_SECRET_PREVIOUS
  vi.resetModules()
})

test("what a former AUTH_SECRET sealed is sealed anew by a sign-in, once, so that the former one can be forgotten", async () => {
  const workspace = await newWorkspace()
  const provider = await newProvider(workspace, { issuer: "http://127.0.0.1:1" })
  const attempt = await beginAttempt(provider, {
    purpose: "sign-in",
    browser: newToken(),
    actor: null,
    returnTo: null,
    forced: false,
  })
  const kept = async () =>
    (await owner`select sealed, set_at from identity_provider_secrets where provider_id = ${provider.id}`)[0]!
  const before = await kept()
  process.env.AUTH_SECRET = "the secret that took its place since"
  process.env.AUTH_SECRET_PREVIOUS = usual
  vi.resetModules()
  // Nobody answers there; the secret is opened all the same.
  const { addressOf } = await import("./protocol.ts")
  for (const _ of [1, 2])
    await expect(addressOf(provider, attempt, null)).rejects.toMatchObject({ reason: "unreachable" })
  expect((await kept()).sealed).not.toEqual(before.sealed)
  expect((await kept()).set_at).toEqual(before.set_at)
  const anew = (await changesOf(workspace)).filter(
    ({ action }) => action === "identity_provider.secret_sealed_anew",
  )
  expect(anew).toHaveLength(1)
  delete process.env.AUTH_SECRET_PREVIOUS
  vi.resetModules()
  const { loadSecret } = await import("./provider.ts")
  expect(await asSystem("seed", workspace.id, (tx) => loadSecret(tx, provider.id))).toEqual({
    secret: "a secret",
    isFormer: false,
  })
})

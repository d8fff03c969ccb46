import { setTimeout as sleep } from "node:timers/promises"
import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { identityProviders } from "#db/schema/identity-providers.ts"
import { change } from "#lib/access/change.ts"
import { enforceAnyhow, inChange, insertProvider } from "#db/seed/identity-providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import { findSession } from "#lib/access/lookups.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { startSession } from "#lib/auth/session-store.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { beginSession, checkPassword } from "#lib/auth/sign-in.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { enforceInput } from "#lib/workspaces/input.ts"
import { enforceSso, liftEnforcement, refuseLastProvider } from "./enforcement.ts"

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)
const form = (over = {}) => enforceInput.parse({ signOut: ["yes"], ...over })
const proof = { currentPassword: "" }

/** The actor's session began at this provider. */
const cameBy = (actor: Actor, providerId: string) =>
  owner`update sessions set identity_provider_id = ${providerId} where id = ${actor.sessionId}`

const longAgo = (actor: Actor) =>
  owner`update sessions set proved_at = now() - interval '11 minutes' where id = ${actor.sessionId}`

const arrange = async () => {
  const workspace = await newWorkspace()
  const providerId = await insertProvider(owner, workspace.id)
  const admin = await newActor(workspace, { type: "tenant_admin", passwordHash })
  await cameBy(admin, providerId)
  return { workspace, providerId, admin }
}

const enforcedAt = async ({ id }: TestWorkspace) =>
  (await owner`select sso_enforced_at from workspaces where id = ${id}`)[0]!.sso_enforced_at as Date | null
const ended = async (actor: Actor) =>
  (await owner`select ended_reason from sessions where id = ${actor.sessionId}`)[0]!.ended_reason as
    | string
    | null

describe("enforceSso", () => {
  test("enforces, signs out who came in with a password, and leaves the change behind", async () => {
    const { workspace, providerId, admin } = await arrange()
    const holder = await newActor(workspace, { type: "tenant_admin", passwordHash })
    const other = await newActor(workspace, { type: "viewer" })
    const byProvider = await newActor(workspace, { type: "viewer" })
    await cameBy(byProvider, providerId)
    await enforceSso(admin, form())
    expect(await enforcedAt(workspace)).not.toBeNull()
    expect(await Promise.all([admin, holder, byProvider, other].map(ended))).toEqual([
      null,
      null,
      null,
      "single sign-on enforced",
    ])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "workspace.sso_enforced",
      actor_id: admin.user.id,
      tables: ["sessions", "workspaces"],
    })
  })

  test("leaves others signed in if so chosen, but for who stands at a step of a password sign-in", async () => {
    const { workspace, admin } = await arrange()
    const other = await newActor(workspace, { type: "viewer" })
    const atStep = await signedIn(workspace, await newPerson(workspace, { joinedAt: null }), "verify_email")
    await enforceSso(admin, enforceInput.parse({}))
    expect(await Promise.all([other, atStep].map(ended))).toEqual([null, "single sign-on enforced"])
  })

  test("is refused without an enabled provider, and for a session that did not begin with one of this workspace", async () => {
    const { workspace, admin } = await arrange()
    const off = await insertProvider(owner, workspace.id, { enabled_at: null })
    const foreign = await insertProvider(owner, (await newWorkspace()).id)
    for (const id of [off, foreign]) {
      await cameBy(admin, id)
      await expect(enforceSso(admin, form())).rejects.toMatchObject({ code: "enforce-by-provider" })
    }
    const byPassword = await newActor(workspace, { type: "tenant_admin" })
    await expect(enforceSso(byPassword, form())).rejects.toMatchObject({ code: "enforce-by-provider" })
    await inChange(
      owner,
      workspace.id,
      (tx) => tx`update identity_providers set enabled_at = null where workspace_id = ${workspace.id}`,
    )
    await expect(enforceSso(admin, form())).rejects.toMatchObject({ code: "no-enabled-provider" })
    expect(await enforcedAt(workspace)).toBeNull()
  })

  test("is refused until one is sure if no Admin could get in with a password", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await newPerson(workspace, { type: "tenant_admin", passwordHash, suspendedAt: new Date() })
    await newPerson(workspace, { type: "viewer", passwordHash })
    await cameBy(admin, await insertProvider(owner, workspace.id))
    const refusal = { code: "nobody-bypasses", values: { sure: "nobody-bypasses" } }
    await expect(enforceSso(admin, form())).rejects.toMatchObject(refusal)
    await expect(enforceSso(admin, form({ sure: "own-access" }))).rejects.toMatchObject(refusal)
    await enforceSso(admin, form({ sure: "nobody-bypasses" }))
  })

  test("is refused without the permission, without recent proof, and twice", async () => {
    const { workspace, providerId, admin } = await arrange()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await cameBy(settings, providerId)
    await expect(enforceSso(settings, form())).rejects.toMatchObject({ code: "not-permitted" })
    await longAgo(admin)
    await expect(enforceSso(admin, form())).rejects.toMatchObject({
      code: "prove-again",
      field: "currentPassword",
    })
    await enforceSso(admin, form({ currentPassword: password }))
    await expect(enforceSso(admin, form())).rejects.toMatchObject({ code: "sso-enforced-already" })
  })

  test("holds in one's own workspace only", async () => {
    const { admin } = await arrange()
    const { workspace: other } = await arrange()
    await enforceSso(admin, form())
    expect(await enforcedAt(other)).toBeNull()
  })

  test("a sign-in waits for whoever is just enforcing", async () => {
    const { workspace } = await arrange()
    const email = `tom@${workspace.slug}.example`
    await newPerson(workspace, { email, passwordHash })
    const checked = await checkPassword({ slug: workspace.slug, email, password }, {})
    let begun: Promise<unknown> = Promise.resolve()
    await inChange(owner, workspace.id, async (tx) => {
      await tx`update workspaces set sso_enforced_at = now() where id = ${workspace.id}`
      begun = beginSession(checked, {}).catch((error: unknown) => error)
      await sleep(300)
    })
    expect(await begun).toMatchObject({ code: "sign-in-failed" })
  })

  test("whoever signs in with a password meanwhile is out, or was never in", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { workspace, admin } = await arrange()
      const email = `tom@${workspace.slug}.example`
      const id = await newPerson(workspace, { email, passwordHash })
      const checked = await checkPassword({ slug: workspace.slug, email, password }, {})
      await Promise.allSettled([
        beginSession(checked, {}),
        enforceSso(admin, form()),
        beginSession(checked, {}),
      ])
      expect(await enforcedAt(workspace)).not.toBeNull()
      const live = await owner`select id from sessions where user_id = ${id} and ended_at is null`
      expect(live).toEqual([])
    }
  })
})

test("the last provider that is on can't go while single sign-on is enforced", async () => {
  const { workspace, providerId, admin } = await arrange()
  const other = await insertProvider(owner, workspace.id)
  const switchOff = (id: string) =>
    change(admin, "sso:manage", "test.disabled", async (tx) => {
      await tx.update(identityProviders).set({ enabledAt: null }).where(eq(identityProviders.id, id))
      await refuseLastProvider(tx)
    })
  await enforceSso(admin, form())
  await switchOff(other)
  await expect(switchOff(providerId)).rejects.toMatchObject({ code: "last-provider" })
  await liftEnforcement(admin, proof)
  await switchOff(providerId)
})

describe("a session that began with a password while it was enforced", () => {
  test("is over once its person may bypass it no more; those from before and by a provider go on", async () => {
    const { workspace, providerId } = await arrange()
    const id = await newPerson(workspace, { type: "viewer", roles: ["Admin"] })
    const begin = (by: string | null) =>
      asSystem("sign-in", workspace.id, (tx) =>
        startSession(tx, {
          workspaceId: workspace.id,
          userId: id,
          stage: "full",
          origin: {},
          providerId: by,
        }),
      )
    const before = await begin(null)
    await enforceAnyhow(owner, workspace.id)
    const tokens = [before, await begin(null), await begin(providerId)]
    const open = () =>
      Promise.all(tokens.map(async (token) => (await findSession(hashToken(token))) !== null))
    expect(await open()).toEqual([true, true, true])
    await inChange(owner, workspace.id, (tx) => tx`delete from user_roles where user_id = ${id}`)
    expect(await open()).toEqual([true, false, true])
  })
})

describe("liftEnforcement", () => {
  test("lets passwords in again, and leaves the change behind", async () => {
    const { workspace, admin } = await arrange()
    const email = `tom@${workspace.slug}.example`
    await newPerson(workspace, { email, passwordHash })
    const signIn = () => checkPassword({ slug: workspace.slug, email, password }, {})
    await enforceSso(admin, form())
    await expect(signIn()).rejects.toMatchObject({ code: "sign-in-failed" })
    await liftEnforcement(admin, proof)
    await signIn()
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "workspace.sso_enforcement_lifted",
      actor_id: admin.user.id,
      tables: ["workspaces"],
    })
    await expect(liftEnforcement(admin, proof)).rejects.toMatchObject({ code: "sso-not-enforced" })
  })

  test("is open to a holder of sso:bypass who came in with a password, refused without the permission or proof", async () => {
    const { workspace } = await arrange()
    const viewer = await newActor(workspace, { type: "viewer" })
    await enforceAnyhow(owner, workspace.id)
    await expect(liftEnforcement(viewer, proof)).rejects.toMatchObject({ code: "not-permitted" })
    const holder = await newActor(workspace, { type: "tenant_admin", passwordHash })
    await longAgo(holder)
    await expect(liftEnforcement(holder, proof)).rejects.toMatchObject({ code: "prove-again" })
    await liftEnforcement(holder, { currentPassword: password })
    expect(await enforcedAt(workspace)).toBeNull()
  })
})

import { setTimeout } from "node:timers/promises"
import { beforeEach, describe, expect, test } from "vitest"
import { inChange } from "#db/seed/identity-providers.ts"
import { changesOf, newPerson, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { arrangeDomain, newLink, newProvider, origin } from "#lib/testing/providers.ts"
import { arrive } from "./arrival.ts"

let workspace: TestWorkspace
let domain: string
let identity: Awaited<ReturnType<typeof arrangeDomain>>["said"]
beforeEach(async () => {
  ;({ workspace, domain, said: identity } = await arrangeDomain())
})

const actions = async () => (await changesOf(workspace)).map(({ action }) => action)

describe("at the same time", () => {
  const both = async (work: () => Promise<{ outcome: string; userId: string }>) => {
    const arrived = await Promise.all([work(), work(), work()])
    expect(new Set(arrived.map(({ userId }) => userId)).size).toBe(1)
    return arrived.map(({ outcome }) => outcome).toSorted()
  }

  test("first sign-ins of one new person make one account", async () => {
    const provider = await newProvider(workspace, { first_sign_in: "domain" })
    expect(await both(() => arrive(provider, identity(), origin))).toEqual([
      "created",
      "signed-in",
      "signed-in",
    ])
    expect((await actions()).filter((action) => action === "user.provisioned")).toHaveLength(1)
  })

  test("and one person is linked once", async () => {
    const provider = await newProvider(workspace)
    await newPerson(workspace, { email: `maya@${domain}` })
    expect(await both(() => arrive(provider, identity(), origin))).toEqual([
      "linked",
      "signed-in",
      "signed-in",
    ])
  })

  test("whoever is suspended on their way in stays out", async () => {
    const provider = await newProvider(workspace)
    const id = await newPerson(workspace, { email: `maya@${domain}` })
    await newLink(workspace, provider, id, "maya-7")
    const going = Promise.withResolvers<void>()
    const suspending = inChange(owner, workspace.id, async (tx) => {
      await tx`update users set suspended_at = now() where id = ${id}`
      going.resolve()
      await setTimeout(400)
    })
    await going.promise
    await expect(arrive(provider, identity(), origin)).rejects.toMatchObject({ code: "sso-suspended" })
    await suspending
    expect(await owner`select id from sessions where user_id = ${id} and ended_at is null`).toEqual([])
  })

  test("whoever is unlinked on their way in stays out", async () => {
    const provider = await newProvider(workspace, { first_sign_in: "nobody" })
    const id = await newPerson(workspace, { email: `maya@${domain}` })
    const link = await newLink(workspace, provider, id, "maya-7")
    const going = Promise.withResolvers<void>()
    const unlinking = inChange(owner, workspace.id, async (tx) => {
      await tx`select from users where id = ${id} for update`
      await tx`delete from identity_links where id = ${link}`
      going.resolve()
      await setTimeout(400)
    })
    await going.promise
    await expect(arrive(provider, identity(), origin)).rejects.toMatchObject({ code: "sso-not-linked" })
    await unlinking
    expect(await owner`select id from sessions where user_id = ${id} and ended_at is null`).toEqual([])
  })

  test("whoever's provider is switched off on their way in stays out", async () => {
    const provider = await newProvider(workspace)
    const id = await newPerson(workspace, { email: `maya@${domain}` })
    await newLink(workspace, provider, id, "maya-7")
    const going = Promise.withResolvers<void>()
    const disabling = inChange(owner, workspace.id, async (tx) => {
      await tx`update identity_providers set enabled_at = null where id = ${provider.id}`
      going.resolve()
      await setTimeout(400)
    })
    await going.promise
    await expect(arrive(provider, identity(), origin)).rejects.toMatchObject({ code: "sso-provider-off" })
    await disabling
    expect(await owner`select id from sessions where user_id = ${id} and ended_at is null`).toEqual([])
  })

  test("whoever comes in while the policy is tightened is under the new one", async () => {
    const provider = await newProvider(workspace)
    const id = await newPerson(workspace, { email: `maya@${domain}` })
    await newLink(workspace, provider, id, "maya-7")
    const going = Promise.withResolvers<void>()
    const tightening = inChange(owner, workspace.id, async (tx) => {
      await tx`update workspaces set session_idle_minutes = 30 where id = ${workspace.id}`
      going.resolve()
      await setTimeout(400)
    })
    await going.promise
    await arrive(provider, identity(), origin)
    await tightening
    expect(await owner`select idle_minutes from sessions where user_id = ${id}`).toEqual([
      { idle_minutes: 30 },
    ])
  })

  test("two identities with one address: the second is not taken for the first", async () => {
    const provider = await newProvider(workspace, { first_sign_in: "domain" })
    const ended = await Promise.allSettled(
      ["one", "two"].map((subject) => arrive(provider, identity({ subject }), origin)),
    )
    expect(ended.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
    expect(ended.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "linked-otherwise" },
    })
  })
})

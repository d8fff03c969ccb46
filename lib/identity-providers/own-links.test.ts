import { beforeEach, describe, expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { eventsOf, identity, linksOf, newLink, newProvider, newRule } from "#lib/testing/providers.ts"
import { arrive } from "./arrival.ts"
import { linkOwn, listOwnLinks } from "./own-links.ts"
import type { ProviderRow } from "./provider.ts"

let workspace: TestWorkspace
let provider: ProviderRow
let actor: Actor
beforeEach(async () => {
  workspace = await newWorkspace()
  provider = await newProvider(workspace, { first_sign_in: "nobody" })
  actor = await newActor(workspace, { passwordHash: "x" })
})

describe("linking oneself", () => {
  test("makes the link, by whatever address, and leaves where the account belongs and what it gives", async () => {
    await newRule(workspace, provider, { value: "bots", role: "Developer" })
    const said = identity({ email: null, groups: ["bots"] })
    await linkOwn(actor, provider.id, said)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.linked",
      actor_id: actor.user.id,
      tables: ["identity_links"],
    })
    expect(await eventsOf(workspace)).toMatchObject([{ outcome: "linked", user_id: actor.user.id }])
    expect(await listOwnLinks(actor)).toMatchObject([
      { providerId: provider.id, subject: "maya-7", belongs: false },
    ])
    await linkOwn(actor, provider.id, said)
    expect(await linksOf(actor.user.id)).toHaveLength(1)
    expect(await owner`select role_id from user_roles where user_id = ${actor.user.id}`).toEqual([])
    expect(await arrive(provider, said, {})).toMatchObject({ userId: actor.user.id })
    expect(await owner`select role_id from user_roles where user_id = ${actor.user.id}`).toHaveLength(1)
  })

  test("is refused for somebody else's identity, a second one, a provider that is off and another workspace's", async () => {
    const other = await newPerson(workspace)
    await newLink(workspace, provider, other, "maya-7")
    await expect(linkOwn(actor, provider.id, identity())).rejects.toMatchObject({ code: "identity-taken" })
    await linkOwn(actor, provider.id, identity({ subject: "own" }))
    await expect(linkOwn(actor, provider.id, identity({ subject: "own-2" }))).rejects.toMatchObject({
      code: "linked-otherwise",
    })
    const off = await newProvider(workspace, { enabled_at: null })
    await expect(linkOwn(actor, off.id, identity())).rejects.toMatchObject({ code: "sso-provider-off" })
    const foreign = await newProvider(await newWorkspace())
    await expect(linkOwn(actor, foreign.id, identity())).rejects.toMatchObject({ name: "NotFound" })
    const halfway = await signedIn(workspace, actor.user.id, "verify_email")
    await expect(linkOwn(halfway, provider.id, identity())).rejects.toMatchObject({ code: "not-permitted" })
  })
})

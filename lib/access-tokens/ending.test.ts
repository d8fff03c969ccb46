import { describe, expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { whatLeaves } from "#lib/bot-members/leaving.ts"
import { arrive } from "#lib/identity-providers/arrival.ts"
import { byToken, newToken } from "#lib/testing/access-tokens.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { arrangeDomain, newProvider, origin } from "#lib/testing/providers.ts"
import { eraseUser } from "#lib/users/erasure.ts"
import { activateUser, archiveUser, deactivateUser, restoreUser, suspendUser } from "#lib/users/life.ts"
import { archiveUserInput } from "#lib/users/input.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import { listTokensOf } from "./listing.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const email = `tom@${workspace.slug}.example`
  const id = await newPerson(workspace, { type: "viewer", email })
  const made = await newToken(workspace, { userId: id, scopes: ["users:read"] })
  await newToken(workspace, { userId: id, name: "Over", expiresAt: new Date(Date.now() - 1000) })
  return {
    workspace,
    admin,
    email,
    id,
    tokenId: made.id,
    token: made.token,
    about: { userId: id, reason: "" },
  }
}
type Arranged = Awaited<ReturnType<typeof arrange>>

const act = (actor: Actor) => change(actor, "self", "test.tried", async () => "done")
const archived = ({ admin, about }: Arranged) => archiveUser(admin, archiveUserInput.parse(about))

const ways: [as: string, how: (arranged: Arranged) => Promise<unknown>][] = [
  ["suspended", ({ admin, about }) => suspendUser(admin, about)],
  ["deactivated", ({ admin, about }) => deactivateUser(admin, about)],
  ["archived", archived],
  ["suspended", ({ admin, about }) => replaceUser(admin, { ...about, type: "agent" })],
]

describe("a token ends for good with its owner's", () => {
  test.each(ways)("becoming %s: at its next look and its next change", async (as, how) => {
    const arranged = await arrange()
    const { admin, id, token } = arranged
    const by = (await byToken(token))!
    expect(await act(by)).toBe("done")
    await how(arranged)
    expect(await byToken(token)).toBeNull()
    await expect(act(by)).rejects.toMatchObject({ name: "NotSignedIn" })
    const { live, ended } = await listTokensOf(admin, id)
    expect(live).toEqual([])
    // What had expired before ended by that.
    expect(ended.map(({ name, endedAs }) => [name, endedAs])).toEqual([
      ["Nightly report", as],
      ["Over", "expired"],
    ])
  })

  test("and does not come back with them", async () => {
    const arranged = await arrange()
    const { admin, about, token } = arranged
    await suspendUser(admin, about)
    await activateUser(admin, about)
    expect(await byToken(token)).toBeNull()
    const other = await arrange()
    await archived(other)
    await restoreUser(other.admin, other.about)
    expect(await byToken(other.token)).toBeNull()
  })

  test("erasure: nothing of it is left", async () => {
    const arranged = await arrange()
    const { workspace, email, id } = arranged
    await byToken(arranged.token)
    await archived(arranged)
    const officer = await newActor(workspace, { roles: ["Privacy officer"] })
    await eraseUser(officer, { userId: id, confirm: email, reason: "" })
    expect(await owner`select from access_tokens where user_id = ${id}`).toHaveLength(0)
    expect(await owner`select from access_token_uses where token_id = ${arranged.tokenId}`).toHaveLength(0)
  })

  test("first sign-in by a provider: whoever else had the account is out", async () => {
    const { workspace, domain, said } = await arrangeDomain()
    const provider = await newProvider(workspace, { first_sign_in: "domain" })
    const id = await newPerson(workspace, { email: `maya@${domain}` })
    const { token } = await newToken(workspace, { userId: id })
    await newToken(workspace, { userId: id, revokedAt: new Date(), revokedAs: "owner" })
    await arrive(provider, said({}), origin)
    expect(await byToken(token)).toBeNull()
    const ended =
      await owner`select revoked_as from access_tokens where user_id = ${id} order by created_at, id`
    expect(ended.map(({ revoked_as }) => revoked_as)).toEqual(["taken_over", "owner"])
  })
})

test("deleting says how many end; none that has expired counts", async () => {
  const { admin, id } = await arrange()
  expect(await whatLeaves(admin, id)).toMatchObject({ tokens: 1, sessions: 0 })
})

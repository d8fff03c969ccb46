import { uuidv7 } from "uuidv7"
import { describe, expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { revokeTokenOf } from "#lib/access-tokens/revocation.ts"
import {
  createServiceToken,
  regenerateServiceToken,
  revokeServiceToken,
} from "#lib/service-accounts/tokens.ts"
import { newToken, proofIsOld } from "#lib/testing/access-tokens.ts"
import { newPerson, whoHeldAll } from "#lib/testing/fixtures.ts"
import { arrangeServiceAccount } from "#lib/testing/service-accounts.ts"
import { signInPolicyInput } from "#lib/workspaces/input.ts"
import { setSignInPolicy } from "#lib/workspaces/sign-in-policy.ts"

type Arranged = { account: string; person: string; tokenId: string; theirs: string }

const asked = { currentPassword: "", days: 30 }

// What asks for proof, and so looks at the permission before it does, and again within the change.
const ways: [string, (actor: Actor, arranged: Arranged) => Promise<unknown>][] = [
  [
    "setSignInPolicy",
    (actor) =>
      setSignInPolicy(actor, signInPolicyInput.parse({ emailChange: "locked", breaches: "unchecked" })),
  ],
  [
    "revokeTokenOf",
    (actor, { person, theirs }) =>
      revokeTokenOf(actor, { userId: person, tokenId: theirs, currentPassword: "" }),
  ],
  [
    "createServiceToken",
    (actor, { account }) =>
      createServiceToken(actor, {
        ...asked,
        id: uuidv7(),
        accountId: account,
        name: "New",
        scopes: ["users:read"],
      }),
  ],
  [
    "regenerateServiceToken",
    (actor, { account, tokenId }) => regenerateServiceToken(actor, { ...asked, accountId: account, tokenId }),
  ],
  [
    "revokeServiceToken",
    (actor, { account, tokenId }) =>
      revokeServiceToken(actor, { accountId: account, tokenId, currentPassword: "" }),
  ],
]

async function arrange(): Promise<Arranged & { viewer: Actor }> {
  const { workspace, viewer, account } = await arrangeServiceAccount({ roles: ["developer"] })
  const person = await newPerson(workspace)
  const { id: tokenId } = await newToken(workspace, { userId: account, kind: "service" })
  const { id: theirs } = await newToken(workspace, { userId: person })
  return { viewer, account, person, tokenId, theirs }
}

describe.each(ways)("%s", (_name, way) => {
  test("tells whoever may not so, and asks them for nothing", async () => {
    const { viewer, ...arranged } = await arrange()
    await proofIsOld(viewer)
    await expect(way(viewer, arranged)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("is refused to whoever lost the permission since their page was asked for", async () => {
    const { viewer, ...arranged } = await arrange()
    await expect(way(whoHeldAll(viewer), arranged)).rejects.toMatchObject({ code: "not-permitted" })
  })
})

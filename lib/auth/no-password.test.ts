import { describe, expect, test } from "vitest"
import { enforceAnyhow, insertProvider } from "#db/seed/identity-providers.ts"
import { createToken } from "#lib/access-tokens/making.ts"
import { createTokenInput } from "#lib/access-tokens/input.ts"
import { proofIsOld } from "#lib/testing/access-tokens.ts"
import { newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { changeOwnEmail } from "#lib/users/email-address.ts"
import { hasOwnPassword } from "./own-password.ts"
import { hashPassword } from "./password.ts"
import { askedProof, provesByPassword } from "./recent-proof.ts"

const currentPassword = "copper lantern at noon"
const passwordHash = await hashPassword(currentPassword)

/** Somebody who came by a provider a while ago. */
async function arrange(person: { passwordHash?: string } = {}) {
  const workspace = await newWorkspace()
  const provider = await insertProvider(owner, workspace.id, { name: "Acme ID" })
  const id = await newPerson(workspace, { ...person, roles: ["User"] })
  const actor = await signedIn(workspace, id)
  await owner`update sessions set identity_provider_id = ${provider} where id = ${actor.sessionId}`
  await proofIsOld(actor)
  const email = `new@${workspace.slug}.example`
  const token = createTokenInput.parse({ name: "Script", days: "30", scopes: ["chat:use"] })
  // As where they sign in again, in another tab.
  const signInAgain = () => owner`update sessions set proved_at = now() where id = ${actor.sessionId}`
  return { workspace, provider, actor, email, token, signInAgain }
}

describe("who has no password and came by a provider", () => {
  test("changes their address and makes a token once they have signed in there again", async () => {
    const { provider, actor, email, token, signInAgain } = await arrange()
    const refused = { code: "prove-by-provider" }
    await expect(changeOwnEmail(actor, { email })).rejects.toMatchObject(refused)
    await expect(changeOwnEmail(actor, { email, currentPassword })).rejects.toMatchObject(refused)
    await expect(createToken(actor, token)).rejects.toMatchObject(refused)
    expect([await provesByPassword(actor), await hasOwnPassword(actor)]).toEqual([false, false])
    expect((await askedProof(actor, "/account")).again).toMatchObject({
      href: `/api/auth/sso/${provider}/start?again=1&to=%2Faccount`,
    })
    await signInAgain()
    expect(await changeOwnEmail(actor, { email })).toBe("sent")
    expect((await createToken(actor, token)).name).toBe("Script")
  })

  test("has none either where single sign-on is enforced, whatever password there was", async () => {
    const { workspace, actor, email, signInAgain } = await arrange({ passwordHash })
    expect(await provesByPassword(actor)).toBe(true)
    await enforceAnyhow(owner, workspace.id)
    await expect(changeOwnEmail(actor, { email, currentPassword })).rejects.toMatchObject({
      code: "prove-by-provider",
    })
    await signInAgain()
    expect(await changeOwnEmail(actor, { email })).toBe("sent")
  })
})

test("who has a password types it each time, however lately they came", async () => {
  const { actor, email, signInAgain } = await arrange({ passwordHash })
  await signInAgain()
  await expect(changeOwnEmail(actor, { email })).rejects.toMatchObject({
    code: "password-missing",
    field: "currentPassword",
  })
  expect(await changeOwnEmail(actor, { email, currentPassword })).toBe("sent")
  expect(await hasOwnPassword(actor)).toBe(true)
})

import { SignJWT } from "jose"
import { expect, test } from "vitest"
import { newSigningKey } from "#lib/testing/hostile-issuer.ts"
import { providerAt, refusedFor } from "#lib/testing/oidc.ts"
import { verifyIdToken } from "./id-token.ts"

const provider = providerAt({ issuer: "https://idp.example", clientId: "roster", clientSecret: "secret" })
const now = Math.floor(Date.now() / 1000)
const right = {
  iss: provider.issuer,
  sub: "maya",
  aud: "roster",
  nonce: "nonce",
  iat: now,
  exp: now + 60,
}

async function verify(claims: Record<string, unknown>, signedInSince?: Date) {
  const { privateKey, jwk } = await newSigningKey("key")
  const token = await new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "key" }).sign(privateKey)
  const expected = { provider, keys: { keys: [jwk] }, algorithms: ["ES256"], nonce: "nonce", signedInSince }
  return verifyIdToken(token, expected)
}

// openid-client would notice some of these too, only later.
test.each(["exp", "iat"])("a token without %s is none by itself", async (claim) => {
  const { [claim as "exp"]: _without, ...claims } = right
  await expect(verify(right)).resolves.toMatchObject({ sub: "maya" })
  await refusedFor("malformed-response", verify(claims))
})

test("a person signed in anew if it was since then, a minute more or less", async () => {
  const since = new Date(now * 1000)
  await expect(verify({ ...right, auth_time: now - 59 }, since)).resolves.toMatchObject({ sub: "maya" })
  await refusedFor("login-not-repeated", verify({ ...right, auth_time: now - 61 }, since))
  await refusedFor("login-not-repeated", verify(right, since))
  await refusedFor("malformed-response", verify({ ...right, auth_time: "now" }, since))
})

test("nobody signed in before there were clocks, or will have later", async () => {
  for (const wrong of [-1, -1e300])
    await refusedFor("malformed-response", verify({ ...right, auth_time: wrong }))
  // The second is now in ms.
  for (const wrong of [now + 120, now * 1000, 1e300])
    await refusedFor("not-yet-valid", verify({ ...right, auth_time: wrong }))
})

test.each(["ma\u0000ya", "ma\nya", "\ud800"])("a subject is one line of text: %j", async (sub) => {
  await refusedFor("malformed-response", verify({ ...right, sub }))
})

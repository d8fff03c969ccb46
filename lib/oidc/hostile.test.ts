import { createHmac } from "node:crypto"
import { exportSPKI, importJWK, SignJWT, UnsecuredJWT } from "jose"
import { describe, expect, test } from "vitest"
import type { IdentityRefusal } from "#lib/identity.ts"
import { type HostileIssuer, newSigningKey, startHostileIssuer } from "#lib/testing/hostile-issuer.ts"
import { refusedFor } from "#lib/testing/oidc.ts"
import { finishOidc } from "./sign-in.ts"

const now = () => Math.floor(Date.now() / 1000)

/** Signed with `secret` under HMAC. */
function hmac(claims: unknown, secret: string, alg = "HS256"): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const signed = `${part({ alg, kid: "first" })}.${part(claims)}`
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`
}

type Case = [does: string, reason: IdentityRefusal, arrange: (issuer: HostileIssuer) => unknown]

test("the issuer that the following ones go wrong from signs Maya in", async () => {
  const issuer = await startHostileIssuer()
  const identity = await issuer.finish()
  expect(identity).toMatchObject({ subject: "maya", email: "maya@acme.example", emailVerified: true })
})

const signatures: Case[] = [
  ["is not signed (alg none)", "unsigned", (it) => (it.sign = (claims) => new UnsecuredJWT(claims).encode())],
  [
    "is signed with the public key as a secret (HS256)",
    "algorithm-forbidden",
    (it) =>
      (it.sign = async (claims) =>
        hmac(claims, await exportSPKI((await importJWK(it.key.jwk, "ES256")) as CryptoKey))),
  ],
  [
    "is signed with the client secret (HS256)",
    "algorithm-forbidden",
    (it) => (it.sign = (claims) => hmac(claims, it.provider.clientSecret)),
  ],
  [
    "is signed with an algorithm that the provider doesn't name",
    "algorithm-forbidden",
    (it) => (it.document.id_token_signing_alg_values_supported = ["RS256"]),
  ],
  [
    "is signed with somebody else's key of the same id",
    "signature-invalid",
    async (it) => {
      const foreign = await newSigningKey("first")
      it.sign = (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "first" }).sign(foreign.privateKey)
    },
  ],
  [
    "is signed with a key that is not among the provider's",
    "signature-invalid",
    async (it) => {
      const foreign = await newSigningKey("second")
      it.sign = (claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "second" }).sign(foreign.privateKey)
    },
  ],
  [
    "brings its own key along (jwk)",
    "signature-invalid",
    async (it) => {
      const foreign = await newSigningKey("first")
      it.sign = (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: "ES256", kid: "first", jwk: foreign.jwk })
          .sign(foreign.privateKey)
    },
  ],
  [
    "was altered after it was signed",
    "signature-invalid",
    (it) => {
      const { sign } = it
      it.sign = async (claims) => {
        const [header, , signature] = (await sign(claims)).split(".")
        const altered = Buffer.from(JSON.stringify({ ...claims, sub: "admin" })).toString("base64url")
        return [header, altered, signature].join(".")
      }
    },
  ],
  ["is no token at all", "malformed-response", (it) => (it.sign = () => "no token")],
]

const claims: Case[] = [
  ["names another issuer", "issuer-mismatch", (it) => (it.claims.iss = "https://idp.example")],
  ["names no issuer", "issuer-mismatch", (it) => (it.claims.iss = undefined)],
  ["is meant for another application", "audience-mismatch", (it) => (it.claims.aud = "another")],
  ["is meant for nobody", "audience-mismatch", (it) => (it.claims.aud = undefined)],
  [
    "is meant for others too and doesn't say whom it was made for",
    "audience-mismatch",
    (it) => (it.claims.aud = ["roster", "another"]),
  ],
  [
    "was made for another of several",
    "audience-mismatch",
    (it) => Object.assign(it.claims, { aud: ["roster", "another"], azp: "another" }),
  ],
  ["was made for another (azp)", "audience-mismatch", (it) => (it.claims.azp = "another")],
  ["was made for another sign-in", "nonce-mismatch", (it) => (it.claims.nonce = "another")],
  ["was made for no sign-in of ours", "nonce-mismatch", (it) => (it.claims.nonce = undefined)],
  ["has expired", "expired", (it) => (it.claims.exp = now() - 61)],
  ["never expires", "malformed-response", (it) => (it.claims.exp = undefined)],
  ["expires in words", "malformed-response", (it) => (it.claims.exp = "tomorrow")],
  ["comes from the future", "not-yet-valid", (it) => (it.claims.iat = now() + 120)],
  ["is not valid yet", "not-yet-valid", (it) => (it.claims.nbf = now() + 120)],
  ["names nobody", "subject-missing", (it) => (it.claims.sub = undefined)],
  ["names nobody with an empty name", "subject-missing", (it) => (it.claims.sub = "")],
  ["names a number", "subject-missing", (it) => (it.claims.sub = 7)],
  ["names somebody endless", "malformed-response", (it) => (it.claims.sub = "x".repeat(256))],
]

describe("an ID token that", () => {
  test.each([...signatures, ...claims])("%s is refused: %s", async (_does, reason, arrange) => {
    const issuer = await startHostileIssuer()
    await arrange(issuer)
    await refusedFor(reason, issuer.finish())
  })

  test.each([
    ["a minute slow", { exp: -30 }],
    ["a minute fast", { iat: 50, nbf: 50, exp: 300 }],
  ])("comes from a clock %s is accepted", async (_clock, times) => {
    const issuer = await startHostileIssuer()
    for (const [claim, seconds] of Object.entries(times)) issuer.claims[claim] = now() + seconds
    await expect(issuer.finish()).resolves.toMatchObject({ subject: "maya" })
  })

  test("several keys without an id may have signed is verified with each", async () => {
    const issuer = await startHostileIssuer()
    const { kid: _first, ...first } = issuer.key.jwk
    const { kid: _second, ...second } = (await newSigningKey("second")).jwk
    issuer.keys = [second, first]
    const sign = (key: Awaited<ReturnType<typeof newSigningKey>>) => (said: Record<string, unknown>) =>
      new SignJWT(said).setProtectedHeader({ alg: "ES256" }).sign(key.privateKey)
    issuer.sign = sign(issuer.key)
    await expect(issuer.finish()).resolves.toMatchObject({ subject: "maya" })
    issuer.sign = sign(await newSigningKey("third"))
    await refusedFor("signature-invalid", issuer.finish())
  })

  test("was signed rightly is shown with the refusal, so that the admin sees what came", async () => {
    const issuer = await startHostileIssuer()
    issuer.claims.aud = "another"
    const { seen } = await refusedFor("audience-mismatch", issuer.finish())
    expect(seen.claims).toMatchObject({ sub: "maya", aud: "another" })
    issuer.sign = (said) => hmac(said, "key")
    const { seen: nothing } = await refusedFor("algorithm-forbidden", issuer.finish())
    expect(nothing.claims).toBeUndefined()
  })
})

const answers: Case[] = [
  ["belongs to another sign-in", "state-mismatch", (it) => (it.parameters.state = "another")],
  ["belongs to none", "state-mismatch", (it) => (it.parameters.state = "")],
  ["names another issuer (RFC 9207)", "issuer-mismatch", (it) => (it.parameters.iss = "https://idp.example")],
  [
    "keeps silent about its issuer although it promised not to",
    "issuer-mismatch",
    (it) => (it.document.authorization_response_iss_parameter_supported = true),
  ],
  ["brings an ID token by the browser", "malformed-response", (it) => (it.parameters.id_token = "x.y.z")],
  ["brings a signed answer (JARM)", "malformed-response", (it) => (it.parameters.response = "x.y.z")],
]

describe("an answer that", () => {
  test.each(answers)("%s is refused: %s", async (_does, reason, arrange) => {
    const issuer = await startHostileIssuer()
    await arrange(issuer)
    await refusedFor(reason, issuer.finish())
    expect(issuer.requests).not.toContain("/token")
  })

  test.each([
    ["brings no code", "?state=STATE"],
    ["brings an empty code", "?state=STATE&code="],
    ["has two states", "?state=STATE&code=a&state=another"],
    ["has two codes", "?state=STATE&code=a&code=b"],
  ])("%s is refused before anybody is asked", async (_does, query) => {
    const issuer = await startHostileIssuer()
    const back = new URL(query.replace("STATE", issuer.attempt.state), issuer.provider.redirectUri)
    await refusedFor("malformed-response", finishOidc(issuer.provider, back, issuer.attempt))
    expect(issuer.requests).toEqual([])
  })

  test("is an error says so without the control characters, and not for long", async () => {
    const issuer = await startHostileIssuer()
    issuer.parameters = { error: "server_error", error_description: `a\u0000\r\n\u202eb${"c".repeat(500)}` }
    const { detail } = await refusedFor("provider-error", issuer.finish())
    expect(detail).toBe(`server_error: a b${"c".repeat(183)}`)
  })

  test("is an error to somebody else's sign-in is not believed", async () => {
    const issuer = await startHostileIssuer()
    issuer.parameters = { error: "access_denied", state: "another" }
    await refusedFor("state-mismatch", issuer.finish())
  })
})

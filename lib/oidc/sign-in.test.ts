import { afterAll, describe, expect, test } from "vitest"
import { newAttempt, newBrowser, providerAt, refusedFor, signInWith } from "#lib/testing/oidc.ts"
import { type ProviderOptions, startOidcProvider } from "../../e2e/support/oidc-provider.ts"
import { beginOidc, finishOidc } from "./sign-in.ts"

const maya = {
  email: "Maya.Wright@acme.example",
  email_verified: true,
  given_name: "Maya",
  family_name: "Wright",
  groups: ["support-berlin", "bot-team"],
  realm_access: { roles: ["agent"] },
}

const running: { stop: () => Promise<void> }[] = []

async function start(options: ProviderOptions = {}) {
  const idp = await startOidcProvider({ accounts: { maya, omar: { name: "Omar Haddad" } }, ...options })
  running.push(idp)
  const provider = providerAt(idp)
  idp.redirectUris.push(provider.redirectUri)
  return { idp, provider }
}

afterAll(async () => {
  await Promise.all(running.map((idp) => idp.stop()))
})

test("a sign-in at a real provider tells who it is, and what was verified", async () => {
  const { idp, provider } = await start()
  const identity = await signInWith(provider, "maya")
  expect(identity).toMatchObject({
    issuer: idp.issuer,
    subject: "maya",
    email: "Maya.Wright@acme.example",
    emailVerified: true,
    firstName: "Maya",
    lastName: "Wright",
    groups: ["support-berlin", "bot-team"],
    authenticatedAt: null,
    sessionUntil: null,
    once: null,
  })
  expect(identity.claims).toMatchObject({ sub: "maya", realm_access: { roles: ["agent"] } })
  expect(identity.checks.join(" ")).toMatch(/\(state\).*\(iss\).*\(PKCE\).*signed.*\(nonce\)/)
  expect(idp.requests).not.toContain("GET /me")
})

test.each([
  { claimsIn: "user-info" as const },
  { authentication: "client_secret_post" as const },
  { algorithm: "ES256" as const },
  { algorithm: "EdDSA" as const },
])("and so it does with %o", async (options) => {
  const { idp, provider } = await start(options)
  const identity = await signInWith(provider, "maya")
  expect(identity).toMatchObject({ subject: "maya", email: maya.email, emailVerified: true })
  expect(identity.groups).toEqual(maya.groups)
  expect(idp.requests.includes("GET /me")).toBe("claimsIn" in options)
})

test("the address asks for what is needed, and for the person's address", async () => {
  const { idp, provider } = await start()
  const attempt = newAttempt()
  const url = await beginOidc(provider, { ...attempt, loginHint: "maya@acme.example" })
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: idp.clientId,
    response_type: "code",
    redirect_uri: provider.redirectUri,
    scope: "openid email profile groups",
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: "S256",
    login_hint: "maya@acme.example",
  })
  expect(url.href).not.toContain(attempt.codeVerifier)
  expect(url.href).not.toContain(idp.clientSecret)
})

describe("a forced sign-in", () => {
  test("asks for the login again, and knows when it was", async () => {
    const { provider } = await start()
    const browser = newBrowser()
    await signInWith(provider, "maya", { browser })
    const known = await signInWith(provider, null, { browser })
    expect(known.subject).toBe("maya")
    await refusedFor("provider-error", signInWith(provider, null, { browser, forceLogin: true }))
    const identity = await signInWith(provider, "maya", { browser, forceLogin: true })
    expect(Date.now() - identity.authenticatedAt!.getTime()).toBeLessThan(10_000)
    expect(identity.checks.at(-1)).toContain("auth_time")
  })

  test("is not taken for one that was only asked for here", async () => {
    const { provider } = await start()
    const attempt = newAttempt()
    const back = await newBrowser()(await beginOidc(provider, attempt), "maya")
    await refusedFor("login-not-repeated", finishOidc(provider, back, { ...attempt, forceLogin: true }))
  })
})

test("whoever goes away again is told so", async () => {
  const { provider } = await start()
  const refused = await refusedFor("provider-error", signInWith(provider, null))
  expect(refused.detail).toBe("access_denied: The person went away.")
})

describe("a code", () => {
  test("counts once", async () => {
    const { provider } = await start()
    const attempt = newAttempt()
    const back = await newBrowser()(await beginOidc(provider, attempt), "maya")
    await finishOidc(provider, back, attempt)
    await refusedFor("code-refused", finishOidc(provider, back, attempt))
  })

  test("injected from somebody else's sign-in is refused by the provider (PKCE)", async () => {
    const { provider } = await start()
    const [own, stolen] = [newAttempt(), newAttempt()]
    await beginOidc(provider, own)
    const back = await newBrowser()(await beginOidc(provider, stolen), "maya")
    back.searchParams.set("state", own.state)
    await refusedFor("code-refused", finishOidc(provider, back, own))
  })
})

test.each(["client_secret_basic", "client_secret_post"] as const)(
  "a wrong secret by %s is said to be that, and never said",
  async (authentication) => {
    const { provider } = await start({ authentication })
    const wrong = { ...provider, clientSecret: "s3cret-of-another" }
    const refused = await refusedFor("client-refused", signInWith(wrong, "maya"))
    expect(JSON.stringify([refused, refused.message, refused.stack])).not.toContain("s3cret")
    expect(refused.seen.checks).toHaveLength(2)
  },
)

describe("keys that roll over", () => {
  test("count at once, also in the middle of a sign-in", async () => {
    const { idp, provider } = await start()
    await signInWith(provider, "maya")
    idp.rollKeys()
    await signInWith(provider, "maya")
    const attempt = newAttempt()
    const back = await newBrowser()(await beginOidc(provider, attempt), "maya")
    idp.rollKeys()
    await expect(finishOidc(provider, back, attempt)).resolves.toMatchObject({ subject: "maya" })
  })
})

describe("a provider that is", () => {
  test("stopped can't be reached, and can again", async () => {
    const { idp, provider } = await start()
    const attempt = newAttempt()
    const back = await newBrowser()(await beginOidc(provider, attempt), "maya")
    await idp.stop()
    const refused = await refusedFor("unreachable", finishOidc(provider, back, attempt))
    expect(refused.detail).toContain("ECONNREFUSED")
    await refusedFor("unreachable", beginOidc(provider, newAttempt()))
    await idp.resume()
    await expect(signInWith(provider, "maya")).resolves.toMatchObject({ subject: "maya" })
  })

  test("slow can't be reached in time", async () => {
    const { idp, provider } = await start()
    idp.slowDown(2000)
    const refused = await refusedFor("unreachable", beginOidc(provider, newAttempt(), { milliseconds: 200 }))
    expect(refused.detail).toContain("no answer in time")
  })
})

test("two providers at once are told apart: the answer of one is refused at the other (RFC 9207)", async () => {
  const [one, other] = [await start(), await start()]
  const attempt = newAttempt()
  const back = await newBrowser()(await beginOidc(one.provider, attempt), "maya")
  await refusedFor("issuer-mismatch", finishOidc(other.provider, back, attempt))
  expect(other.idp.requests).not.toContain("POST /token")
})

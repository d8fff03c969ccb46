import { afterEach, describe, expect, test } from "vitest"
import { startHostileIssuer } from "#lib/testing/hostile-issuer.ts"
import { newAttempt, refusedFor } from "#lib/testing/oidc.ts"
import { startOidcProvider, type TestOidcProvider } from "../../e2e/support/oidc-provider.ts"
import { checkIssuer, discover } from "./discovery.ts"
import { beginOidc } from "./sign-in.ts"

let idp: TestOidcProvider | undefined
afterEach(async () => idp?.stop())

test("a real provider is reached, and its keys are read", async () => {
  idp = await startOidcProvider()
  expect(await checkIssuer(idp.issuer)).toEqual({
    issuer: idp.issuer,
    keys: 1,
    authorizationEndpoint: `${idp.issuer}/auth`,
    tokenEndpoint: `${idp.issuer}/token`,
    userInfoEndpoint: `${idp.issuer}/me`,
  })
})

describe("an issuer", () => {
  test("names itself just so", async () => {
    const issuer = await startHostileIssuer()
    await refusedFor("issuer-mismatch", checkIssuer(`${issuer.issuer}/`))
    issuer.document.issuer = `${issuer.issuer}/`
    await refusedFor("issuer-mismatch", checkIssuer(issuer.issuer))
    await expect(checkIssuer(`${issuer.issuer}/`)).resolves.toMatchObject({ keys: 1 })
  })

  test.each(["?a=b", "#a", "/x?"])("with %s is none", async (rest) => {
    const issuer = await startHostileIssuer()
    issuer.document.issuer = `${issuer.issuer}${rest}`
    await refusedFor("metadata-invalid", checkIssuer(`${issuer.issuer}${rest}`))
    expect(issuer.requests).toEqual([])
  })

  test("at a private address is not reached, outside of tests", async () => {
    const issuer = await startHostileIssuer()
    await refusedFor("address-forbidden", checkIssuer(issuer.issuer, { local: false }))
    await refusedFor("address-forbidden", discover("https://10.0.0.1", { local: false }))
    expect(issuer.requests).toEqual([])
  })

  test("that answers 404 has no document", async () => {
    const issuer = await startHostileIssuer()
    const refused = await refusedFor("metadata-invalid", checkIssuer(`${issuer.issuer}/tenant`))
    expect(refused.detail).toContain("/tenant/.well-known/openid-configuration answered with status 404")
  })
})

describe("a document that", () => {
  test.each([
    ["offers no authorization code flow", { response_types_supported: ["id_token"] }],
    ["offers no authorization code grant", { grant_types_supported: ["implicit"] }],
    ["knows no client secret", { token_endpoint_auth_methods_supported: ["private_key_jwt"] }],
    ["signs with secrets only", { id_token_signing_alg_values_supported: ["HS256", "none"] }],
    ["names no token endpoint", { token_endpoint: undefined }],
    ["names no keys", { jwks_uri: undefined }],
    ["names several token endpoints", { token_endpoint: ["https://idp.example/token"] }],
  ])("%s can't be used", async (_what, change) => {
    const issuer = await startHostileIssuer()
    Object.assign(issuer.document, change)
    await refusedFor("metadata-invalid", checkIssuer(issuer.issuer))
  })

  test.each([
    ["authorization_endpoint", "https://10.0.0.1/"],
    ["token_endpoint", "https://169.254.169.254/token"],
    ["jwks_uri", "https://[fd00::1]/keys"],
    ["userinfo_endpoint", "https://192.168.1.1/"],
    ["authorization_endpoint", "ftp://idp.example/"],
    ["authorization_endpoint", "javascript:alert(1)"],
  ])("leads elsewhere by its %s (%s) is refused", async (endpoint, url) => {
    const issuer = await startHostileIssuer()
    issuer.document[endpoint] = url
    await refusedFor("address-forbidden", checkIssuer(issuer.issuer))
    if (endpoint === "authorization_endpoint")
      await refusedFor("address-forbidden", beginOidc(issuer.provider, newAttempt()))
    else {
      if (endpoint === "userinfo_endpoint") issuer.claims.email = undefined
      await refusedFor("address-forbidden", issuer.finish())
    }
  })

  test("has no key to verify with can't be used", async () => {
    const issuer = await startHostileIssuer()
    const secret = { kty: "oct", k: "c2VjcmV0", alg: "HS256" }
    issuer.keys = [secret, { ...issuer.key.jwk, use: "enc" }]
    await refusedFor("metadata-invalid", checkIssuer(issuer.issuer))
  })
})

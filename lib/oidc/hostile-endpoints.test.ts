import { SignJWT } from "jose"
import { describe, expect, test } from "vitest"
import { type HostileIssuer, newSigningKey, startHostileIssuer } from "#lib/testing/hostile-issuer.ts"
import { newAttempt, refusedFor } from "#lib/testing/oidc.ts"
import { beginOidc } from "./sign-in.ts"

const endpoints = [
  ["discovery", "/.well-known/openid-configuration"],
  ["the token endpoint", "/token"],
  ["the keys", "/keys"],
  ["the user info", "/person"],
] as const

/** One that has something to ask of each of its endpoints. */
async function start(): Promise<HostileIssuer> {
  const issuer = await startHostileIssuer()
  issuer.claims.email = undefined
  issuer.userInfo = { sub: "maya", email: "maya@acme.example", email_verified: true }
  return issuer
}

describe.each(endpoints)("%s", (_name, path) => {
  test("that hangs is not waited for", async () => {
    const issuer = await start()
    issuer.answers[path] = () => {}
    const begun = Date.now()
    const refused = await refusedFor("unreachable", issuer.finish({}, { milliseconds: 150 }))
    expect(refused.detail).toContain("no answer in time")
    expect(Date.now() - begun).toBeLessThan(5000)
  })

  test("that trickles is not waited for", async () => {
    const issuer = await start()
    issuer.answers[path] = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" })
      const trickle = setInterval(() => response.write(" "), 20)
      response.on("close", () => clearInterval(trickle))
    }
    await refusedFor("unreachable", issuer.finish({}, { milliseconds: 150 }))
  })

  test("that never stops talking is not listened to", async () => {
    const issuer = await start()
    issuer.answers[path] = (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" })
      const talk = () => {
        while (response.write(" ".repeat(65_536)));
      }
      response.on("drain", talk)
      talk()
    }
    await refusedFor("response-too-large", issuer.finish())
  })

  test("that sends us elsewhere is not followed", async () => {
    const issuer = await start()
    const [before, elsewhere] = [issuer.answers[path]!, "/elsewhere"]
    issuer.answers[elsewhere] = before
    issuer.answers[path] = (_request, response) => response.writeHead(307, { location: elsewhere }).end()
    const reason = ["/token", "/person"].includes(path) ? "malformed-response" : "metadata-invalid"
    await refusedFor(reason, issuer.finish())
    expect(issuer.requests).not.toContain(elsewhere)
  })

  test.each([
    ["no JSON", "<html>"],
    ["a list", "[]"],
    ["nothing", ""],
  ])("that answers with %s is refused", async (_what, body) => {
    const issuer = await start()
    issuer.answers[path] = (_request, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(body)
    const reason = ["/token", "/person"].includes(path) ? "malformed-response" : "metadata-invalid"
    await refusedFor(reason, issuer.finish())
  })
})

describe("the token endpoint", () => {
  test("is told the code, our proof and our secret, and nothing in its address", async () => {
    const issuer = await startHostileIssuer()
    const before = issuer.answers["/token"]!
    const heard: string[] = []
    issuer.answers["/token"] = (request, response) => {
      request.on("data", (chunk: Buffer) => heard.push(chunk.toString()))
      request.on("end", () => {
        heard.push(request.headers.authorization!)
        before(request, response)
      })
    }
    await issuer.finish()
    expect(Object.fromEntries(new URLSearchParams(heard[0]))).toEqual({
      grant_type: "authorization_code",
      code: "code",
      code_verifier: issuer.attempt.codeVerifier,
      redirect_uri: issuer.provider.redirectUri,
    })
    expect(heard[1]).toMatch(/^Basic /)
  })

  test("that repeats our secret in its error does not get it into the log", async () => {
    const issuer = await startHostileIssuer()
    issuer.answers["/token"] = (_request, response) =>
      response.writeHead(400, { "content-type": "application/json" }).end(
        JSON.stringify({
          error: "invalid_client",
          error_description: `not ${issuer.provider.clientSecret}`,
        }),
      )
    const refused = await refusedFor("client-refused", issuer.finish())
    expect(refused.detail).toBe("invalid_client: not …")
    expect(JSON.stringify([refused, refused.message, refused.stack])).not.toContain("s3cret")
  })

  test.each([{ id_token: undefined }, { id_token: 7 }, { access_token: undefined }, { token_type: "mac" }])(
    "that answers with %o is refused",
    async (change) => {
      const issuer = await startHostileIssuer()
      const idToken = await issuer.sign({
        iss: issuer.issuer,
        sub: "maya",
        aud: "roster",
        nonce: issuer.attempt.nonce,
        iat: Math.floor(Date.now() / 1000),
        exp: Math.floor(Date.now() / 1000) + 60,
      })
      issuer.answers["/token"] = (_request, response) =>
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify({ access_token: "a", token_type: "Bearer", id_token: idToken, ...change }))
      await refusedFor("malformed-response", issuer.finish())
    },
  )
})

describe("discovery", () => {
  test.each([
    ["another issuer", "https://idp.example"],
    ["a slash more", "/"],
    ["a placeholder", "/{tenantid}"],
  ])("that names %s is refused, before anybody is sent there", async (_what, named) => {
    const issuer = await startHostileIssuer()
    issuer.document.issuer = named.startsWith("/") ? `${issuer.issuer}${named}` : named
    await refusedFor("issuer-mismatch", beginOidc(issuer.provider, newAttempt()))
    await refusedFor("issuer-mismatch", issuer.finish())
    expect(issuer.requests).not.toContain("/token")
  })
})

describe("the user info", () => {
  test("fills in what the ID token leaves out", async () => {
    const issuer = await start()
    issuer.claims.groups = undefined
    issuer.userInfo = { ...issuer.userInfo, groups: "support", given_name: "Maya" }
    await expect(issuer.finish()).resolves.toMatchObject({
      email: "maya@acme.example",
      emailVerified: true,
      firstName: "Maya",
      groups: ["support"],
    })
  })

  test.each(["admin", undefined, 7, ["maya"]])("about somebody else (%o) is refused", async (sub) => {
    const issuer = await start()
    issuer.userInfo = { ...issuer.userInfo, sub }
    const reason = sub === "admin" ? "subject-mismatch" : "malformed-response"
    await refusedFor(reason, issuer.finish())
  })

  test("does not vouch for the ID token's address", async () => {
    const issuer = await start()
    Object.assign(issuer.claims, { email: "boss@acme.example", email_verified: undefined, groups: undefined })
    await expect(issuer.finish()).resolves.toMatchObject({ email: "boss@acme.example", emailVerified: false })
  })
})

test("a key that is no longer among the provider's is not remembered", async () => {
  const issuer = await startHostileIssuer()
  await issuer.finish()
  const next = await newSigningKey("next")
  issuer.keys = [next.jwk]
  await refusedFor("signature-invalid", issuer.finish())
  issuer.sign = (claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "next" }).sign(next.privateKey)
  await expect(issuer.finish()).resolves.toMatchObject({ subject: "maya" })
})

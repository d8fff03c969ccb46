/** An issuer on this machine that says whatever a test wants: what a real provider would never do. */
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose"
import { onTestFinished } from "vitest"
import type { FinishOptions } from "#lib/oidc/attempt.ts"
import { finishOidc } from "#lib/oidc/sign-in.ts"
import type { Reach } from "#lib/provider-fetch.ts"
import { newAttempt, providerAt } from "./oidc.ts"

type Claims = Record<string, unknown>
type Answer = (request: IncomingMessage, response: ServerResponse) => void

export async function newSigningKey(kid: string, alg = "ES256") {
  const { privateKey, publicKey } = await generateKeyPair(alg)
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg, use: "sig" }
  return { privateKey, jwk, kid, alg }
}

/** Starts one, for this test only. Without a change to what it says, it signs Maya in rightly. */
export async function startHostileIssuer() {
  const attempt = newAttempt()
  const key = await newSigningKey("first")
  const answers: Record<string, Answer> = {}
  const server = createServer((request, response) => {
    requests.push(request.url!)
    const answer = answers[request.url!]
    if (!answer) response.writeHead(404).end()
    else answer(request, response)
  })
  const requests: string[] = []
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = providerAt({ issuer, clientId: "roster", clientSecret: "s3cret of this client alone" })
  const now = Math.floor(Date.now() / 1000)

  const hostile = {
    issuer,
    provider,
    attempt,
    key,
    requests,
    /** Over what it says rightly; undefined leaves out. */
    document: {} as Claims,
    claims: {} as Claims,
    parameters: {} as Record<string, string>,
    keys: [key.jwk],
    userInfo: null as Claims | null,
    sign: (claims: Claims): string | Promise<string> =>
      new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(key.privateKey),
    /** In place of what it says at a path. */
    answers,
    /** The browser comes back from it. */
    finish(options: Partial<FinishOptions> = {}, reach?: Partial<Reach>) {
      const back = new URL(provider.redirectUri)
      back.search = new URLSearchParams({
        code: "code",
        state: attempt.state,
        ...hostile.parameters,
      }).toString()
      return finishOidc(provider, back, { ...attempt, ...options }, reach)
    },
  }
  const json = (response: ServerResponse, body: unknown) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body))

  answers["/.well-known/openid-configuration"] = (_request, response) =>
    json(response, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ["code"],
      id_token_signing_alg_values_supported: ["ES256", "RS256", "HS256", "none"],
      ...(hostile.userInfo && { userinfo_endpoint: `${issuer}/person` }),
      ...hostile.document,
    })
  answers["/keys"] = (_request, response) => json(response, { keys: hostile.keys })
  answers["/person"] = (_request, response) => json(response, hostile.userInfo)
  answers["/token"] = (_request, response) => {
    const claims = {
      iss: issuer,
      sub: "maya",
      aud: "roster",
      exp: now + 300,
      iat: now,
      nonce: attempt.nonce,
      email: "maya@acme.example",
      email_verified: true,
      groups: ["support"],
      ...hostile.claims,
    }
    void Promise.resolve(hostile.sign(JSON.parse(JSON.stringify(claims)) as Claims)).then((idToken) =>
      json(response, { access_token: "a token", token_type: "Bearer", id_token: idToken }),
    )
  }
  return hostile
}

export type HostileIssuer = Awaited<ReturnType<typeof startHostileIssuer>>

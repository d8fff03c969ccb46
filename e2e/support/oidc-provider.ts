/** A real OpenID Connect provider on this machine (npm oidc-provider), with accounts, keys that roll over, and bad days. */
import { generateKeyPairSync, randomBytes, randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import Provider, { type Configuration } from "oidc-provider"
import { newMemory } from "./oidc-memory.ts"
import { type Claims, interact } from "./oidc-sign-in-page.ts"

export type ProviderOptions = {
  /** By login name, which becomes the subject. */
  accounts?: Record<string, Claims>
  /** Addresses that the browser may be sent back to; more may be pushed later. */
  redirectUris?: string[]
  /** Where claims other than `sub` are told. */
  claimsIn?: "id-token" | "user-info"
  authentication?: "client_secret_basic" | "client_secret_post"
  algorithm?: "RS256" | "ES256" | "EdDSA"
}

const newKey = (algorithm: string) => {
  const pair = {
    RS256: () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
    ES256: () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
    EdDSA: () => generateKeyPairSync("ed25519"),
  }[algorithm]!()
  return { ...pair.privateKey.export({ format: "jwk" }), kid: randomUUID(), alg: algorithm, use: "sig" }
}

/** Starts one. Its page asks for "Login" and has the button "Sign in" and the link "Cancel". */
export async function startOidcProvider({
  accounts = {},
  redirectUris = [],
  claimsIn = "id-token",
  authentication = "client_secret_basic",
  algorithm = "RS256",
}: ProviderOptions = {}) {
  const client = { clientId: "roster", clientSecret: randomBytes(24).toString("base64url") }
  const cookieKeys = [randomBytes(16).toString("hex")]
  const memory = newMemory()
  let delay = 0
  let answers: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url!.split("?")[0]}`)
    wait(delay, undefined, { ref: false }).then(
      () => answers(request, response),
      () => {},
    )
  })
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, "127.0.0.1", done))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`

  function open(keys: Configuration["jwks"]) {
    const provider = new Provider(issuer, {
      jwks: keys,
      adapter: memory,
      cookies: { keys: cookieKeys },
      clients: [
        {
          client_id: client.clientId,
          client_secret: client.clientSecret,
          redirect_uris: ["http://127.0.0.1/unused"],
          token_endpoint_auth_method: authentication,
          id_token_signed_response_alg: algorithm,
        },
      ],
      clientAuthMethods: [authentication],
      conformIdTokenClaims: claimsIn === "user-info",
      claims: {
        openid: ["sub"],
        email: ["email", "email_verified"],
        profile: ["name", "given_name", "family_name", "preferred_username", "realm_access"],
        groups: ["groups"],
      },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, accountId) => ({
        accountId,
        claims: () => ({ ...accounts[accountId], sub: accountId }),
      }),
      loadExistingGrant: async (context) => {
        const { session, params } = context.oidc
        const grant = new context.oidc.provider.Grant({
          accountId: session!.accountId!,
          clientId: client.clientId,
        })
        grant.addOIDCScope(String(params!.scope))
        await grant.save()
        return grant
      },
      renderError: (context, out) => {
        context.type = "text/plain"
        context.body = `${out.error}: ${out.error_description}`
      },
      ttl: {
        AccessToken: 600,
        AuthorizationCode: 60,
        Grant: 600,
        IdToken: 600,
        Interaction: 600,
        Session: 600,
      },
    })
    provider.Client.prototype.redirectUriAllowed = (uri) => redirectUris.includes(uri)
    const protocol = provider.callback()
    answers = (request, response) => {
      const isPage = request.url!.startsWith("/interaction/")
      if (!isPage) void protocol(request, response)
      else interact(provider, accounts, request, response).catch(() => response.writeHead(400).end())
    }
  }
  open({ keys: [newKey(algorithm)] })

  return {
    issuer,
    ...client,
    accounts,
    redirectUris,
    /** What it was asked, as "GET /jwks". */
    requests,
    /** From now on it signs with another key, and forgets the present one. */
    rollKeys: () => open({ keys: [newKey(algorithm)] }),
    /** Each answer takes so many ms longer. */
    slowDown: (milliseconds: number) => (delay = milliseconds),
    stop: async () => {
      if (!server.listening) return
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
    /** After stop: again at the same address. */
    resume: () => listen(port),
  }
}

export type TestOidcProvider = Awaited<ReturnType<typeof startOidcProvider>>

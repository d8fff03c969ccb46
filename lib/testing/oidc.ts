/** What the tests of OpenID Connect stand on: a provider as Roster keeps it, one attempt, and a browser without a screen. */
import { randomBytes } from "node:crypto"
import { expect } from "vitest"
import { type IdentityRefusal, IdentityRefused } from "#lib/identity.ts"
import type { BeginOptions } from "#lib/oidc/attempt.ts"
import type { OidcProvider } from "#lib/oidc/provider.ts"
import { beginOidc, finishOidc } from "#lib/oidc/sign-in.ts"

const callback = "http://localhost:3000/api/auth/sso/0192f000-0000-7000-8000-000000000001/callback"

export const plainNames = {
  email: "email",
  firstName: "given_name",
  lastName: "family_name",
  groups: "groups",
  trustEmail: false,
}

/** Just as it would be read from the database. */
export const providerAt = (
  { issuer, clientId, clientSecret }: Pick<OidcProvider, "issuer" | "clientId" | "clientSecret">,
  names: Partial<OidcProvider["names"]> = {},
): OidcProvider => ({
  id: "0192f000-0000-7000-8000-000000000001",
  issuer,
  clientId,
  clientSecret,
  redirectUri: callback,
  names: { ...plainNames, ...names },
})

const random = () => randomBytes(32).toString("base64url")

export const newAttempt = () => ({ state: random(), nonce: random(), codeVerifier: random() })

/** Follows the provider's redirects with its cookies, signs in as `login` where it is asked, and stops at Roster's callback. */
export function newBrowser() {
  const cookies = new Map<string, string>()
  const go = async (url: URL, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const response = await fetch(url, { ...init, headers: { cookie }, redirect: "manual" })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value) cookies.set(name!, value)
      else cookies.delete(name!)
    }
    return response
  }
  return async function signInAt(start: URL, login: string | null): Promise<URL> {
    let url = start
    for (let step = 0; step < 10; step += 1) {
      let response = await go(url)
      if (response.status === 200)
        response =
          login === null
            ? await go(new URL(`${url.href}/cancel`))
            : await go(url, { method: "POST", body: new URLSearchParams({ login }) })
      const to = response.headers.get("location")
      if (!to) throw new Error(`${url.pathname} answered ${response.status}: ${await response.text()}`)
      url = new URL(to, url)
      if (url.href.startsWith(callback)) return url
    }
    throw new Error("the provider sends the browser round and round")
  }
}

/** A whole sign-in; `null` goes away again instead. */
export async function signInWith(
  provider: OidcProvider,
  login: string | null,
  {
    browser = newBrowser(),
    ...options
  }: Partial<BeginOptions> & { browser?: ReturnType<typeof newBrowser> } = {},
) {
  const attempt = { ...newAttempt(), ...options }
  const back = await browser(await beginOidc(provider, attempt), login)
  return finishOidc(provider, back, attempt)
}

/** The refusal; fails if there is none or another. */
export async function refusedFor(
  reason: IdentityRefusal,
  promise: Promise<unknown>,
): Promise<IdentityRefused> {
  const error: unknown = await promise.then(
    () => new Error("accepted"),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof IdentityRefused)) throw error
  expect([error.reason, error.detail]).toEqual([reason, error.detail])
  return error
}

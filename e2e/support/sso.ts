/** Identity providers of a workspace: real ones on this machine, with their rows; and browsers without a screen that sign in there. */
import { type APIRequestContext, type APIResponse, expect } from "@playwright/test"
import {
  type Columns,
  insertDomain,
  insertLink,
  insertProvider,
  insertSecret,
} from "../../db/seed/identity-providers.ts"
import { seal } from "../../lib/sealing.ts"
import { type SamlIdp, startSamlIdp } from "../../lib/testing/saml-idp.ts"
import type { Workspace } from "./fixtures.ts"
import { startOidcProvider, type TestOidcProvider } from "./oidc-provider.ts"

export type Planted<Idp> = { id: string; idp: Idp; start: string; stop: () => Promise<void> }

/** An OpenID Connect provider with these people by their login. `at`: where Roster is reached. */
export async function plantOidc(
  { owner, id: workspaceId }: Workspace,
  accounts: TestOidcProvider["accounts"],
  columns: Columns = {},
  at = process.env.ROSTER_URL!,
): Promise<Planted<TestOidcProvider>> {
  const idp = await startOidcProvider({ accounts })
  const { issuer, clientId, clientSecret, stop } = idp
  const id = await insertProvider(owner, workspaceId, {
    name: "Okta",
    issuer,
    client_id: clientId,
    ...columns,
  })
  const sealed = seal(clientSecret, { purpose: "client secret", owner: id })
  await insertSecret(owner, workspaceId, id, sealed)
  idp.redirectUris.push(`${at}/api/auth/sso/${id}/callback`)
  return { id, idp, start: `/api/auth/sso/${id}/start`, stop }
}

/** A SAML provider, whose addresses count as verified. */
export async function plantSaml(workspace: Workspace, columns: Columns = {}): Promise<Planted<SamlIdp>> {
  const idp = await startSamlIdp()
  const id = await insertProvider(workspace.owner, workspace.id, {
    kind: "saml",
    name: "Contoso",
    issuer: idp.entityId,
    client_id: null,
    sso_url: idp.ssoUrl,
    certificates: idp.keys.map(({ certificate }) => certificate),
    trust_email: true,
    ...columns,
  })
  return { id, idp, start: `/api/auth/sso/${id}/start`, stop: () => idp.stop() }
}

/** Links the person to "maya" at the provider. */
export const plantLink = (
  { owner, id }: Workspace,
  provider: { id: string; idp: { issuer: string } },
  userId: string,
): Promise<string> =>
  insertLink(owner, id, userId, provider.id, { issuer: provider.idp.issuer, subject: "maya" })

/** A domain of the workspace's own that is proved; each is one workspace's. */
export async function plantDomain({ owner, id, slug }: Workspace): Promise<string> {
  const domain = `${slug}.example`
  await insertDomain(owner, id, domain)
  return domain
}

/** Goes through the provider's pages as `login`, from `start` or from where that led, and stops at the address that leads back to Roster. */
export async function signInAt(request: APIRequestContext, start: string, login: string): Promise<string> {
  const first = await request.get(start, { maxRedirects: 0 })
  let url = new URL(locationOf(first), first.url())
  for (let step = 0; step < 10; step += 1) {
    if (url.pathname.startsWith("/api/auth/sso/")) return url.href
    let response = await request.get(url.href, { maxRedirects: 0 })
    if (response.status() === 200)
      response = await request.post(url.href, { form: { login }, maxRedirects: 0 })
    url = new URL(locationOf(response), url)
  }
  throw new Error("the provider sends the browser round and round")
}

/** Where the answer leads; fails if it leads nowhere. */
export function locationOf(response: APIResponse): string {
  const to = response.headers().location
  expect(to, `${response.url()} answered ${response.status()}`).toBeTruthy()
  return to!
}

/** Where this address leads a browser, without following. */
export const leadsTo = async (request: APIRequestContext, address: string) =>
  locationOf(await request.get(address, { maxRedirects: 0 }))

/** How sign-ins by the workspace's providers ended, oldest first. */
export const eventsOf = ({ owner, id }: Workspace) =>
  owner<{ id: string; outcome: string; reason: string | null; detail: string | null }[]>`
    select id, outcome, reason, detail, user_id, subject from sso_sign_ins where workspace_id = ${id} order by at, id`

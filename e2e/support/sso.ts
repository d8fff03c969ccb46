/** Identity providers of a workspace: real ones on this machine, with their rows; and browsers without a screen that sign in there. */
import { randomUUID } from "node:crypto"
import { type APIRequestContext, type APIResponse, expect } from "@playwright/test"
import { openChange } from "../../db/seed/workspace.ts"
import { seal } from "../../lib/sealing.ts"
import { type SamlIdp, startSamlIdp } from "../../lib/testing/saml-idp.ts"
import type { Workspace } from "./fixtures.ts"
import { startOidcProvider, type TestOidcProvider } from "./oidc-provider.ts"

type Columns = Record<string, string | string[] | boolean | null>

export type Planted<Idp> = { id: string; idp: Idp; start: string; stop: () => Promise<void> }

const claims = {
  email_claim: "email",
  first_name_claim: "given_name",
  last_name_claim: "family_name",
  groups_claim: "groups",
  enabled_at: new Date().toISOString(),
}

async function plant(workspace: Workspace, columns: Columns, secret?: string): Promise<string> {
  const id = randomUUID()
  await arrange(workspace, async (tx) => {
    await tx`insert into identity_providers ${tx({ workspace_id: workspace.id, ...claims, ...columns, id })}`
    if (!secret) return
    const sealed = seal(secret, { purpose: "client secret", owner: id })
    await tx`insert into identity_provider_secrets ${tx({ workspace_id: workspace.id, provider_id: id, sealed })}`
  })
  return id
}

/** An OpenID Connect provider with these people by their login. `at`: where Roster is reached. */
export async function plantOidc(
  workspace: Workspace,
  accounts: TestOidcProvider["accounts"],
  columns: Columns = {},
  at = process.env.ROSTER_URL!,
): Promise<Planted<TestOidcProvider>> {
  const idp = await startOidcProvider({ accounts })
  const { issuer, clientId, clientSecret, stop } = idp
  const id = await plant(
    workspace,
    { kind: "oidc", name: "Okta", issuer, client_id: clientId, ...columns },
    clientSecret,
  )
  idp.redirectUris.push(`${at}/api/auth/sso/${id}/callback`)
  return { id, idp, start: `/api/auth/sso/${id}/start`, stop }
}

/** A SAML provider, whose addresses count as verified. */
export async function plantSaml(workspace: Workspace, columns: Columns = {}): Promise<Planted<SamlIdp>> {
  const idp = await startSamlIdp()
  const id = await plant(workspace, {
    kind: "saml",
    name: "Contoso",
    issuer: idp.entityId,
    sso_url: idp.ssoUrl,
    certificates: idp.keys.map(({ certificate }) => certificate),
    trust_email: true,
    ...columns,
  })
  return { id, idp, start: `/api/auth/sso/${id}/start`, stop: () => idp.stop() }
}

/** Links the person to "maya" at the provider. */
export const plantLink = (
  workspace: Workspace,
  provider: { id: string; idp: { issuer: string } },
  userId: string,
) =>
  arrange(
    workspace,
    (tx) => tx`
      insert into identity_links (workspace_id, id, user_id, provider_id, issuer, subject)
      values (${workspace.id}, gen_random_uuid(), ${userId}, ${provider.id}, ${provider.idp.issuer}, 'maya')`,
  )

/** A domain of the workspace's own that is proved; each is one workspace's. */
export async function plantDomain(workspace: Workspace): Promise<string> {
  const domain = `${workspace.slug}.example`
  const row = { workspace_id: workspace.id, id: randomUUID(), domain, proof: "x", proved_at: new Date() }
  await arrange(workspace, (tx) => tx`insert into email_domains ${tx(row)}`)
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

type Transaction = Parameters<Parameters<Workspace["owner"]["begin"]>[1]>[0]

/** Writes as the owner, within a change. */
export async function arrange({ owner, id }: Workspace, work: (tx: Transaction) => Promise<unknown>) {
  await owner.begin(async (tx) => {
    await openChange(tx, id, "test.arranged")
    await work(tx)
  })
}

import type { APIRequestContext } from "@playwright/test"
import { expect, newWorkspace, plantSession, test as base, type Workspace } from "./support/fixtures.ts"
import {
  arrange,
  eventsOf,
  leadsTo,
  locationOf,
  plantDomain,
  plantOidc,
  plantSaml,
  signInAt,
} from "./support/sso.ts"

const roster = process.env.ROSTER_URL!
const fromHere = { "sec-fetch-site": "same-origin" }

/** `browse`: another browser, which has no screen. */
const test = base.extend<{ browse: () => Promise<APIRequestContext> }>({
  browse: async ({ playwright }, use) => {
    const opened: APIRequestContext[] = []
    await use(async () => {
      const browser = await playwright.request.newContext({ baseURL: roster })
      opened.push(browser)
      return browser
    })
    for (const browser of opened) await browser.dispose()
  },
})

const isRefused = (why: string) => new RegExp(`/refused\\?why=${why}&`)
const reasonsOf = async (workspace: Workspace) => (await eventsOf(workspace)).map(({ reason }) => reason)
const link = (workspace: Workspace, provider: { id: string; idp: { issuer: string } }, userId: string) =>
  arrange(
    workspace,
    (tx) => tx`
      insert into identity_links (workspace_id, id, user_id, provider_id, issuer, subject)
      values (${workspace.id}, gen_random_uuid(), ${userId}, ${provider.id}, ${provider.idp.issuer}, 'maya')`,
  )
const sessionsOf = async ({ owner, id }: Workspace) =>
  (await owner`select id from sessions where workspace_id = ${id} and ended_at is null`).length

test("an answer counts in the browser that began, at the provider it began with, and once", async ({
  workspace,
  owner,
  browse,
}) => {
  const [own, other] = [await plantOidc(workspace, { maya: {} }), await plantOidc(workspace, {})]
  const foreign = await plantOidc(await newWorkspace(owner, "Globex"), {})
  await link(workspace, own, (await workspace.add()).id)
  const [here, elsewhere] = [await browse(), await browse()]
  const back = await signInAt(here, own.start, "maya")
  await leadsTo(elsewhere, own.start)
  expect(await leadsTo(elsewhere, back)).toMatch(isRefused("begin-again"))
  expect(await leadsTo(await browse(), back)).toMatch(isRefused("begin-again"))
  expect(await leadsTo(here, back.replace(own.id, other.id))).toMatch(isRefused("begin-again"))
  expect(await leadsTo(here, back.replace(own.id, foreign.id))).toMatch(isRefused("begin-again"))
  expect(await leadsTo(here, back.replace(/state=[^&]*/, "state=unknown"))).toMatch(isRefused("begin-again"))
  expect(await sessionsOf(workspace)).toBe(0)
  expect(await leadsTo(here, back)).toBe("/")
  expect(await leadsTo(here, back)).toMatch(isRefused("begin-again"))
  expect(await sessionsOf(workspace)).toBe(1)
  expect(await reasonsOf(workspace)).toEqual([
    "other-browser",
    "other-browser",
    "state-mismatch",
    "state-mismatch",
    null,
    "replayed",
  ])
  await Promise.all([own, other, foreign].map(({ stop }) => stop()))
})

test("a provider of one workspace signs nobody in to another, whatever it says", async ({
  workspace,
  owner,
  browse,
}) => {
  const globex = await newWorkspace(owner, "Globex")
  const domain = await plantDomain(globex)
  const { email, id } = await globex.add({ email: `maya@${domain}`, type: "tenant_admin" })
  const provider = await plantOidc(
    workspace,
    { maya: { email, email_verified: true } },
    { first_sign_in: "domain" },
  )
  const theirs = await plantOidc(globex, { maya: {} }, { issuer: provider.idp.issuer })
  await link(globex, { ...theirs, idp: provider.idp }, id)
  const browser = await browse()
  expect(await leadsTo(browser, await signInAt(browser, provider.start, "maya"))).toMatch(
    new RegExp(`^/sign-in/${workspace.slug}/refused\\?why=address&`),
  )
  expect([await sessionsOf(workspace), await sessionsOf(globex)]).toEqual([0, 0])
  await Promise.all([provider, theirs].map(({ stop }) => stop()))
})

test("a SAML answer is to a request of this browser, or to none: each is refused for its own reason", async ({
  workspace,
  browse,
}) => {
  const domain = await plantDomain(workspace)
  const { idp, id, start, stop } = await plantSaml(workspace, { first_sign_in: "domain" })
  idp.person = { nameId: "tom-1", attributes: { email: `tom@${domain}`, given_name: "Tom" } }
  const [here, elsewhere] = [await browse(), await browse()]
  const post = async (form: Record<string, string>, to = `/api/auth/sso/${id}/acs`) =>
    locationOf(await elsewhere.post(to, { form, maxRedirects: 0 }))
  const { response, relayState } = await idp.answer(new URL(await leadsTo(here, start)))

  expect(await post({ SAMLResponse: response })).toMatch(isRefused("begin-again"))
  expect(await post({ SAMLResponse: response, RelayState: "/users" })).toMatch(isRefused("begin-again"))
  expect(await post({ RelayState: relayState })).toMatch(isRefused("not-accepted"))
  expect(await post({ SAMLResponse: "A".repeat(1_000_001), RelayState: relayState })).toMatch(
    isRefused("not-accepted"),
  )
  expect(await leadsTo(here, `/api/auth/sso/${id}/complete?state=unknown`)).toMatch(isRefused("begin-again"))
  const complete = await post({ SAMLResponse: response, RelayState: relayState })
  expect(complete).toMatch(/\/complete\?state=/)
  expect(await post({ SAMLResponse: response, RelayState: relayState })).toMatch(isRefused("begin-again"))
  expect(await leadsTo(elsewhere, complete)).toMatch(isRefused("begin-again"))
  expect(await leadsTo(here, complete)).toBe("/")
  expect(await leadsTo(here, complete)).toMatch(isRefused("begin-again"))
  // The answer to one request is none to the next.
  const next = await idp.answer(new URL(await leadsTo(here, start)))
  expect(await leadsTo(here, await post({ SAMLResponse: response, RelayState: next.relayState }))).toMatch(
    isRefused("begin-again"),
  )
  expect(await reasonsOf(workspace)).toEqual([
    "not-requested",
    "not-requested",
    "malformed-response",
    "response-too-large",
    "state-mismatch",
    "replayed",
    "other-browser",
    null,
    "replayed",
    "request-mismatch",
  ])
  const metadata = await here.get(`/api/auth/sso/${id}/metadata`)
  expect(metadata.headers()["content-type"]).toContain("application/samlmetadata+xml")
  expect(await metadata.text()).toContain(`Location="${roster}/api/auth/sso/${id}/acs"`)
  await stop()
})

test("linking is begun on a page of ours, and ends in the session that began it", async ({
  workspace,
  owner,
  browser,
}) => {
  const provider = await plantOidc(workspace, { maya: {} })
  const context = await browser.newContext({ baseURL: roster })
  const { request } = context
  const begin = `${provider.start}?purpose=link`
  expect(await leadsTo(request, begin)).toBe("/account")
  const beginFrom = async (site: string) =>
    locationOf(await request.get(begin, { headers: { "sec-fetch-site": site }, maxRedirects: 0 }))
  for (const site of ["cross-site", "same-site", "none"]) expect(await beginFrom(site)).toBe("/account")
  const beginHere = () => beginFrom("same-origin")
  expect(await beginHere()).toBe("/sign-in")
  const [person, another] = [await workspace.add(), await workspace.add()]
  await plantSession(context, workspace, person.email)
  await owner`update sessions set proved_at = now() - interval '11 minutes' where user_id = ${person.id}`
  expect(await beginHere()).toBe("/account")
  await owner`update sessions set proved_at = now() where user_id = ${person.id}`
  const away = await beginHere()
  await plantSession(context, workspace, another.email)
  expect(await leadsTo(request, await signInAt(request, away, "maya"))).toMatch(isRefused("begin-again"))
  const globex = await newWorkspace(owner, "Globex")
  await plantSession(context, globex, (await globex.add()).email)
  expect(await beginHere()).toBe("/missing")
  expect(await owner`select id from identity_links where workspace_id = ${workspace.id}`).toEqual([])
  expect(await reasonsOf(workspace)).toEqual(["sso-other-session"])
  await context.close()
  await provider.stop()
})

test("trying a provider out takes sso:manage, works before it is switched on, and changes nothing", async ({
  workspace,
  browser,
  owner,
}) => {
  const off = await plantOidc(workspace, { maya: {} }, { enabled_at: null })
  const context = await browser.newContext({ baseURL: roster })
  const { request } = context
  expect(await leadsTo(request, off.start)).toMatch(isRefused("off"))
  const rehearse = async () =>
    locationOf(await request.get(`${off.start}?purpose=rehearsal`, { headers: fromHere, maxRedirects: 0 }))
  await plantSession(context, workspace, (await workspace.add({ roles: ["Settings"] })).email)
  expect(await rehearse()).toBe("/closed?needs=sso:manage")
  const admin = await workspace.add({ type: "tenant_admin" })
  await plantSession(context, workspace, admin.email)
  const back = await signInAt(request, await rehearse(), "maya")
  const before = await owner`select id from changes where workspace_id = ${workspace.id}`
  expect(await leadsTo(request, back)).toMatch(
    new RegExp(`^/settings/identity-providers/${off.id}/rehearsals/[0-9a-f-]{36}$`),
  )
  const [attempt] = await owner`
    select purpose, user_id, used_at is not null as used, outcome is not null as kept from sso_attempts
     where workspace_id = ${workspace.id} order by created_at desc limit 1`
  expect(attempt).toEqual({ purpose: "rehearsal", user_id: admin.id, used: true, kept: true })
  expect(await owner`select id from changes where workspace_id = ${workspace.id}`).toHaveLength(before.length)
  expect(await eventsOf(workspace)).toEqual([])
  await off.stop()
  expect(await rehearse()).toMatch(/\/rehearsals\//)
  await context.close()
})

test("whoever has to show anew who they are has just done so, and else as the provider says", async ({
  workspace,
  owner,
  browse,
}) => {
  const provider = await plantOidc(workspace, { maya: {} })
  await link(workspace, provider, (await workspace.add()).id)
  const browser = await browse()
  const back = await signInAt(browser, `${provider.start}?again=1&to=/account/password`, "maya")
  expect(await leadsTo(browser, back)).toBe("/account/password")
  const [session] = await owner`
    select identity_provider_id as by, proved_at > now() - interval '1 minute' as just from sessions where workspace_id = ${workspace.id}`
  expect(session).toEqual({ by: provider.id, just: true })
  await provider.stop()
})

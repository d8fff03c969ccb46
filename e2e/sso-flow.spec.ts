import type { APIRequestContext } from "@playwright/test"
import { expect, newWorkspace, test as base, type Workspace } from "./support/fixtures.ts"
import {
  eventsOf,
  leadsTo,
  locationOf,
  plantDomain,
  plantLink,
  plantOidc,
  plantSaml,
  signInAt,
} from "./support/sso.ts"

const roster = process.env.ROSTER_URL!

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
const sessionsOf = async ({ owner, id }: Workspace) =>
  (await owner`select id from sessions where workspace_id = ${id} and ended_at is null`).length

test("an answer counts in the browser that began, at the provider it began with, and once", async ({
  workspace,
  owner,
  browse,
}) => {
  const [own, other] = [await plantOidc(workspace, { maya: {} }), await plantOidc(workspace, {})]
  const foreign = await plantOidc(await newWorkspace(owner, "Globex"), {})
  await plantLink(workspace, own, (await workspace.add()).id)
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
  await plantLink(globex, { ...theirs, idp: provider.idp }, id)
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

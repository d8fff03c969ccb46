import { expect, newWorkspace, plantSession, test } from "./support/fixtures.ts"
import { eventsOf, leadsTo, locationOf, plantLink, plantOidc, signInAt } from "./support/sso.ts"

const fromHere = { "sec-fetch-site": "same-origin" }
const roster = process.env.ROSTER_URL!
const isRefused = (why: string) => new RegExp(`/refused\\?why=${why}&`)

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
  expect((await eventsOf(workspace)).map(({ reason }) => reason)).toEqual(["sso-other-session"])
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
  request,
}) => {
  const provider = await plantOidc(workspace, { maya: {} })
  await plantLink(workspace, provider, (await workspace.add()).id)
  const back = await signInAt(request, `${provider.start}?again=1&to=/account/password`, "maya")
  expect(await leadsTo(request, back)).toBe("/account/password")
  const [session] = await owner`
    select identity_provider_id as by, proved_at > now() - interval '1 minute' as just from sessions where workspace_id = ${workspace.id}`
  expect(session).toEqual({ by: provider.id, just: true })
  await provider.stop()
})

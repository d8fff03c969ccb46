import { expect, test } from "./support/fixtures.ts"
import { addDomain, addLink, addProvider, addRefusedSignIn } from "./support/provider-things.ts"
import { insertGroup } from "../db/seed/groups.ts"
import { makeKeyPair } from "../lib/testing/certificates.ts"
import { startOidcProvider } from "./support/oidc-provider.ts"

const dir = "/tmp/setup-shots"
test("shots", async ({ page, workspace, signIn, browser }) => {
  test.setTimeout(300_000)
  const idp = await startOidcProvider()
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  await workspace.add({ type: "tenant_admin" })
  const people = []
  for (const [f, l, g] of [["Hugo","Mensah",["support-berlin","bot-team"]],["Chloé","Moreau",["support-berlin"]],["Omar","Haddad",[]]] as const)
    people.push({ ...(await workspace.add({ firstName: f, lastName: l })), groups: [...g] as string[] })
  await page.setViewportSize({ width: 1440, height: 1000 })
  await signIn(admin)
  const shot = async (name: string, p = page) => {
    await p.waitForTimeout(300)
    await p.screenshot({ path: `${dir}/${name}.png`, fullPage: true })
  }
  await page.goto("/settings/identity-providers"); await shot("list-empty")
  await page.goto("/settings/email-domains"); await shot("domains-empty")
  await page.goto("/settings/identity-providers/new"); await shot("new")
  await page.goto("/settings/identity-providers/new?kind=oidc"); await shot("new-oidc")
  await page.getByLabel("Name", { exact: true }).fill("Entra")
  await page.getByLabel("Issuer").fill("http://127.0.0.1:9/x")
  await page.getByLabel("Client ID").fill("abc")
  await page.getByLabel("Client secret").fill("abc")
  await page.getByRole("button", { name: "Add provider" }).click()
  await expect(page.getByText("could not be read")).toBeVisible()
  await shot("new-oidc-error")
  await page.goto("/settings/identity-providers/new?kind=saml"); await shot("new-saml")
  await insertGroup(workspace.owner, workspace.id, { name: "Support", roles: ["Agent"], members: [] })
  const soon = makeKeyPair({ subject: "ADFS Signing 2026", until: new Date(Date.now() + 12 * 864e5) }).certificate
  const later = makeKeyPair({ subject: "ADFS Signing 2027" }).certificate
  const entra = await addProvider(workspace, { name: "Microsoft Entra", issuer: idp.issuer, enabled_at: new Date(), first_sign_in: "domain", client_id: "5d0e7b2c-41aa-4f6e-9c02-7be1f3a8d514" })
  const adfs = await addProvider(workspace, { name: "Partner ADFS", kind: "saml", issuer: "http://adfs.partner.example/adfs/services/trust", sso_url: "https://adfs.partner.example/adfs/ls/", metadata_url: "https://adfs.partner.example/FederationMetadata/2007-06/FederationMetadata.xml", certificates: [soon, later], email_claim: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" })
  const old = await addProvider(workspace, { name: "Old ADFS", kind: "saml", issuer: "http://old.example", certificates: [soon] })
  for (const p of people) await addLink(workspace, entra, p.id, p.groups)
  const dom = await addDomain(workspace, { domain: "acme.example", proved_at: new Date(), identity_provider_id: entra })
  const dom2 = await addDomain(workspace, { domain: "acme.de", proof: "roster-domain-verification=aVeryLongTokenThatGoesHere12" })
  await addRefusedSignIn(workspace, entra, { reason: "linked-otherwise", email: "zanele@acme.example" })
  await addRefusedSignIn(workspace, entra, { reason: "signature-invalid", email: "omar@acme.example", detail: "kid 17 is not among the keys." })
  const base = "/settings/identity-providers"
  const walk: [string, string][] = [
    ["list", base], ["oidc", `${base}/${entra}?check=now`], ["saml", `${base}/${adfs}`], ["metadata", `${base}/${adfs}/metadata`],
    ["rules", `${base}/${entra}/rules`], ["sign-ins", `${base}/${entra}/sign-ins`], ["remove", `${base}/${entra}/remove`],
    ["enable", `${base}/${old}?confirm=enable`], ["domains", "/settings/email-domains"], ["domain", `/settings/email-domains/${dom2}`],
    ["domain-remove", `/settings/email-domains/${dom}?confirm=remove`], ["settings-sign-in", "/settings/sign-in"],
  ]
  for (const [name, url] of walk) { await page.goto(url); await shot(name) }
  await page.goto(`${base}/${entra}/rules`)
  await page.getByRole("button", { name: "Add a mapping" }).click()
  await page.getByLabel("Group at the provider, mapping 1").fill("support-berlin")
  await page.getByLabel("Gives, mapping 1").selectOption({ label: "Agent" })
  await page.getByRole("button", { name: "Add a mapping" }).click()
  await page.getByLabel("Group at the provider, mapping 2").fill("bot-team")
  await page.getByLabel("Gives, mapping 2").selectOption({ label: "Bot Creator" })
  await expect(page.getByText("roles and memberships given")).toBeVisible()
  await shot("rules-preview")
  await page.getByRole("button", { name: "Add a mapping" }).click()
  await page.getByLabel("Group at the provider, mapping 3").fill("half")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await shot("rules-error")
  await page.goto(`/settings/email-domains/${dom2}`)
  await page.getByRole("button", { name: "Check now" }).click()
  await expect(page.getByText("not there yet")).toBeVisible()
  await shot("domain-error")
  await page.emulateMedia({ colorScheme: "dark" })
  for (const [name, url] of walk.filter(([n]) => ["list", "oidc", "saml", "rules", "domain"].includes(n))) { await page.goto(url); await shot(`${name}-dark`) }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 390, height: 844 })
  for (const [name, url] of walk) { await page.goto(url); await shot(`${name}-phone`) }
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 1000 }, storageState: await page.context().storageState(), baseURL: process.env.ROSTER_URL! })
  const off = await context.newPage()
  for (const [name, url] of walk) { await off.goto(url); await shot(`${name}-off`, off) }
  await idp.stop()
})

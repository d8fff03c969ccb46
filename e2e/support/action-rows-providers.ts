/** Actions on identity providers and e-mail domains, which take all of the Admin permissions, and on who comes from which. */
import { randomUUID, X509Certificate } from "node:crypto"
import { adminPermissions } from "../../lib/access/permissions.ts"
import { makeKeyPair } from "../../lib/testing/certificates.ts"
import type { ActionRow, Give, WriteRow } from "./action-rows.ts"
import type { Fields } from "./actions.ts"
import { addPerson, roleCalled } from "./action-things.ts"
import { addBelonging } from "./directory.ts"
import type { Workspace } from "./fixtures.ts"
import { setRecord } from "./dns-server.ts"
import { addDomain, addProvider } from "./provider-things.ts"

const admin = (leaves: string, bad: Fields, give: Give, more: Partial<WriteRow> = {}): ActionRow => ({
  needs: "sso:manage",
  also: adminPermissions.filter((permission) => permission !== "sso:manage"),
  leaves,
  outranks: "It takes all of the Admin permissions: there is nobody above.",
  bad,
  give,
  ...more,
})

// They name nothing of the workspace: another's admin makes one of their own.
const madeThere = /^\/settings\/(?:identity-providers|email-domains)\/[\w-]+\?/

// The form's id is drawn for the workspace of whoever opened it.
const drawnHere = { foreign: /This form has been saved already/ }

const { certificate } = makeKeyPair()

const addSaml = (workspace: Workspace, enabled = false) =>
  addProvider(workspace, {
    kind: "saml",
    certificates: [certificate],
    enabled_at: enabled ? new Date() : null,
  })

const metadataXml = () => `
  <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://${randomUUID()}.example">
    <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
      <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
        <X509Certificate>${certificate.replace(/-----[A-Z ]+-----|\s/g, "")}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
      <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://id.example/sso"/>
    </IDPSSODescriptor>
  </EntityDescriptor>`

const edited = () => ({
  name: `Edited ${randomUUID()}`,
  emailClaim: "email",
  firstNameClaim: "given_name",
  lastNameClaim: "family_name",
  groupsClaim: "groups",
  firstSignIn: "nobody",
  userType: "member",
  directoryManaged: "off",
})

// Nobody listens there, which the form has been told.
const issuer = "http://127.0.0.1:9"

export const providerRows: Record<string, ActionRow> = {
  "settings/identity-providers/createOidcProviderAction": admin(
    "identity_provider.created",
    { clientId: "" },
    async () => ({
      name: `Made ${randomUUID()}`,
      issuer,
      unreached: issuer,
      clientId: "roster",
      clientSecret: "secret",
    }),
    { foreign: madeThere, inForm: drawnHere, form: "/settings/identity-providers/new?kind=oidc" },
  ),
  "settings/identity-providers/createSamlProviderAction": admin(
    "identity_provider.created",
    { name: "" },
    async () => ({ name: `Made ${randomUUID()}`, metadataXml: metadataXml() }),
    { foreign: madeThere, inForm: drawnHere, form: "/settings/identity-providers/new?kind=saml" },
  ),
  "settings/identity-providers/editOidcProviderAction": admin(
    "identity_provider.edited",
    { firstSignIn: "everybody" },
    async (workspace) => ({
      ...edited(),
      providerId: await addProvider(workspace),
      issuer: "https://id.example",
      clientId: "other",
    }),
  ),
  "settings/identity-providers/editSamlProviderAction": admin(
    "identity_provider.edited",
    { firstSignIn: "everybody" },
    async (workspace) => ({
      ...edited(),
      providerId: await addSaml(workspace),
      certificates: [new X509Certificate(certificate).fingerprint256],
    }),
  ),
  "settings/identity-providers/replaceMetadataAction": admin(
    "identity_provider.edited",
    { metadataXml: "<none/>" },
    async (workspace) => ({
      providerId: await addSaml(workspace),
      metadataXml: metadataXml(),
      step: "save",
    }),
  ),
  "settings/identity-providers/setRulesAction": admin(
    "identity_provider.rules_set",
    { gives: ["crown:none"] },
    async (workspace) => ({
      providerId: await addSaml(workspace),
      values: ["support"],
      gives: [`role:${await roleCalled(workspace, "Agent")}`],
    }),
  ),
  // Kept for the admin's own eyes, sealed, for a day.
  "settings/identity-providers/keepListAction": admin(
    "It is kept for a day, for who rehearses.",
    { list: "" },
    async (workspace) => ({
      providerId: await addProvider(workspace),
      list: "maya@acme.example, support",
    }),
  ),
  "settings/identity-providers/enableProviderAction": admin(
    "identity_provider.enabled",
    { providerId: "none" },
    async (workspace) => ({
      providerId: await addSaml(workspace),
    }),
  ),
  "settings/identity-providers/disableProviderAction": admin(
    "identity_provider.disabled",
    { providerId: "none" },
    async (workspace) => ({
      providerId: await addSaml(workspace, true),
    }),
  ),
  "settings/identity-providers/removeProviderAction": admin(
    "identity_provider.removed",
    { confirm: "yes" },
    async (workspace) => ({
      providerId: await addSaml(workspace),
      confirm: "Example",
    }),
  ),
  "settings/email-domains/addDomainAction": admin(
    "email_domain.added",
    { domain: "none" },
    async () => ({ domain: `${randomUUID()}.example` }),
    { foreign: madeThere },
  ),
  "settings/email-domains/editDomainAction": admin(
    "email_domain.edited",
    { providerId: "none" },
    async (workspace) => ({
      domainId: await addDomain(workspace),
      providerId: await addSaml(workspace),
    }),
  ),
  "settings/email-domains/removeDomainAction": admin(
    "email_domain.removed",
    { domainId: "none" },
    async (workspace) => ({
      domainId: await addDomain(workspace),
    }),
  ),
  "settings/email-domains/proveDomainAction": admin(
    "email_domain.proved",
    { domainId: "none" },
    async (workspace) => {
      const domain = `${randomUUID()}.example`
      await setRecord(`_roster.${domain}`, "x")
      return { domainId: await addDomain(workspace, domain) }
    },
  ),
  "users/setIdentityProviderAction": {
    needs: "sso:manage",
    leaves: "user.identity_provider_set",
    outranks: true,
    bad: { identityProvider: "none" },
    give: async (workspace, whom) => ({
      userId: await addPerson(workspace, whom),
      identityProvider: await addSaml(workspace, true),
    }),
  },
  "users/unlinkIdentityAction": {
    needs: "sso:manage",
    leaves: "user.unlinked",
    outranks: true,
    bad: { linkId: "none" },
    give: async (workspace, whom) => {
      const userId = await addPerson(workspace, whom)
      return { userId, linkId: await addBelonging(workspace, userId, await addSaml(workspace, true)) }
    },
  },
}

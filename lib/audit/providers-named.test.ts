import { expect, test } from "vitest"
import { insertDomain } from "#db/seed/identity-providers.ts"
import { auditInput } from "#lib/audit/input.ts"
import { auditChoices, listAudit } from "#lib/audit/log.ts"
import { removeDomain } from "#lib/identity-providers/domains.ts"
import { getRules, setRules } from "#lib/identity-providers/mapping-rules.ts"
import { enableProvider } from "#lib/identity-providers/enabling.ts"
import { makeKeyPair } from "#lib/testing/certificates.ts"
import { arrange, insertProvider } from "#lib/testing/provider-setup.ts"
import { owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"

test("an entry names the provider or the domain that it is about, also once that is gone", async () => {
  const { workspace, admin } = await arrange()
  const certificates = [makeKeyPair().certificate]
  const providerId = await insertProvider(workspace, {
    kind: "saml",
    name: "Contoso",
    certificates,
    enabled_at: null,
  })
  await enableProvider(admin, { providerId, currentPassword: "" })
  const gives = [`role:${await roleId(workspace.id, "Agent")}`]
  const none = { step: "save" as const, newRoles: [], newGroups: [], sure: "", currentPassword: "" }
  const { version } = await getRules(admin, providerId)
  await setRules(admin, { providerId, seen: version, values: ["support"], gives, ...none })
  const domainId = await insertDomain(owner, workspace.id, `${workspace.slug}.example`)
  await removeDomain(admin, { domainId, currentPassword: "" })

  const { entries } = await listAudit(admin, auditInput.parse({}), { zone: "UTC", size: 10 })
  const about = Object.fromEntries(
    entries.flatMap((entry) =>
      entry.kind === "change"
        ? [[entry.action, entry.things.map(({ kind, name, gone }) => [kind, name, gone])]]
        : [],
    ),
  )
  expect(about).toMatchObject({
    "identity_provider.enabled": [["identity_provider", "Contoso", false]],
    "identity_provider.rules_set": [["identity_provider", "Contoso", false]],
    "email_domain.removed": [["email_domain", `${workspace.slug}.example`, true]],
  })
  const only = await listAudit(admin, auditInput.parse({ action: "identity_provider.enabled" }), {
    zone: "UTC",
    size: 10,
  })
  expect(only.entries).toHaveLength(1)
  expect((await auditChoices(admin, auditInput.parse({ about: providerId }))).about?.name).toBe("Contoso")
})

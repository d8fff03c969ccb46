import { expect, test } from "vitest"
import type { Permission } from "#lib/access/permissions.ts"
import { navigationFor, portalsFor, settingsFor } from "./navigation.ts"

const reader = (...held: Permission[]) => ({
  stage: "full" as const,
  permissions: new Set(held),
  botPermissions: new Set<Permission>(),
})
const labels = (...held: Permission[]) => settingsFor(reader(...held)).map(({ label }) => label)

test("the settings that are open, in one order, and none without a permission for any", () => {
  expect(labels("settings:manage", "sso:manage")).toEqual([
    "Workspace",
    "Profile fields",
    "Sign-in",
    "Identity providers",
    "E-mail domains",
    "E-mail",
    "Service accounts",
    "Back ends",
  ])
  expect(labels("sso:manage")).toEqual(["Identity providers", "E-mail domains"])
  expect(labels("users:read", "audit:read")).toEqual([])
})

test("a portal opens at its first open page; whoever holds settings alone enters the console by them", () => {
  const [console] = portalsFor(reader("sso:manage"), "/settings/email-domains")
  expect(console).toMatchObject({
    label: "Admin console",
    href: "/settings/identity-providers",
    current: true,
  })
  const groups = navigationFor(reader("users:read"), { demo: false })
  expect(groups.map(({ label }) => label)).toEqual(["Directory", "You"])
})

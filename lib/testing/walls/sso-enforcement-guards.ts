/** The walls of enforced single sign-on: where a password opens nothing, and who may say that it shall. */
import { guard, inFile } from "./access-guards.ts"
import { editFunction, type Wall } from "./wall.ts"

const ways = "lib/auth/password-ways.test"
const enforcing = "lib/identity-providers/enforcement.test"
const outlook = "lib/identity-providers/enforcement-outlook.test"
const into = "lib/identity-providers/ways-in.test"

const refusedUnder = (file: string, person: string) =>
  guard(
    `no password: ${file}`,
    inFile(`lib/${file}.ts`, `await refuseWithoutPassword(tx, ${person})`, "void refuseWithoutPassword"),
    ways,
  )

export const ssoEnforcementGuards: Wall[] = [
  guard(
    "no password: who may not is not let in",
    inFile("lib/auth/sign-in.ts", "if (passwordRefusal) return false", ""),
    ways,
  ),
  guard(
    "no password: asked again as the session begins",
    inFile("lib/auth/sign-in.ts", "!(await mayUsePassword(tx, user.id))", "!mayUsePassword"),
    enforcing,
  ),
  guard(
    "no password: a sign-in waits for whoever enforces",
    inFile("lib/auth/sign-in.ts", "await holdEnforcement(tx)", "void holdEnforcement"),
    enforcing,
  ),
  guard(
    "no password: enforced",
    inFile("lib/auth/password-ways.ts", "w.sso_enforced_at is not null", "false"),
    ways,
  ),
  guard(
    "no password: the provider's",
    inFile("lib/auth/password-ways.ts", "p.id = users.identity_provider_id", "false"),
    ways,
  ),
  guard(
    "no password: only of a provider that is on",
    inFile("lib/auth/password-ways.ts", " and p.enabled_at is not null", ""),
    ways,
  ),
  guard(
    "no password: only of the workspace itself",
    inFile("lib/auth/password-ways.ts", "up.permission = 'sso:bypass'", "up.permission is not null"),
    ways,
    enforcing,
  ),
  refusedUnder("auth/password-change", "actor.user.id"),
  refusedUnder("auth/verification", "actor.user.id"),
  refusedUnder("auth/password-reset", "userId"),
  refusedUnder("auth/invitation", "userId"),
  refusedUnder("users/password-reset", "userId"),
  refusedUnder("users/creation", 'id, "wayIn"'),
  guard(
    "no password: no link by mail",
    inFile("lib/auth/front-door-jobs.ts", "if (await mayUsePassword(tx, person.id))", "if (mayUsePassword)"),
    ways,
  ),
  guard(
    "no password: it proves nobody",
    inFile("lib/auth/recent-proof.ts", "(${passwordRefusalSql}) is null and exists", "exists"),
    ways,
  ),
  guard(
    "no password: invitations lead to the sign-in page",
    inFile("lib/users/invitation.ts", "byProvider.has(id)", "false"),
    ways,
  ),
  ...[
    'refuse(!enforced, "sso-enforced-already")',
    'refuse(!lifted, "sso-not-enforced")',
    'refuse(stranded, "last-provider")',
    "isNotNull(workspaces.ssoEnforcedAt),",
    'refuse(enabled.length === 0, "no-enabled-provider")',
    'refuse(!enabled.some(({ id }) => id === own?.id), "enforce-by-provider")',
    "isNull(sessions.identityProviderId),",
    "and (${passwordRefusalSql}) is not null",
  ].map((condition) =>
    guard(
      `enforcing: ${condition}`,
      inFile("lib/identity-providers/enforcement.ts", condition, ""),
      enforcing,
    ),
  ),
  guard(
    "enforcing: only by a provider that is on",
    inFile(
      "lib/identity-providers/enforcement.ts",
      '.where(isNotNull(identityProviders.enabledAt))\n    .for("share")',
      '.for("share")',
    ),
    enforcing,
  ),
  guard(
    "enforcing: another provider that is on stays",
    inFile("lib/identity-providers/enforcement.ts", ".where(isNotNull(identityProviders.enabledAt)),", ","),
    enforcing,
  ),
  guard(
    "enforcing: recent proof",
    inFile(
      "lib/identity-providers/enforcement.ts",
      "await requireRecentProof(actor, input.currentPassword)",
      "void requireRecentProof",
    ),
    enforcing,
  ),
  guard(
    "lifting: recent proof",
    inFile(
      "lib/identity-providers/enforcement.ts",
      "await requireRecentProof(actor, currentPassword)",
      "void requireRecentProof",
    ),
    enforcing,
  ),
  guard(
    "enforcing: somebody keeps a way in",
    inFile("lib/identity-providers/enforcement.ts", "hasPassword }) => hasPassword", "id }) => id"),
    enforcing,
  ),
  guard(
    "enforcing: sure of just that",
    inFile("lib/identity-providers/enforcement.ts", 'sure !== "nobody-bypasses"', 'sure === ""'),
    enforcing,
  ),
  guard(
    "a bypass that was lost ends its sessions",
    { sql: editFunction("find_session", "found_session.bypasses is not true or", "true or") },
    enforcing,
  ),
  ...["and c.temporary_until is null", " and u.status = 'active' and"].map((condition) =>
    guard(
      `who keeps a password: ${condition.trim()}`,
      inFile("lib/identity-providers/bypass.ts", condition, condition.endsWith("and") ? " and" : ""),
      outlook,
      enforcing,
    ),
  ),
  guard(
    "the sign-in page: only providers that are on",
    inFile("lib/identity-providers/ways-in.ts", ".where(isNotNull(identityProviders.enabledAt))", ""),
    into,
  ),
  guard(
    "an address: only by a proved domain",
    inFile("lib/identity-providers/ways-in.ts", ", isNotNull(emailDomains.provedAt)", ""),
    into,
  ),
]

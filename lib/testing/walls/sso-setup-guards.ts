/** The walls that stand in the code that sets up single sign-on: without them somebody could become anyone, or shut everybody out. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const tests = (name: string) => [`lib/identity-providers/${name}.test`]

export const ssoSetupGuards: Wall[] = [
  ...walls("lib/identity-providers/setup-right.ts", tests("setup"), [
    [
      "providers: all of the Admin permissions",
      'refuse(!adminPermissions.every((permission) => can(actor, permission)), "needs-admin")',
      "void adminPermissions",
    ],
    [
      "providers: proof of who acts",
      "await requireRecentProof(actor, currentPassword)",
      "void requireRecentProof",
    ],
  ]),
  ...walls("lib/identity-providers/draft.ts", tests("setup"), [
    ["providers: no id of one's choice", "owner: workspace.id", "owner: workspace.name"],
  ]),
  ...walls("lib/identity-providers/setup.ts", tests("setup"), [
    [
      "providers: one has a secret",
      'refuse(input.clientSecret === "", "secret-missing", "clientSecret")',
      "",
    ],
    [
      "providers: a secret goes to no other server",
      'refuse(input.clientSecret === "", "secret-again", "clientSecret")',
      "",
    ],
    [
      "providers: a new issuer is tried out",
      "await requireIssuer(issuer, input.unreached)",
      "void requireIssuer",
    ],
    [
      "providers: an enabled one moves only to what answers",
      "before.enabledAt ? null : input.unreached",
      "input.unreached",
    ],
    [
      "providers: whoever saves second is told",
      "refuseIfMoved(input.seen, versionOf(present))",
      "void refuseIfMoved",
    ],
    ["providers: a name of their own", 'refuse(other, "provider-name-taken", "name")', "void other"],
  ]),
  ...walls("lib/identity-providers/setup.ts", tests("saml-setup"), [
    [
      "providers: a certificate is left",
      'refuse(certificates.length === 0, "certificate-needed", "certificates")',
      "",
    ],
  ]),
  ...walls("lib/identity-providers/metadata.ts", tests("saml-setup"), [
    [
      "metadata: only what was shown",
      'refuse(input.digest !== "" && input.digest !== digest, "metadata-moved")',
      "",
    ],
    [
      "metadata: for Admins with proof",
      "await requireSetupRight(actor, input.currentPassword)",
      "void requireSetupRight",
    ],
  ]),
  ...walls("lib/identity-providers/secret.ts", tests("setup"), [
    [
      "secrets: sealed",
      "seal(secret, sealedFor(providerId))",
      "Buffer.from(secret + String(sealedFor) + String(seal))",
    ],
  ]),
  ...walls("lib/identity-providers/mapping-rules.ts", tests("mapping-rules"), [
    [
      "rules: for Admins with proof",
      "await requireSetupRight(actor, input.currentPassword)",
      "void requireSetupRight",
    ],
    ["rules: looking is for Admins", "requireAdmin(actor)\n", "void requireAdmin\n"],
    [
      "rules: roles of the workspace",
      'refuse(found.roles.length < roleIds.length, "unknown-role", "values")',
      "",
    ],
    [
      "rules: groups of the workspace",
      'refuse(found.groups.length < groupIds.length, "unknown-group", "values")',
      "",
    ],
    ["rules: nothing that lets erase", "await refuseErasing(tx, wanted)", "void refuseErasing"],
    [
      "rules: looking changes nothing",
      'return preview(actor, "sso:manage"',
      'return change(actor, "sso:manage"',
    ],
    [
      "rules: one's own access is asked about",
      "{ sure: input.sure }",
      "{ sure: [...actor.permissions].join() }",
    ],
    ["rules: whoever saves second is told", "refuseIfMoved(input.seen,", "void (input.seen,"],
    [
      "rules: applied to who is linked",
      "return applyRules(tx, actor.workspace.id, providerId)",
      "return { given: 1, taken: 0 * String(applyRules).length }",
    ],
  ]),
]

/** The walls of a workspace's sign-in policy: what it asks, and whom it reaches. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const effects = ["lib/workspaces/policy-effects"]
const proof = ["lib/bot-members/proof"]

export const policyGuards: Wall[] = [
  ...walls(
    "lib/workspaces/sign-in-policy.ts",
    ["lib/workspaces/sign-in-policy"],
    [
      [
        "policy: asks who acts",
        "await requireRecentProof(actor, currentPassword)",
        "void requireRecentProof",
      ],
      ["policy: edited meanwhile", "await refuseIfEdited(", "void (tx, "],
      [
        "policy: shown with settings:manage",
        `read(actor, "settings:manage", async`,
        `read(actor, "self", async`,
      ],
    ],
  ),
  ...walls("lib/workspaces/sign-in-policy.ts", effects, [
    ["policy: shortens open sessions", "await shortenSessions(tx)", "void shortenSessions"],
  ]),
  ...walls(
    "lib/audit/undo.ts",
    ["lib/workspaces/sign-in-policy", ...proof],
    [
      ["undo: asks who acts", "if (proof) {", "if (false) {"],
      ["undo: a policy shortens open sessions", "await settlePolicy(tx)", "void settlePolicy"],
    ],
  ),
  ...walls("lib/auth/session-store.ts", effects, [
    ["policy: loosening gives open sessions nothing", "least(${sessions.idleMinutes}, ", "greatest(0, "],
  ]),
  ...walls(
    "lib/auth/session-store.ts",
    ["lib/identity-providers/arrival-races"],
    [["policy: no session begins beside a stricter one", "policyOf(tx, { held: true })", "policyOf(tx)"]],
  ),
  ...walls("lib/auth/sign-in.ts", effects, [
    ["policy: a password that is too short", "lengthOf(password) < policy.passwordLeast", "false"],
    ["policy: tries", "tries: policy.lockTries", "tries: 10"],
  ]),
  ...walls(
    "lib/auth/password-rules.ts",
    ["lib/auth/breached-passwords"],
    [
      ["policy: breached passwords", "breachedPasswordCheck && (await", "breachedPasswordCheck && !(await"],
      ["policy: breached passwords only where it is set", "breachedPasswordCheck && (await", "(await"],
    ],
  ),
  ...walls(
    "lib/auth/breached-passwords.ts",
    ["lib/auth/breached-passwords"],
    [
      ["breached passwords: padding", "Number(seen) > 0", "true"],
      ["breached passwords: redirects", `redirect: "error"`, `redirect: "follow"`],
    ],
  ),
  ...walls("lib/auth/throttle.ts", effects, [
    ["policy: a shorter window", "counted.msBeforeNext > limits.minutes * 60_000", "false"],
  ]),
  ...walls("lib/users/creation.ts", effects, [
    ["policy: domains of who is added", "await refuseForeignDomain(", "void (tx, "],
  ]),
  ...walls("lib/users/email-address.ts", effects, [
    ["policy: domains of new addresses", "await refuseForeignDomain(", "void (tx, "],
  ]),
  ...walls("lib/users/replacement.ts", effects, [
    ["policy: domains of who takes a place", "await refuseForeignDomain(", "void (tx, "],
  ]),
  ...walls(
    "lib/workspaces/sign-in-policy.ts",
    ["lib/auth/asking-first"],
    [
      ["policy: set with settings:manage", `change(actor, "settings:manage"`, `change(actor, "self"`],
      [
        "policy: the permission before the proof",
        `refuse(!can(actor, "settings:manage"), "not-permitted")`,
        "",
      ],
    ],
  ),
  ...walls("lib/auth/session-store.ts", effects, [
    ["policy: how long sessions last", "inDays(sessionDays)", "inDays(30)"],
    ["policy: how long sessions rest", "idleMinutes: sessionIdleMinutes,", "idleMinutes: 1440,"],
  ]),
  ...walls("lib/auth/sign-in.ts", effects, [
    ["policy: the window of tries", "minutes: policy.lockWindowMinutes", "minutes: 15"],
  ]),
  ...walls("lib/auth/verification.ts", effects, [
    ["policy: how long codes hold", "{ codeMinutes } = await policyOf(tx)", "codeMinutes = 10"],
  ]),
  ...walls("lib/auth/invitation.ts", effects, [
    ["policy: how long invitations hold", "{ invitationDays } = await policyOf(tx)", "invitationDays = 7"],
    [
      "policy: the length of a password by invitation",
      "const policy = await policyOf(tx)",
      "const policy = { ...(await policyOf(tx)), passwordLeast: 8 }",
    ],
  ]),
  ...walls("lib/auth/password-change.ts", effects, [
    [
      "policy: the length of a password that is changed",
      "policy: await policyOf(tx),",
      "policy: { ...(await policyOf(tx)), passwordLeast: 8 },",
    ],
  ]),
  ...walls("lib/auth/password-reset.ts", effects, [
    [
      "policy: the length of a password by link",
      "const policy = await policyOf(tx)",
      "const policy = { ...(await policyOf(tx)), passwordLeast: 8 }",
    ],
  ]),
]

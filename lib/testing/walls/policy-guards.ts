/** The walls of a workspace's sign-in policy, and of asking who acts before an owner changes. */
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
    "lib/users/password-reset.ts",
    ["lib/auth/asking-again"],
    [
      ["own password shown: asks who acts", "userId === actor.user.id || ", ""],
      ["an Admin's password shown: asks who acts", " || (await isAdmin(tx, userId))", ""],
    ],
  ),
  ...walls(
    "lib/auth/recent-proof.ts",
    ["lib/auth/no-password"],
    [
      [
        "own address without a password: signed in lately",
        'return requireRecentProof(actor, "")',
        "return undefined",
      ],
      ["own address: the password each time", "if (!(await provesByPassword(actor))) return", "return"],
      ["a password that may not be used proves nothing", "(${passwordRefusalSql}) is null and ", ""],
    ],
  ),
  ...walls(
    "lib/users/edit.ts",
    ["lib/auth/asking-again"],
    [
      [
        "own address: under Account only",
        `refuse(isOwnMoved(actor, person, input.email), "own-email", "email")`,
        "",
      ],
    ],
  ),
  ...walls("lib/bot-members/ownership.ts", proof, [
    [
      "transfer: asks who acts",
      "await requireRecentProof(actor, currentPassword)",
      "void requireRecentProof",
    ],
  ]),
  ...walls("lib/users/life.ts", proof, [
    ["deleting an owner: asks who acts", "await proveToHandOver(actor, heirs)", "void proveToHandOver"],
  ]),
  ...walls("lib/users/replacement.ts", proof, [
    [
      "replacing an owner: asks who acts",
      "if (owner) await requireRecentProof",
      "if (false) await requireRecentProof",
    ],
  ]),
  ...walls(
    "lib/service-accounts/editing.ts",
    ["lib/service-accounts/proof"],
    [
      [
        "who answers for a service account: asks who acts",
        "if (handsOver) await requireRecentProof(actor, currentPassword)",
        "void requireRecentProof",
      ],
      [
        "who answers for a service account: asks also what was not so a moment ago",
        `refuse(ownerId !== present && !handsOver, "prove-again", "currentPassword")`,
        "void refuse",
      ],
    ],
  ),
  ...walls(
    "lib/audit/undoable.ts",
    ["lib/service-accounts/proof"],
    [
      [
        "undo: who answers for a service account asks who acts",
        "answer.proof === true || handsOver",
        "answer.proof === true",
      ],
    ],
  ),
  ...walls("lib/bulk/run.ts", proof, [
    ["deleting many: asks who acts", "await proveToHandOver(actor, input)", "void proveToHandOver"],
  ]),
]

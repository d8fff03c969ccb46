/** The walls of asking who acts, before what would let somebody become anyone or take what is another's. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const proof = ["lib/bot-members/proof"]

export const proofGuards: Wall[] = [
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
  ...walls(
    "lib/auth/recent-proof.ts",
    ["lib/auth/asking-again", "lib/access-tokens/making", "lib/bot-members/proof"],
    [
      ["proof: ten minutes", "mins => ${recentMinutes})", "mins => 100000)"],
      ["proof: a right password", "await provePassword(actor, currentPassword)", ""],
      [
        "proof: none by a token",
        "if (!actor.sessionId) return undefined",
        "if (!actor.sessionId) return { recent: true, hasPassword: false }",
      ],
      [
        "proof: of just this session",
        ".where(eq(sessions.id, actor.sessionId))",
        ".where(eq(sessions.userId, actor.user.id))",
      ],
    ],
  ),
]

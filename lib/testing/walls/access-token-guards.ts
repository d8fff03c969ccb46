/** The walls of access tokens: without them one would permit more than its owner, outlive them, or make others. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const accessTokenGuards: Wall[] = [
  ...walls(
    "lib/access-tokens/making.ts",
    ["lib/access-tokens/making"],
    [
      ["making a token: not by a token", `refuse(actor.via !== "session", "not-permitted")`, ""],
      [
        "making a token: only who showed who they are",
        "await requireRecentProof(actor, currentPassword)",
        "",
      ],
      ["making a token: only what its owner holds", "held.has(scope)", "true"],
      ["making a token: so many live at once", ">= mostTokens", ">= Infinity"],
      [
        "making a token: once by a form",
        `refuse(spent, "form-spent")`,
        `if (spent) throw new Error("spent")`,
      ],
      ["a token made anew: of what is held still", " && held.has(permission)", ""],
    ],
  ),
  ...walls(
    "lib/access-tokens/revocation.ts",
    ["lib/access-tokens/revocation", "lib/access-tokens/making"],
    [
      ["revoking: by a token only itself", `actor.via === "token" && `, "false && "],
      [
        "revoking others': only who showed who they are",
        "await requireRecentProof(actor, currentPassword)",
        "",
      ],
      ["revoking: of just this owner", ", eq(accessTokens.userId, userId)", ""],
      ["revoking: once", "token.revoked || ", ""],
    ],
  ),
  ...walls(
    "lib/access-tokens/listing.ts",
    ["lib/access-tokens/listing"],
    [["tokens of a person: of the workspace's", `await requireOwner(tx, userId, "person")`, ""]],
  ),
  ...walls(
    "lib/service-accounts/tokens.ts",
    ["lib/service-accounts/tokens"],
    [
      [
        "a program's token: what its maker may on all bots",
        "await heldEverywhere(tx, actor.user.id)",
        "await heldBy(tx, actor.user.id)",
      ],
    ],
  ),
  ...walls(
    "lib/auth/email-change.ts",
    ["lib/auth/email-change.test"],
    [
      [
        "a change of address stopped: tokens made since end",
        `await revokeAllOf(tx, asked.userId, "owner", asked.createdAt)`,
        "",
      ],
    ],
  ),
  ...walls(
    "lib/identity-providers/shutting-out.ts",
    ["lib/access-tokens/ending"],
    [["first sign-in by a provider: tokens end", `await revokeAllOf(tx, id, "taken_over")`, ""]],
  ),
  ...walls(
    "lib/access/bot-need.ts",
    ["lib/access/bot-need"],
    [["a part in a bot: by a token within its scopes", `if (via !== "token") return true`, "return true"]],
  ),
  ...walls(
    "lib/access-tokens/listing.ts",
    ["lib/access-tokens/listing"],
    [
      ["tokens of a person: with tokens:manage", `read(actor, "tokens:manage"`, `read(actor, "self"`],
      ["tokens of a person: just theirs", ".where(eq(accessTokens.userId, userId))", ""],
    ],
  ),
  ...walls(
    "lib/access-tokens/making.ts",
    ["lib/access-tokens/making"],
    [["a token made anew: not of nothing", `refuse(left.length === 0, "token-empty")`, ""]],
  ),
  ...walls(
    "lib/access-tokens/revocation.ts",
    ["lib/access-tokens/revocation", "lib/access-tokens/ending", "lib/auth/asking-first"],
    [
      ["revoking others': with tokens:manage", `change(actor, "tokens:manage"`, `change(actor, "self"`],
      [
        "revoking others': the permission before the proof",
        `refuse(!can(actor, "tokens:manage"), "not-permitted")`,
        "",
      ],
      ["revoking others': no service account's", `await requireOwner(tx, userId, "person")`, ""],
      ["revoking: none that has expired", ` || (token.expired && as !== "regenerated")`, ""],
      ["revoking all: what ended before stays as it ended", "isNull(accessTokens.revokedAt),", ""],
    ],
  ),
  ...walls(
    "lib/access-tokens/input.ts",
    ["lib/access-tokens/making"],
    [
      [
        "a token: so many days at most",
        "z.maximum(tokenDays.most, daysWanted)",
        "z.maximum(999, daysWanted)",
      ],
    ],
  ),
]

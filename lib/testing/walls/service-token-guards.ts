/** The walls of service accounts' tokens: without them one would be a way to more than one may do. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const serviceTokenGuards: Wall[] = [
  ...walls(
    "lib/service-accounts/tokens.ts",
    ["lib/service-accounts/tokens"],
    [
      [
        "a service account's token: no stronger than whoever makes it",
        "await refuseBeyondOwn(tx, actor, input.scopes)",
        "",
      ],
      [
        "a service account's token made anew: no stronger either",
        "await refuseBeyondOwn(tx, actor, left)",
        "",
      ],
      ["a service account's token: not by a token", `actor.via !== "session" || `, ""],
      [
        "revoking a service account's token: only who showed who they are",
        `if (actor.via === "session") await requireRecentProof(actor, currentPassword)`,
        "",
      ],
    ],
  ),
  ...walls(
    "lib/service-accounts/tokens.ts",
    ["lib/service-accounts/tokens", "lib/auth/asking-first"],
    [
      [
        "a service account's token: with both permissions",
        `change(actor, givingAccess, "access_token.created"`,
        `change(actor, "self", "access_token.created"`,
      ],
      [
        "a service account's token made anew: with both permissions",
        `change(actor, givingAccess, "access_token.regenerated"`,
        `change(actor, "self", "access_token.regenerated"`,
      ],
      ["a service account's token: the permissions before the proof", " || !can(actor, givingAccess)", ""],
      [
        "making a service account's token: only who showed who they are",
        `"not-permitted")\n  await requireRecentProof(actor, currentPassword)`,
        `"not-permitted")`,
      ],
      [
        "revoking a service account's token: with settings:manage",
        `change(actor, "settings:manage"`,
        `change(actor, "self"`,
      ],
      [
        "revoking a service account's token: the permission before the proof",
        `refuse(!can(actor, "settings:manage"), "not-permitted")`,
        "",
      ],
      [
        "a service account's token made anew: not of nothing",
        `refuse(left.length === 0, "service-token-empty")`,
        "",
      ],
      ["a service account's token made anew: of what it holds still", " && held.has(permission)", ""],
    ],
  ),
]

/** The walls around service accounts: without them one would pass for a person, or be a way to more than one may do. */
import { guard } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const apart = "lib/service-accounts/apart.test"

export const serviceGuards: Wall[] = [
  guard(
    "a service account: only its deletion ends its tokens",
    inFunction("end_tokens", "(n.type <> 'service' or n.status = 'archived')", "true"),
    "lib/service-accounts/life",
  ),
  guard(
    "a service account: never the last Admin",
    inFunction("has_active_admin", " and u.type <> 'service'", ""),
    "lib/service-accounts/access",
  ),
  guard(
    "a service account: counted as nobody",
    inFunction(
      "count_users",
      "from new_rows where type <> 'service' group by 1, 2\n",
      "from new_rows group by 1, 2\n",
    ),
    apart,
  ),
  ...walls(
    "lib/users/lock.ts",
    [apart],
    [
      ["a service account: no person to change", "eq(users.id, userId), isPerson", "eq(users.id, userId)"],
      [
        "a service account: no person among many",
        "inArray(users.id, userIds), isPerson",
        "inArray(users.id, userIds)",
      ],
    ],
  ),
  ...walls(
    "lib/users/user.ts",
    [apart],
    [["a service account: no person to show", "eq(users.id, userId), isPerson", "eq(users.id, userId)"]],
  ),
  ...walls(
    "lib/users/filters.ts",
    [apart],
    [
      [
        "a service account: in no list of people",
        "query.services ? undefined : isNoService(walked)",
        "undefined",
      ],
    ],
  ),
  ...walls(
    "lib/access/actor.ts",
    ["lib/service-accounts"],
    [["all of several permissions", "need.allOf.every(", "need.allOf.some("]],
  ),
  ...walls(
    "lib/service-accounts/lock.ts",
    ["lib/service-accounts/life", "lib/service-accounts/editing"],
    [["a service account: not a person", `, eq(users.type, "service"), isNull(users.archivedAt)`, ""]],
  ),
  ...walls(
    "lib/service-accounts/owner.ts",
    ["lib/service-accounts"],
    [["who answers for a service account is active", `status !== "active"`, "false"]],
  ),
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
    "lib/service-accounts/creation.ts",
    ["lib/service-accounts/creation"],
    [
      [
        "a service account: made with settings:manage",
        `? givingAccess : "settings:manage"`,
        `? givingAccess : "self"`,
      ],
      [
        "a service account: given roles with users:write too",
        `input.roles.length > 0 ? givingAccess`,
        "false ? givingAccess",
      ],
      [
        "a service account: made once by a form",
        `refuse(made, "form-spent")`,
        `if (made) throw new Error("made")`,
      ],
      ["a service account: not endlessly many", "await refuseTooMany(tx)", ""],
      ["a service account: a name of its own", "await refuseNameTaken(tx, input.name)", ""],
    ],
  ),
  ...walls(
    "lib/service-accounts/editing.ts",
    ["lib/service-accounts/editing"],
    [
      [
        "a service account: edited with settings:manage",
        `change(actor, "settings:manage"`,
        `change(actor, "self"`,
      ],
      [
        "a service account: its roles with users:write too",
        "change(actor, givingAccess",
        `change(actor, "settings:manage"`,
      ],
      [
        "a service account: edited meanwhile",
        `await refuseIfEdited(tx, accountId, seen, ["users", "service_accounts"])`,
        "",
      ],
      [
        "a service account: its roles set meanwhile",
        `await refuseIfEdited(tx, accountId, seen, ["user_roles"])`,
        "",
      ],
      ["a service account: another name of its own", "await refuseNameTaken(tx, name, accountId)", ""],
    ],
  ),
  ...walls(
    "lib/service-accounts/life.ts",
    ["lib/service-accounts/life"],
    [
      [
        "a service account: its steps with settings:manage",
        `"settings:manage",\n    action`,
        `"self",\n    action`,
      ],
      ["a service account: disabled once", `refuse(suspendedAt, "already-disabled")`, "void suspendedAt"],
      ["a service account: enabled once", `refuse(!suspendedAt, "not-disabled")`, "void suspendedAt"],
    ],
  ),
  ...walls(
    "lib/service-accounts/listing.ts",
    ["lib/service-accounts/life"],
    [
      [
        "service accounts: listed with settings:manage",
        `read(actor, "settings:manage"`,
        `read(actor, "self"`,
      ],
    ],
  ),
  ...walls(
    "lib/service-accounts/service-account.ts",
    ["lib/service-accounts/life"],
    [
      [
        "a service account: shown with settings:manage",
        `read(actor, "settings:manage"`,
        `read(actor, "self"`,
      ],
      [
        "roles to give a service account: with users:write too",
        "read(actor, givingAccess",
        `read(actor, "self"`,
      ],
    ],
  ),
  ...walls(
    "lib/service-accounts/holding.ts",
    ["lib/service-accounts/life"],
    [
      [
        "service accounts that hold something: with users:read",
        `read(actor, "users:read"`,
        `read(actor, "self"`,
      ],
    ],
  ),
  ...walls(
    "lib/service-accounts/searching.ts",
    ["lib/service-accounts/access", "lib/audit"],
    [["service accounts by name: no people", "type = 'service' and ", ""]],
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
  guard(
    "a service account: searched among no people",
    inFunction("search_users", " and type <> ''service''", ""),
    apart,
  ),
]

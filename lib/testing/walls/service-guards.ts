/** The walls around service accounts: without them one would pass for a person. */
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
    "lib/audit/services-put-back.ts",
    ["lib/audit/services-put-back"],
    [
      [
        "undo: no second service account of a name, back",
        "if ((back || renamed) && (await",
        "if (renamed && (await",
      ],
      [
        "undo: no second service account of a name, renamed",
        "if ((back || renamed) && (await",
        "if (back && (await",
      ],
      [
        "undo: nobody in the archive answers for a service account",
        `back && ownerStatus === "archived"`,
        "false",
      ],
      [
        "undo: nobody comes to answer for a service account who may not",
        `handed && ownerStatus !== "active"`,
        "false",
      ],
      [
        "undo: nothing is put back into a deleted service account",
        "if (!back) conflicts.push",
        "if (false) conflicts.push",
      ],
      [
        "undo: as many service accounts as there may be",
        "refuse(back && (await tooMany",
        "refuse(!back && (await tooMany",
      ],
    ],
  ),
]

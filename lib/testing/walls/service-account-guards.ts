/** The walls around making, editing and showing service accounts. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const serviceAccountGuards: Wall[] = [
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
      ["a service account: not endlessly many", `refuse(await tooMany(tx), "too-many-service-accounts")`, ""],
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
]

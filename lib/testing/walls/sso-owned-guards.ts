/** The walls around what a directory owns of its people, in the code and in the functions behind the triggers of the database. */
import { guard } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const owned = ["lib/identity-providers/ownership"]
const belonging = ["lib/users/belonging"]
const rules = ["lib/identity-providers/rules"]

export const ssoOwnedGuards: Wall[] = [
  guard(
    "owned: while the provider is enabled only",
    inFunction("directory_owns", "and p.enabled_at is not null", ""),
    ...owned,
  ),
  guard(
    "owned: of what it owns only",
    inFunction("directory_owns", "and p_what = any (p.owns)", ""),
    ...owned,
  ),
  guard("owned: by an actor", inFunction("refuse_directory_owned", "and not by_directory()", ""), ...owned),
  guard("owned: not by rules", inFunction("refuse_ruled_role", "not by_directory()", "true"), ...belonging),
  guard(
    "owned: back with a deleted group",
    inFunction("by_directory", "or undoes is null and action in ('group.deleted', 'role.deleted')", ""),
    ...rules,
  ),
  ...walls("lib/identity-providers/ownership.ts", owned, [
    [
      "owned: enabled providers only",
      "and p.enabled_at is not null and p.owns <> '{}'",
      "and p.owns <> '{}'",
    ],
    ["owned: groups of many", "if (name !== undefined) throw directoryOwned(name, field)", "void name"],
  ]),
  ...walls("lib/users/owned-names.ts", owned, [
    ["owned: names", `refuseOwned(person, "names", name)`, "void name"],
    ["owned: names to the letter", "kept[name] = person[name]", ""],
  ]),
  ...walls("lib/users/email-address.ts", owned, [
    ["owned: address", `refuseOwned(person, "email", "email")`, "void person"],
  ]),
  ...walls(
    "lib/auth/email-change.ts",
    ["lib/users/belonging"],
    [["owned: address, confirmed late", `await refuseOwnedOf(tx, [asked.userId], "email")`, ""]],
  ),
  ...walls(
    "lib/auth/email-change.ts",
    ["lib/auth/email-change.test"],
    [["owned: address, stopped late", "if (asked.confirmedAt && !owned)", "if (asked.confirmedAt)"]],
  ),
  ...walls(
    "lib/auth/invitation.ts",
    ["lib/users/belonging"],
    [["owned: names at joining", `(await ownedOf(tx, [userId], "names")).size === 0 &&`, ""]],
  ),
  ...walls("lib/users/transitions.ts", owned, [
    ["owned: status", `if (movesStatus(name) && owns(person, "status")) return "directory-owned"`, ""],
  ]),
  ...walls("lib/users/replacement.ts", owned, [
    ["owned: replacing", `if (owns(person, "status")) return "directory-owned"`, ""],
  ]),
  ...walls("lib/users/replacement.ts", belonging, [
    ["owned: the identity moves", "await moveIdentity(tx, userId, id)", ""],
  ]),
  ...walls("lib/users/groups-joined.ts", owned, [
    ["owned: groups", `refuseOwned(person, "groups", "groups")`, ""],
    ["owned: groups by rule", `if (ruled) throw givenByRule(ruled.rule ?? "", "groups")`, ""],
  ]),
  ...walls("lib/users/roles-given.ts", owned, [
    ["owned: roles by rule", "if (rule !== undefined) throw givenByRule(rule, field)", ""],
  ]),
  ...walls("lib/groups/members.ts", owned, [
    ["owned: members by rule", `if (ruled) throw givenByRule(ruled.rule ?? "")`, ""],
  ]),
  ...walls("lib/groups/addresses.ts", owned, [
    ["owned: pasted addresses", `return owns(person, "groups") ? "owned" : "able"`, `return "able"`],
  ]),
  ...walls("lib/users/belonging.ts", belonging, [
    ["provider: takes sso:manage", `"sso:manage",`, `"users:write",`],
    ["provider: one that is there", "await refuseUnknownProvider(tx, identityProvider)", ""],
  ]),
  ...walls("lib/identity-providers/choices.ts", belonging, [
    ["provider: enabled only", ", isNotNull(identityProviders.enabledAt))", ")"],
  ]),
  ...walls("lib/users/creation.ts", belonging, [
    ["provider: nobody added beside a directory", "await refuseDirectoryManaged(tx)", ""],
    ["provider: known at creation", "await refuseUnknownProvider(tx, input.identityProvider)", ""],
    [
      "provider: no password",
      `input.identityProvider !== "" && input.wayIn`,
      `input.wayIn === "" && input.wayIn`,
    ],
  ]),
  ...walls("lib/bulk/selection.ts", belonging, [
    ["bulk: of this provider only", "role, group, provider, view }", "role, group, view }"],
  ]),
  ...walls("lib/roles/editing.ts", rules, [
    ["rules: a role does not come to erase", `await refuseErasingByRule(tx, { roleId }, "permissions")`, ";"],
  ]),
  ...walls("lib/groups/roles.ts", rules, [
    ["rules: a group does not come to erase", `await refuseErasingByRule(tx, { groupId }, "roles")`, ""],
  ]),
  ...walls("lib/audit/undo.ts", rules, [
    ["rules: undo does not come to erase", "await refuseErasingPutBack(tx)", ""],
    ["undo: what a directory owns stays", "if (owned.length > 0) return owned", ""],
  ]),
  ...walls("lib/audit/undoable.ts", rules, [
    ["undo: rules come back for who may have them", `? "sso:manage" : needs`, "? needs : needs"],
  ]),
  ...walls(
    "lib/users/erasure.ts",
    ["lib/users/erasure"],
    [["life: erased: sign-ins of nobody known", "await forgetAttempts(tx, person)", ""]],
  ),
  ...["identity_links", "sso_attempts", "sso_sign_ins"].map((table) =>
    guard(
      `life: erased: ${table}`,
      inFunction(
        "erase_user",
        `delete from ${table} where workspace_id = workspace and user_id = p_user;`,
        "",
      ),
      "lib/users/erasure",
    ),
  ),
]

/** The walls that stand in the code of groups: what is looked at before somebody is put in, taken out, or a group is changed. */
import { guard } from "./access-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const groupGuards: Wall[] = [
  ...walls(
    "lib/groups/editing.ts",
    ["lib/groups/editing"],
    [
      ["groups: a form makes one", "if (there && there.name !== name)", "if (false)"],
      ["groups: name and description as they were seen", "await refuseIfEdited(", "void (tx, "],
      [
        "groups: a deletion says beforehand that somebody in it holds more",
        "await hasMemberWith(tx, groupId, lacking)",
        "false",
      ],
    ],
  ),
  ...walls(
    "lib/groups/roles.ts",
    ["lib/groups/roles"],
    [
      ["groups: roles as they were seen", "await refuseIfEdited(", "void (tx, "],
      [
        "groups: roles are there",
        `refuse(known.length < given.length, "unknown-role", "roles")`,
        "void known",
      ],
    ],
  ),
  ...walls(
    "lib/groups/members.ts",
    ["lib/groups/members"],
    [
      ["groups: archived people are left out", "archivedAt !== null", "false"],
      ["groups: nothing is written of who is in", "if (added === 0) throw new DoneAlready()", "void added"],
      ["groups: who is not in is not removed", `refuse(gone.length === 0, "not-member")`, ""],
      ["groups: people are this workspace's", "if (found.length < wanted.length) throw new NotFound()", ""],
    ],
  ),
  ...walls(
    "lib/groups/addresses.ts",
    ["lib/groups/addresses"],
    [
      ["pasted list: archived people are left out", "isNull(users.archivedAt),", ""],
      ["pasted list: whoever holds more is left out", `if (person.outranked) return "outranked"`, ""],
      [
        "pasted list: what was said is what is done",
        "expected !== null && expected !== markOf(able)",
        "false",
      ],
    ],
  ),
  ...walls(
    "lib/groups/typed-addresses.ts",
    ["lib/groups/addresses"],
    [["pasted list: not too long", "read.size === mostAddresses", "false"]],
  ),
  ...walls(
    "lib/users/groups-joined.ts",
    ["lib/users/groups-joined"],
    [
      ["groups of a person: not archived", `refuse(person.archivedAt, "archived")`, ""],
      ["groups of a person: as they were seen", "await refuseIfEdited(", "void (tx, "],
      ["groups of a person: they are there", "known.length < added.length", "false"],
    ],
  ),
  ...walls(
    "lib/users/named-access.ts",
    ["lib/users/named-access"],
    [
      ["Admin role, Bot Builder access: not archived", `refuse(person.archivedAt, "archived")`, ""],
      ["Admin role, Bot Builder access: as they were seen", "await refuseIfEdited(", "void (tx, "],
      ["Bot Builder access: never both roles", "builtIn !== wanted)", "false)"],
    ],
  ),
  guard("one group a name", { sql: "drop index groups_name" }, "lib/groups/editing"),
]

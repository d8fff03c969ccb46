/** The walls that stand in the code of roles: without them somebody could put in what they don't hold, or lose what another saved. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const roleGuards: Wall[] = [
  ...walls(
    "lib/roles/editing.ts",
    ["lib/roles"],
    [
      ["a role: only what one holds", "added.some((permission) => !own.has(permission))", "false"],
      [
        "a role: nothing that comes only with Admin",
        "added.some((permission) => adminOnlyPermissions.includes(permission))",
        "false",
      ],
      ["a role: a form makes one", `refuse(made, "form-spent")`, "void made"],
      [
        "a role: whoever saves second is told",
        "await refuseIfEdited(tx, input.roleId, input.seen)",
        "void refuseIfEdited",
      ],
      ["a role: one's own access is asked about", `sure: input.sure`, "sure: [...actor.permissions].join()"],
      [
        "a role: looking changes nothing",
        `return preview(actor, "roles:manage"`,
        `return change(actor, "roles:manage"`,
      ],
    ],
  ),
  ...walls(
    "lib/roles/own-role.ts",
    ["lib/roles"],
    [
      ["a role: built-in ones are fixed", `refuse(role.builtIn, "built-in-role")`, ""],
      ["a role: there has to be one", "throw new NotFound()", `return { id: roleId, name: "" }`],
    ],
  ),
  ...walls(
    "lib/roles/deletion.ts",
    ["lib/roles"],
    [
      [
        "a role deleted: one's own access is asked about",
        "    sure,\n",
        "    sure: [...actor.permissions].join(),\n",
      ],
      ["a role deleted: taken from people", "[userRoles, groupRoles,", "[groupRoles,"],
      ["a role deleted: taken from groups", "userRoles, groupRoles,", "userRoles,"],
      [
        "a role deleted: looking changes nothing",
        `return preview(actor, "roles:manage"`,
        `return change(actor, "roles:manage"`,
      ],
    ],
  ),
]

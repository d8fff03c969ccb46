/** The walls of the audit log, of its export and of undo. */
import { guard } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const undoTests = ["lib/audit/undo.test"]
const inUndo = (name: string, find: string, replace: string, ...tests: string[]) =>
  guard(`undo: ${name}`, inFunction("undo_rows", find, replace), ...(tests.length > 0 ? tests : undoTests))

export const auditGuards: Wall[] = [
  ...walls(
    "lib/audit/log.ts",
    ["lib/audit/log.test"],
    [
      [
        "audit: the log takes audit:read",
        `return read(actor, "audit:read", async (tx) => {\n    const back`,
        `return read(actor, "self", async (tx) => {\n    const back`,
      ],
    ],
  ),
  ...walls(
    "lib/audit/export.ts",
    ["lib/audit/export"],
    [
      ["export: runs nothing in a spreadsheet", "...csvOptions,", "...csvOptions, escape_formulas: false,"],
      [
        "export: asks anew for each batch",
        "  let first = true",
        "  const kept = again()\n  again = () => kept\n  let first = true",
      ],
      [
        "export: ends with access",
        `if (!actor) throw new Refused("not-permitted")`,
        "if (!actor) return controller.close()",
      ],
    ],
  ),
  ...walls("lib/audit/undo.ts", undoTests, [
    ["undo: own permissions only", "await refuseBeyondOwn(tx, own)", ""],
    ["undo: once only", `refuse(state!.undone, "already-undone")`, "void state"],
    [
      "undo: takes the original action's permission",
      `    actor,\n    needs,\n    "change.undone",`,
      `    actor,\n    "audit:read",\n    "change.undone",`,
    ],
    [
      "undo: what can't be undone",
      `if ("why" in answer ||`,
      `if ("why" in answer) return { needs: "audit:read" }\n    if (`,
    ],
    [
      "undo: nothing beside a conflict",
      `if (conflicts.length > 0) throw new Refused("undo-conflict")`,
      "void conflicts",
    ],
    ["undo: names the first", "{ undoes: changeId, reason,", "{ reason,"],
  ]),
  ...walls("lib/users/put-back.ts", undoTests, [
    [
      "undo: nobody shuts themselves out",
      `refuse([...suspended, ...archived].includes(actor.user.id), "oneself")`,
      "",
    ],
    ["undo: who may not sign in is out", `await shutOut(tx, suspended, "suspended")`, ""],
    [
      "undo: who may again is told",
      "    people.filter((person) => moved.has(person.id)",
      "    people.filter((person) => false && moved.has(person.id)",
    ],
  ]),
  inUndo(
    "only what is as the change left it",
    "t.%5$I = $3 and %2$s and jsonb_populate_record(t, i.made - $4) is not distinct from t\n          returning",
    "t.%5$I = $3 and %2$s\n          returning",
    "lib/audit/undo-property",
  ),
  guard(
    "undo: people in the archive are left alone",
    inFunction("undo_change", "not about.moves and exists", "false and exists"),
    "lib/audit/conflicts",
  ),
  guard(
    "undo: the erased stay so",
    inFunction("undo_change", "where u.erased_at is not null", "where false"),
    "lib/audit/conflicts",
  ),
  guard(
    "audit: reasons of one's own workspace",
    inFunction("search_reasons", "c.workspace_id = $1 and ", "$1 is not null and "),
    "lib/access/isolation-functions",
  ),
  guard(
    "audit: roles of one's own workspace",
    {
      sql: ["r", "c"]
        .map(
          (alias) =>
            `${inFunction("changes_giving", `${alias}.workspace_id = workspace and`, "true and").sql}`,
        )
        .join(";"),
    },
    "lib/access/isolation-functions",
  ),
]

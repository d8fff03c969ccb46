/** The walls that stand in the code of actions on many people. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const bulkGuards: Wall[] = [
  ...walls(
    "lib/bulk/run.ts",
    ["lib/bulk/bulk.test"],
    [
      ["life: many: a form posted twice begins one run", "input.runId && ", "false && "],
      ["life: many: a run is its maker's", "eq(bulkRuns.createdBy, actor.user.id), ", ""],
      ["life: many: a run is for its action", "eq(bulkRuns.action, action)", "undefined"],
      ["life: many: a run is for its target", "there.target === target", "true"],
      ["life: many: somebody is chosen", `refuse(selected === 0, "nobody-chosen")`, ""],
    ],
  ),
  ...walls(
    "lib/bulk/actions.ts",
    ["lib/bulk/preview", "lib/bulk/bulk.test"],
    [
      [
        "life: many: not invited more often",
        `leftOut: async (tx, ids) => because(await invitedTooOften(tx, ids), "invited-too-often"),`,
        "",
      ],
      ["life: many: not oneself", `person.id === actor.user.id ? "not-yourself" : `, ""],
      ["life: many: not from the archive", `erasedAt ? "erased" : archivedAt ? "archived" : null`, "null"],
      ["life: many: into a group that is there", `refuse(!known, "unknown-group", "target")`, ""],
    ],
  ),
  ...walls(
    "lib/bulk/batch.ts",
    ["lib/bulk/preview", "lib/bulk/bulk.test"],
    [["life: many: who holds more is skipped", `outranked ? "outranked" : `, ""]],
  ),
  ...walls(
    "lib/bulk/selection.ts",
    ["lib/bulk/bulk.test"],
    [["life: many: not the first thousand hits only", `refuse(refine, "bulk-too-many")`, ""]],
  ),
  ...walls(
    "lib/bulk/worker.ts",
    ["lib/bulk/worker"],
    [
      ["life: many: stopped between batches", `if (run.state === "stopping") return end(job, "stopped")`, ""],
      ["life: many: ends with who asked", `if (!actor) return end(job, "stopped", "not-permitted")`, ""],
      ["life: many: nobody is left out in another's place", "tried.n = batch[0]?.n ?? 0", "tried.n = 1"],
      [
        "life: many: one by one after a refusal",
        "if (size === 1) await skip(job, tried.n, error.code)",
        "if (size === 1) throw error",
      ],
    ],
  ),
]

/** The walls that stand in the code of the access layer: the conditions without which somebody could do what they must not. */
import type { Wall } from "./wall.ts"

export const guard = (name: string, away: Wall["away"], ...tests: string[]): Wall => ({ name, away, tests })
export const inFile = (file: string, find: string, replace: string) => ({ file, find, replace })

const changeTests = ["lib/access/change.test"]
const isolation = ["lib/access/isolation"]

export const accessGuards: Wall[] = [
  guard(
    "read() asks for the permission",
    inFile("lib/access/read.ts", "await requirePermission(tx, actor, actor, need)", "void need"),
    ...changeTests,
  ),
  guard(
    "change() asks for the permission",
    inFile(
      "lib/access/change.ts",
      "await requirePermission(tx, actor, { stage: opened.stage ?? actor.stage, permissions: held }, need)",
      "void need",
    ),
    ...changeTests,
  ),
  guard(
    "change() asks for the session",
    inFile("lib/access/change.ts", "throw new NotSignedIn()", "opened.permissions = [...actor.permissions]"),
    ...changeTests,
  ),
  guard(
    "change() reads permissions again",
    inFile("lib/access/change.ts", "new Set(opened.permissions)", "new Set(actor.permissions)"),
    ...changeTests,
  ),
  guard(
    "change() reads the step again",
    inFile("lib/access/change.ts", "opened.stage ?? actor.stage", "actor.stage"),
    ...changeTests,
  ),
  guard(
    "changeAsSystem() checks the last Admin",
    inFile(
      "lib/access/change.ts",
      "refuseWithoutAdmin(opened.had_admin, await effectsOf(",
      "void (opened.had_admin, await effectsOf(",
    ),
    ...changeTests,
  ),
  guard(
    "change() checks rank",
    inFile("lib/access/change.ts", "refuseBeyondRank(held, effects, need)", "void effects"),
    ...changeTests,
  ),
  guard(
    "change() checks the last Admin",
    inFile(
      "lib/access/change.ts",
      "refuseWithoutAdmin(opened.had_admin, effects)",
      "void refuseWithoutAdmin",
    ),
    ...changeTests,
  ),
  guard(
    "rank: what was moved",
    inFile("lib/access/rank.ts", "effects.moved.some((permission) => lacking.has(permission))", "false"),
    ...changeTests,
  ),
  guard(
    "rank: bot and conversation permissions of groups",
    inFile("lib/access/rank.ts", `if (held.has("users:write")) return lacking`, "return lacking"),
    "lib/groups/roles",
  ),
  guard(
    "rank: whom it touched",
    inFile("lib/access/rank.ts", "refuse(effects.outranked", "refuse(false"),
    ...changeTests,
  ),
  guard(
    "nobody makes themselves an eraser",
    inFile("lib/access/rank.ts", `effects.actorMayErase && !held.has("users:erase")`, "false"),
    ...changeTests,
  ),
  guard(
    "a step opens only itself",
    inFile("lib/access/actor.ts", `if (stage !== "full") return false`, ""),
    ...changeTests,
  ),
  guard(
    "a step is open at that step only",
    inFile("lib/access/actor.ts", "return stage === need.stage", "return true"),
    ...changeTests,
  ),
  guard(
    "no workspace stays on a connection",
    inFile("lib/access/transaction.ts", "${workspaceId}, true)", "${workspaceId}, false)"),
    ...isolation,
  ),
  guard(
    "the first statement is awaited",
    inFile("lib/access/transaction.ts", "await tx.execute(", "void tx.execute("),
    ...isolation,
  ),
  guard(
    "reads can't write",
    inFile("lib/access/transaction.ts", `mode === "read" ? "on" : "off"`, `mode === "read" ? "off" : "off"`),
    ...isolation,
  ),
  guard(
    "own access: told first",
    inFile("lib/access/change.ts", "refuseOwnLoss(held, effects, sure)", ""),
    "lib/access/moves",
  ),
  guard(
    "the log is not rewritten",
    {
      sql: "create or replace function refuse_rewriting() returns trigger language plpgsql as 'begin return null; end'",
    },
    "lib/access/kept-for-good",
  ),
  guard(
    "own access: told of just that",
    inFile("lib/access/rank.ts", "lost.every((permission) => told.has(permission))", 'sure !== ""'),
    "lib/access/moves",
  ),
  guard(
    "erasing is handed out by Admins only",
    inFile("lib/access/rank.ts", `if (!held.has(adminMark)) lacking.add("users:erase")`, ""),
    "lib/access/change.test",
  ),
]

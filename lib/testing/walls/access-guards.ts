/** The walls that stand in the code of the access layer: the conditions without which somebody could do what they must not. */
import { editFunction, type Wall } from "./wall.ts"

export const guard = (name: string, away: Wall["away"], ...tests: string[]): Wall => ({ name, away, tests })
const inFunction = (name: string, find: string, replace: string) => ({
  sql: editFunction(name, find, replace),
})
export const inFile = (file: string, find: string, replace: string) => ({ file, find, replace })

const changeTests = ["lib/access/change.test"]
const effects = ["lib/access/effects"]
const session = ["lib/access/session-lookup"]
const isolation = ["lib/access/isolation"]

export const accessGuards: Wall[] = [
  guard(
    "a change id is of this transaction",
    inFunction("record_change", "and c.xid = pg_current_xact_id()", ""),
    ...changeTests,
  ),
  guard(
    "a write needs a change",
    inFunction(
      "record_change",
      "raise exception 'a write to % needs a change', tg_table_name using errcode = 'RC001'",
      "return null",
    ),
    ...changeTests,
  ),
  guard(
    "one change a transaction",
    inFunction(
      "begin_change",
      "raise exception 'this transaction has a change already' using errcode = 'RC002'",
      "null",
    ),
    ...changeTests,
  ),
  guard(
    "changes one after another",
    inFunction(
      "begin_change",
      "perform pg_advisory_xact_lock(hashtextextended('change in ' || workspace, 0))",
      "null",
    ),
    ...changeTests,
  ),
  guard(
    "an ended session changes nothing",
    inFunction("begin_change", "and s.ended_at is null", ""),
    ...changeTests,
  ),
  guard(
    "rank: roles of persons and groups",
    inFunction("change_effects", "r.table_name in ('user_roles', 'group_roles')", "false"),
    ...effects,
  ),
  guard(
    "rank: memberships",
    inFunction("change_effects", "where r.table_name = 'group_members'", "where false"),
    ...effects,
  ),
  guard(
    "rank: permissions of roles",
    inFunction("change_effects", "where r.table_name = 'role_permissions'", "where false"),
    ...effects,
  ),
  guard(
    "rank: the type of a new person",
    inFunction("change_effects", "where r.table_name = 'users' and r.before is null", "where false"),
    ...effects,
  ),
  ...["users", "credentials", "invitations", "password_resets", "user_roles", "group_members"].map((table) =>
    guard(
      `outranked by ${table}`,
      inFunction("change_effects", "not in ('workspaces', ", `not in ('${table}', 'workspaces', `),
      ...effects,
    ),
  ),
  guard(
    "erasing: what the actor gained",
    inFunction("change_effects", "up.user_id = p_actor and up.permission = 'users:erase'", "false"),
    ...effects,
  ),
  guard(
    "Admin by type is active",
    inFunction("has_active_admin", "u.archived_at is null and u.status = 'active'", "u.archived_at is null"),
    ...effects,
  ),
  guard("a session that ended", inFunction("find_session", "and s.ended_at is null and", "and"), ...session),
  guard("a session past its end", inFunction("find_session", "and s.expires_at > now()", ""), ...session),
  guard(
    "a session idle too long",
    inFunction("find_session", "and s.last_seen_at > now() - make_interval(mins => s.idle_minutes)", ""),
    ...session,
  ),
  guard(
    "a session of who may not sign in",
    inFunction(
      "find_session",
      "and (u.status = 'active' or (u.status = 'invited' and s.stage <> 'full'))",
      "",
    ),
    ...session,
  ),
  guard(
    "search stays in its workspace",
    inFunction("search_users", "workspace_id = $1 and", "$1 is not null and"),
    ...isolation,
  ),
  guard(
    "jobs stay in their workspace",
    inFunction("enqueue", "raise exception 'a job belongs to the workspace of its transaction'", "null"),
    ...isolation,
  ),
  guard(
    "the view asks as who looks",
    { sql: "alter view user_permissions reset (security_invoker)" },
    ...isolation,
  ),
  guard("row level security on throw", { sql: "alter table users disable row level security" }, ...isolation),
  guard(
    "read() asks for the permission",
    inFile("lib/access/read.ts", `throw new Refused("not-permitted")`, "Refused.name"),
    ...changeTests,
  ),
  guard(
    "change() asks for the permission",
    inFile("lib/access/change.ts", `throw new Refused("not-permitted")`, "Refused.name"),
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
    "change() checks rank",
    inFile("lib/access/change.ts", "refuseBeyondRank(held, effects)", "void effects"),
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
    inFile("lib/access/actor.ts", `return stage === "full" && `, "return true && "),
    ...changeTests,
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
]

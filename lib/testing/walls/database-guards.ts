/** The walls that stand in the database beside what its catalog lists: conditions of its functions, rights that nobody has. */
import { guard } from "./access-guards.ts"
import { editFunction, type Wall } from "./wall.ts"

export const inFunction = (name: string, find: string, replace: string) => ({
  sql: editFunction(name, find, replace),
})

const changeTests = ["lib/access/change.test"]
const effects = ["lib/access/effects"]
const session = ["lib/access/session-lookup"]
const isolation = ["lib/access/isolation"]

export const databaseGuards: Wall[] = [
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
    "a session past its end changes nothing",
    inFunction("begin_change", "and s.expires_at > now()", ""),
    ...changeTests,
  ),
  guard(
    "who may not sign in changes nothing",
    inFunction(
      "begin_change",
      "and (u.status = 'active' or (u.status = 'invited' and s.stage <> 'full'))",
      "",
    ),
    ...changeTests,
  ),
  guard(
    "a session acts for its owner only",
    inFunction("begin_change", "and s.user_id = p_actor", ""),
    ...changeTests,
  ),
  guard(
    "rank: roles of persons and groups",
    inFunction("moved_permissions", "touched && array['user_roles', 'group_roles']", "false"),
    ...effects,
  ),
  guard(
    "rank: memberships",
    inFunction("moved_permissions", "'group_members' = any (touched)", "false"),
    ...effects,
  ),
  guard(
    "rank: permissions of roles",
    inFunction("moved_permissions", "'role_permissions' = any (touched)", "false"),
    ...effects,
  ),
  guard(
    "rank: the type of a new person",
    inFunction("moved_permissions", "if somebody_new then", "if false then"),
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
    inFunction("change_effects", "self_erase := 'users:erase' = any (moved) and", "self_erase := false and"),
    ...effects,
  ),
  guard(
    "Admin by type is active",
    inFunction("has_active_admin", "u.archived_at is null and u.status = 'active'", "u.archived_at is null"),
    ...effects,
  ),
  guard(
    "Admin by role is active",
    inFunction(
      "has_active_admin",
      "rp.permission = 'sso:manage' and u.status = 'active'",
      "rp.permission = 'sso:manage'",
    ),
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
    "answers stay in their workspace",
    inFunction("enqueue_answer", "c.workspace_id = workspace and", ""),
    "lib/chat/answering.test",
  ),
  guard(
    "the view asks as who looks",
    { sql: "alter view user_permissions reset (security_invoker)" },
    ...isolation,
  ),
  guard(
    "archived accounts are not mailed where they are",
    inFunction("find_workspaces_of", "and u.archived_at is null", ""),
    "lib/auth/password-reset",
  ),
  ...[
    "insert on changes",
    "insert on change_rows",
    "update on user_counts",
    "delete on users",
    "update (type) on users",
    "update on changes",
    "truncate on sessions",
    "execute on function count_users()",
  ].map((right) =>
    guard(`no right to ${right}`, { sql: `grant ${right} to app_user` }, "lib/access/restricted-login"),
  ),
]

/** The walls around what explains access: who may ask, that an export asks again, that formulas stay text, and that the answers are true. */
import { guard, inFile } from "./access-guards.ts"
import { editFunction, type Wall } from "./wall.ts"

const whoCan = "lib/users/who-can.test"
const reference = "lib/access/effective-permissions"

export const explainGuards: Wall[] = [
  guard(
    "who can asks for users:read",
    inFile("lib/users/who-can.ts", `read(actor, "users:read"`, `read(actor, "self"`),
    whoCan,
  ),
  guard(
    "effective access asks for users:read",
    inFile("lib/users/effective-access.ts", `read(actor, "users:read"`, `read(actor, "self"`),
    "lib/users/effective-access",
  ),
  guard(
    "what would give it asks for users:read",
    inFile("lib/users/giving-access.ts", `read(actor, "users:read"`, `read(actor, "self"`),
    "lib/users/giving-access",
  ),
  guard(
    "an export asks again before each batch",
    inFile(
      "lib/users/who-can.ts",
      "let after: string | undefined",
      "let after: string | undefined\n  const first = await actorNow()\n  actorNow = async () => first",
    ),
    whoCan,
  ),
  guard(
    "who can't sign in is left out at first",
    inFile("lib/users/who-can.ts", `all ? "" : "active"`, `""`),
    whoCan,
  ),
  guard(
    "a formula stays text",
    inFile("lib/csv.ts", "escape_formulas: true", "escape_formulas: false"),
    "lib/csv",
  ),
  guard(
    "half an export is not taken for all",
    inFile("lib/csv.ts", "csv.destroy(error)", "csv.end()"),
    "lib/csv",
  ),
  guard(
    "a group's roles count in a session",
    {
      sql: `create or replace view user_permissions with (security_invoker = true) as
        select u.workspace_id, u.id as user_id, unnest(user_type_permissions(u.type)) as permission from users u
        union all
        select ur.workspace_id, ur.user_id, rp.permission from user_roles ur
          join role_permissions rp on rp.workspace_id = ur.workspace_id and rp.role_id = ur.role_id`,
    },
    reference,
  ),
  ...[
    [
      "what a group's roles permitted before",
      " union select user_id, permission from joined_was join carries_was using (group_id) join permits_was using (role_id)",
    ],
    [
      "what a group's roles permit now",
      " union select user_id, permission from joined_now join carries_now using (group_id) join permits_now using (role_id)",
    ],
    [
      "what direct roles permitted before",
      " union select user_id, permission from given_was join permits_was using (role_id)",
    ],
  ].map(([name, find]) =>
    guard(`a preview counts ${name}`, { sql: editFunction("access_moves", find!.trim(), "") }, reference),
  ),
]

/** The walls that PostgreSQL lists itself: every policy, trigger and grant, and each table's row level security. */
import type postgres from "postgres"
import type { Wall } from "./wall.ts"

const everything = [
  "lib/access",
  "lib/auth",
  "lib/users",
  "lib/email",
  "lib/mail-log",
  "lib/roles",
  "lib/groups",
  "lib/audit",
  "lib/bulk",
  "lib/bots",
  "lib/bot-members",
  "lib/platform-tokens",
  "lib/identity-providers",
  "lib/desk",
  "lib/chat",
  "lib/pictures",
  "lib/profile-fields",
  "lib/access-tokens",
  "lib/service-accounts",
  "lib/workspaces",
]

/** One wall for each policy (opened to every row), trigger (disabled) and grant (revoked) of a migrated database. */
export async function catalogWalls(owner: postgres.Sql): Promise<Wall[]> {
  const policies = await owner<{ policyname: string; tablename: string; restrictive: boolean }[]>`
    select policyname, tablename, permissive = 'RESTRICTIVE' as restrictive from pg_policies where schemaname = 'public' order by 1`
  const secured = await owner<{ table: string }[]>`
    select relname as table from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity order by 1`
  const triggers = await owner<{ tgname: string; table: string }[]>`
    select tgname, tgrelid::regclass::text as table from pg_trigger
    where not tgisinternal and tgrelid::regclass::text not like 'graphile_worker.%' order by 2, 1`
  const grants = await owner<{ privilege: string; on: string }[]>`
    select privilege_type as privilege, 'table ' || table_name as on from information_schema.table_privileges
      where grantee = 'app_user' and table_schema = 'public'
    union all
    select format('update (%s)', column_name), 'table ' || table_name from information_schema.column_privileges c
      where grantee = 'app_user' and privilege_type = 'UPDATE' and table_schema = 'public' and not exists (
        select from information_schema.table_privileges t
        where t.grantee = 'app_user' and t.table_name = c.table_name and t.privilege_type = 'UPDATE')
    union all
    select 'execute', 'function ' || p.oid::regprocedure::text from pg_proc p, aclexplode(p.proacl) a
      where a.grantee = 'app_user'::regrole and p.pronamespace = 'public'::regnamespace
    order by 2, 1`
  return [
    ...policies.map(({ policyname, tablename, restrictive }) => ({
      name: `policy ${policyname}`,
      away: {
        sql: restrictive
          ? `drop policy ${policyname} on ${tablename}`
          : `alter policy ${policyname} on ${tablename} using (true) with check (true)`,
      },
      tests: [restrictive ? "lib/access/fixed-roles" : "lib/access/isolation"],
    })),
    ...secured.map(({ table }) => ({
      name: `row level security of ${table}`,
      away: { sql: `alter table ${table} disable row level security` },
      tests: ["lib/access/isolation"],
    })),
    ...triggers.map(({ tgname, table }) => ({
      name: `trigger ${tgname} on ${table}`,
      away: { sql: `alter table ${table} disable trigger ${tgname}` },
      tests: [
        "lib/access/change-log",
        "lib/access/kept-for-good",
        "lib/users/listing",
        "lib/identity-providers/ownership",
        "lib/bot-members/handing-over",
        "lib/bot-members/ownership",
        "lib/live",
        "lib/access-tokens/ending",
        "lib/service-accounts/no-person",
      ],
    })),
    ...grants.map(({ privilege, on }) => ({
      name: `grant ${privilege.toLowerCase()} on ${on}`,
      away: { sql: `revoke ${privilege} on ${on} from app_user` },
      tests:
        privilege === "SELECT" || privilege === "execute"
          ? [
              "lib/access/isolation",
              "lib/access/restricted-login",
              "lib/auth/sign-in",
              "lib/platform-tokens",
              "lib/bot-members",
              "lib/access-tokens",
            ]
          : everything,
    })),
  ]
}

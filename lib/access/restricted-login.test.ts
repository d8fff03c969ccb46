import postgres from "postgres"
import { afterAll, describe, expect, test } from "vitest"
import { appUrl } from "#db/client.ts"
import { owner } from "#lib/testing/fixtures.ts"

const app = postgres(appUrl(), { max: 2, onnotice: () => {} })
afterAll(() => app.end())

describe("the restricted login", () => {
  test("can't become anybody else", async () => {
    await expect(app`set role postgres`).rejects.toMatchObject({ code: "42501" })
    const [ownerLogin] = await owner`select current_user as name`
    await expect(app.unsafe(`set role ${ownerLogin!.name}`)).rejects.toMatchObject({ code: "42501" })
    const [role] =
      await app`select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as more from pg_roles where rolname = current_user`
    expect(role!.more).toBe(false)
    const [owned] =
      await app`select count(*)::int as objects from pg_class where relowner = current_user::regrole`
    expect(owned!.objects).toBe(0)
  })

  test("can't write the change log, nor make a table", async () => {
    const attempts = [
      "update changes set action = 'x.y'",
      "delete from changes",
      "update change_rows set after = null",
      "delete from change_rows",
      "truncate users",
      "create table mine (id int)",
      "alter table users disable row level security",
      "select * from graphile_worker._private_jobs",
    ]
    for (const attempt of attempts)
      await expect(app.unsafe(attempt), attempt).rejects.toMatchObject({ code: "42501" })
  })

  test("has no right by which the change log, the counters or a table as a whole could be rewritten", async () => {
    const allowed = await app<{ right: string }[]>`
      select r.name || ' ' || c.relname as right
        from pg_class c, unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as r (name)
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
         and (r.name in ('truncate', 'references', 'trigger') or c.relname in ('changes', 'change_rows', 'user_counts', 'user_permissions'))
         and (has_table_privilege(c.oid, r.name) or r.name in ('insert', 'update') and has_any_column_privilege(c.oid, r.name))`
    expect([...allowed]).toEqual([])
  })

  test("may change these columns of a person and no others", async () => {
    const columns = await app<{ name: string }[]>`
      select attname as name from pg_attribute where attrelid = 'users'::regclass and attnum > 0
         and has_column_privilege(attrelid, attnum, 'update') order by 1`
    expect(columns.map(({ name }) => name)).toEqual([
      "archived_at",
      "email",
      "email_confirmed_at",
      "email_norm",
      "external_id",
      "first_name",
      "identity_provider_id",
      "joined_at",
      "last_name",
      "locked_until",
      "phone",
      "picture_id",
      "replaced_by",
      "search",
      "sort_name",
      "suspended_at",
      "timezone",
    ])
  })

  test("may change when a signing key retires and how it is sealed, and what a back end is called", async () => {
    const columns = await app<{ name: string }[]>`
      select attrelid::regclass || '.' || attname as name from pg_attribute
       where attrelid in ('signing_keys'::regclass, 'audiences'::regclass) and attnum > 0
         and has_column_privilege(attrelid, attnum, 'update') order by 1`
    expect(columns.map(({ name }) => name)).toEqual([
      "audiences.name",
      "signing_keys.retires_at",
      "signing_keys.sealed_private",
    ])
  })

  test("removes nobody", async () => {
    const [allowed] = await app`select has_table_privilege('users', 'delete') as allowed`
    expect(allowed!.allowed).toBe(false)
  })

  test("may call the functions that were granted to it, and those only", async () => {
    const callable = await app<{ name: string }[]>`
      select p.proname as name from pg_proc p left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
      where p.pronamespace = 'public'::regnamespace and d.objid is null and has_function_privilege(current_user, p.oid, 'execute') order by 1`
    expect(callable.map(({ name }) => name)).toEqual([
      "access_moves",
      "begin_change",
      "bot_content",
      "bot_role_permissions",
      "by_directory",
      "change_effects",
      "changes_giving",
      "clear_expired_sso",
      "clear_former_logos",
      "close_change",
      "directory_owns",
      "enqueue",
      "enqueue_answer",
      "erase_user",
      "find_email_change",
      "find_email_domain",
      "find_identity_provider",
      "find_invitation",
      "find_mail",
      "find_password_reset",
      "find_session",
      "find_token",
      "find_workspace",
      "find_workspaces_of",
      "has_active_admin",
      "held_now",
      "is_meant",
      "is_one_edit",
      "is_undone",
      "list_client_secrets",
      "list_webhook_secrets",
      "looks_of",
      "match_entries",
      "net_images",
      "only_workspace",
      "pieces_of",
      "row_key",
      "search_mails",
      "search_reasons",
      "search_users",
      "undo_change",
      "undo_rows",
      "user_type_permissions",
      "word_in",
    ])
  })
})

-- What a directory owns, where a change is undone: the rules that went with a role or a group come back with it, and so do the members that a
-- directory owns, whom its deletion took out without asking the directory either.
create or replace function by_directory() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  with recursive chain as (
    select c.via, c.action, c.undoes, 0 as depth from changes c
     where c.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
       and c.id = nullif(current_setting('app.change_id', true), '')::uuid and c.xid = pg_current_xact_id()
    union all
    select c.via, c.action, c.undoes, chain.depth + 1 from chain join changes c
        on c.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid and c.id = chain.undoes)
  select exists (
    select from chain
     where depth = 0 and (via = 'system' or action like 'identity\_provider.%' or action in ('user.erased', 'user.unlinked', 'user.replaced'))
        or undoes is null and action in ('group.deleted', 'role.deleted'))
$$;--> statement-breakpoint
create or replace function undo_change(p_change uuid)
returns table (table_name text, row_key text, kind text, column_name text, value jsonb)
language plpgsql set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  parents_first constant text[] := array['users', 'roles', 'groups', 'role_permissions', 'user_roles', 'group_members', 'group_roles', 'identity_provider_rules'];
  children_first constant text[] := array['identity_provider_rules', 'group_roles', 'group_members', 'user_roles', 'role_permissions', 'groups', 'roles', 'users'];
  tab text;
  keys text[];
  conflicts integer := 0;
  found_now integer;
begin
  return query
    select 'users', u.id::text, case when u.erased_at is not null then 'erased' else 'archived' end, null::text, null::jsonb
      from (select split_part(r.row_key, '/', 1)::uuid as id, max(r.n) as n, bool_or(coalesce(r.after, r.before) ? 'archived_at' and r.table_name = 'users') as moves
              from change_rows r
             where r.workspace_id = workspace and r.change_id = p_change
               and (r.table_name = 'users' or r.table_name = 'user_roles' and not exists (select from net_images(p_change, 'roles')))
             group by 1) about
      join users u on u.workspace_id = workspace and u.id = about.id
     where u.erased_at is not null
        -- Whoever was there already when it was done is no worse off now.
        or u.archived_at is not null and not about.moves and exists (
          select from change_rows r where r.workspace_id = workspace and r.table_name = 'users' and r.row_key = u.id::text
             and r.n > about.n and r.after ? 'archived_at');
  if found then return; end if;
  foreach tab in array children_first loop
    keys := array(select i.row_key from net_images(p_change, tab) i where not i.existed order by 1);
    if cardinality(keys) > 0 then
      return query select * from undo_rows(p_change, tab, 'delete', keys);
      get diagnostics found_now = row_count;
      conflicts := conflicts + found_now;
    end if;
  end loop;
  foreach tab in array parents_first loop
    for keys in
      select array_agg(i.row_key order by i.row_key) from net_images(p_change, tab) i where i.existed and i.remains and i.made <> '{}'
       group by array(select jsonb_object_keys(i.was) order by 1)
    loop
      return query select * from undo_rows(p_change, tab, 'update', keys);
      get diagnostics found_now = row_count;
      conflicts := conflicts + found_now;
    end loop;
  end loop;
  foreach tab in array parents_first loop
    for keys in
      select array_agg(i.row_key order by i.row_key) from net_images(p_change, tab) i
       where not i.remains and not (tab in ('user_roles', 'group_members') and exists (
         select from users u where u.workspace_id = workspace and u.id = split_part(i.row_key, '/', 1)::uuid and u.erased_at is not null))
       group by array(select jsonb_object_keys(i.was) order by 1)
    loop
      return query select * from undo_rows(p_change, tab, 'insert', keys);
      get diagnostics found_now = row_count;
      conflicts := conflicts + found_now;
    end loop;
    -- What hangs on a role or a group that can't come back can't either, which goes without saying.
    exit when conflicts > 0 and tab in ('users', 'roles', 'groups', 'role_permissions');
  end loop;
end $$;

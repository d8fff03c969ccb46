-- Undo knows bots, their entries and who has which part in them.
create or replace function undo_rows(p_change uuid, p_table text, p_step text, p_keys text[])
returns table (table_name text, row_key text, kind text, column_name text, value jsonb)
language plpgsql set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  key_columns text[] := case p_table
    when 'user_roles' then array['user_id', 'role_id'] when 'group_members' then array['user_id', 'group_id']
    when 'bot_members' then array['user_id', 'bot_id'] when 'bot_entries' then array['bot_id', 'id']
    when 'group_roles' then array['group_id', 'role_id'] when 'role_permissions' then array['role_id', 'permission'] else array['id'] end;
  -- The parts of the key as columns: split within a join, they would not be leakproof and no index would do.
  parts text := format('i.*, split_part(i.row_key, ''/'', 1)::uuid as part_1, split_part(i.row_key, ''/'', 2)%s as part_2',
    case when key_columns[2] in ('role_id', 'group_id', 'bot_id', 'id') then '::uuid' else '' end);
  here text := (select string_agg(format('t.%I = i.part_%s', k.name, k.place), ' and ') from unnest(key_columns) with ordinality as k (name, place));
  -- Computed from other columns, here or by whoever calls this.
  computed text[] := array(select a.attname::text from pg_attribute a where a.attrelid = p_table::regclass and a.attgenerated <> '')
    || case when p_table = 'users' then array['sort_name', 'search'] else '{}' end;
  sample jsonb := (select i.was from net_images(p_change, p_table, p_keys[1:1]) i);
  columns text;
  half integer := cardinality(p_keys) / 2;
  found_so_far integer;
begin
  select string_agg(format('%I', a.attname), ', ') into columns
    from pg_attribute a
   where a.attrelid = p_table::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     and (p_step = 'insert' or a.attname <> all (computed))
     and sample ? a.attname::text;
  begin
    if p_step = 'delete' then
      return query execute format($q$
        with meant as materialized (select %3$s from net_images($1, %1$L, $2) i),
        done as (
          delete from %1$I t using meant i where t.workspace_id = $3 and %2$s and jsonb_populate_record(t, i.made - $4) is not distinct from t
          returning i.row_key)
        select %1$L, i.row_key, case when t.workspace_id is null then 'gone' else 'moved' end, c.name, to_jsonb(t) -> c.name
          from meant i
          left join %1$I t on t.workspace_id = $3 and %2$s
          left join lateral jsonb_object_keys(i.made - $4) as c (name)
            on t.workspace_id is not null and to_jsonb(t) -> c.name is distinct from to_jsonb(jsonb_populate_record(t, i.made)) -> c.name
         where i.row_key not in (select d.row_key from done d)$q$, p_table, here, parts)
        using p_change, p_keys, workspace, computed;
    elsif p_step = 'update' and columns is not null then
      return query execute format($q$
        with meant as materialized (select %4$s from net_images($1, %1$L, $2) i),
        done as (
          update %1$I t set (%3$s) = (select %3$s from jsonb_populate_record(t, i.was)) from meant i
           where t.workspace_id = $3 and %2$s and jsonb_populate_record(t, i.made - $4) is not distinct from t
          returning i.row_key)
        select %1$L, i.row_key, case when t.workspace_id is null then 'gone' else 'moved' end, c.name, to_jsonb(t) -> c.name
          from meant i
          left join %1$I t on t.workspace_id = $3 and %2$s
          left join lateral jsonb_object_keys(i.made - $4) as c (name)
            on t.workspace_id is not null and to_jsonb(t) -> c.name is distinct from to_jsonb(jsonb_populate_record(t, i.made)) -> c.name
         where i.row_key not in (select d.row_key from done d)$q$, p_table, here, columns, parts)
        using p_change, p_keys, workspace, computed;
    elsif p_step = 'insert' then
      return query execute format($q$
        with meant as materialized (select %5$s from net_images($1, %1$L, $2) i),
        done as (
          insert into %1$I as t (%3$s) select %4$s from meant i cross join lateral jsonb_populate_record(null::%1$I, i.was) p
          on conflict do nothing returning row_key(to_jsonb(t), $4) as row_key)
        select %1$L, i.row_key, case when t.workspace_id is null then 'taken' else 'exists' end, null::text, null::jsonb
          from meant i left join %1$I t on t.workspace_id = $3 and %2$s
         where i.row_key not in (select d.row_key from done d)$q$,
        p_table, here, columns, (select string_agg('p.' || c, ', ') from unnest(string_to_array(columns, ', ')) c), parts)
        using p_change, p_keys, workspace, key_columns;
    end if;
  -- insufficient_privilege: the permissions of a role that is not there (policy role_permissions_put_in).
  exception when unique_violation or foreign_key_violation or insufficient_privilege then
    if cardinality(p_keys) = 1 then
      table_name := p_table;
      row_key := p_keys[1];
      kind := case when sqlstate = '23505' then 'taken' when p_step = 'delete' then 'used' else 'parent-gone' end;
      return next;
    else
      -- By halves: which of them it is.
      return query select * from undo_rows(p_change, p_table, p_step, p_keys[1:half]);
      get diagnostics found_so_far = row_count;
      if found_so_far < 200 then
        return query select * from undo_rows(p_change, p_table, p_step, p_keys[half + 1:]);
      end if;
    end if;
  end;
end $$;--> statement-breakpoint
create or replace function undo_change(p_change uuid)
returns table (table_name text, row_key text, kind text, column_name text, value jsonb)
language plpgsql set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  parents_first constant text[] := array['users', 'roles', 'groups', 'role_permissions', 'user_roles', 'group_members', 'group_roles', 'identity_provider_rules', 'bots', 'bot_entries', 'bot_members'];
  children_first constant text[] := array['bot_members', 'bot_entries', 'bots', 'identity_provider_rules', 'group_roles', 'group_members', 'user_roles', 'role_permissions', 'groups', 'roles', 'users'];
  tab text;
  keys text[];
  -- Bots that were handed over when their owner was deleted stay where they are: somebody builds on them by now.
  handed_over boolean := exists (select from net_images(p_change, 'users') i where i.made ? 'archived_at');
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
    continue when handed_over and tab like 'bot%';
    keys := array(select i.row_key from net_images(p_change, tab) i where not i.existed order by 1);
    if cardinality(keys) > 0 then
      return query select * from undo_rows(p_change, tab, 'delete', keys);
      get diagnostics found_now = row_count;
      conflicts := conflicts + found_now;
    end if;
  end loop;
  foreach tab in array parents_first loop
    continue when handed_over and tab like 'bot%';
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
    continue when handed_over and tab like 'bot%';
    for keys in
      select array_agg(i.row_key order by i.row_key) from net_images(p_change, tab) i
       where not i.remains and not (tab in ('user_roles', 'group_members', 'bot_members') and exists (
         select from users u where u.workspace_id = workspace and u.id = split_part(i.row_key, '/', 1)::uuid and u.erased_at is not null))
       group by array(select jsonb_object_keys(i.was) order by 1)
    loop
      return query select * from undo_rows(p_change, tab, 'insert', keys);
      get diagnostics found_now = row_count;
      conflicts := conflicts + found_now;
    end loop;
    -- What hangs on a role or a group that can't come back can't either, which goes without saying.
    exit when conflicts > 0 and tab in ('users', 'roles', 'groups', 'role_permissions', 'bots');
  end loop;
end $$;

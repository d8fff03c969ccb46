-- The audit log is searched, and a change can be undone (CHANGES.md, "Undo").
create function is_meant(p_change changes, p_only jsonb) returns boolean language sql stable as $$
  select (p_only ->> 'action' is null or p_change.action = p_only ->> 'action')
     and (p_only ->> 'actor' is null or p_change.actor_id = nullif(p_only ->> 'actor', 'roster')::uuid
       or p_only ->> 'actor' = 'roster' and p_change.actor_id is null)
     and (p_only ->> 'via' is null or p_change.via = p_only ->> 'via')
     and (p_only ->> 'since' is null or p_change.at >= (p_only ->> 'since')::timestamptz)
     and (p_only ->> 'until' is null or p_change.at < (p_only ->> 'until')::timestamptz)
$$;--> statement-breakpoint
-- No fastupdate: few changes have a reason, and what waits in its list is read by every search.
create index changes_by_reason on changes using gin (workspace_id, lower(reason) gin_trgm_ops) with (fastupdate = off) where reason is not null;--> statement-breakpoint
-- The changes with such a reason, from one place on. A definer function for the same reason as search_users(); the pattern is escaped by
-- the caller. What many reasons have is found among the nearest changes; what few have, by the index. Some may be answered twice.
create function search_reasons(p_pattern text, p_only jsonb, p_at timestamptz, p_id uuid, p_back boolean, p_limit integer)
returns table (id uuid, at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  way text := case when p_back then 'asc' else 'desc' end;
  near text := format('select * from changes c where c.workspace_id = $1 and ($4 is null or (c.at, c.id) %s ($4, $5)) order by c.at %s, c.id %2$s limit 1000',
    case when p_back then '>' else '<' end, way);
  found_near integer;
begin
  return query execute format('select c.id, c.at from (%s) c where lower(c.reason) like $2 and is_meant(c::changes, $3) order by c.at %s, c.id %2$s limit $6', near, way)
    using nullif(current_setting('app.workspace_id', true), '')::uuid, p_pattern, p_only, p_at, p_id, p_limit;
  get diagnostics found_near = row_count;
  if found_near < p_limit then
    return query execute format(
      'select c.id, c.at from changes c where c.workspace_id = $1 and lower(c.reason) like $2 and c.reason is not null and is_meant(c, $3)
          and ($4 is null or (c.at, c.id) %s ($4, $5)) order by c.at %s, c.id %2$s limit $6', case when p_back then '>' else '<' end, way)
      using nullif(current_setting('app.workspace_id', true), '')::uuid, p_pattern, p_only, p_at, p_id, p_limit;
  end if;
end $$;--> statement-breakpoint
-- A role or a group is the second part of the key where people or groups were given it.
create index change_rows_by_given on change_rows (workspace_id, split_part(row_key, '/', 2), at)
  where table_name in ('user_roles', 'group_members', 'group_roles');--> statement-breakpoint
-- The changes that gave this role or group to somebody or took it, from one place on. It steps from change to change: their rows lie one
-- change after the other, because changes of a workspace happen one after another, and a change may have given it to thousands.
create function changes_giving(p_given uuid, p_only jsonb, p_at timestamptz, p_back boolean, p_limit integer)
returns table (id uuid, at timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  place timestamptz := coalesce(p_at, case when p_back then '-infinity'::timestamptz else 'infinity'::timestamptz end);
  step record;
  found_so_far integer := 0;
begin
  -- The change at the place itself is looked at too, up to its last row: the caller tells those of one moment apart.
  if not p_back and p_at is not null then
    place := greatest(p_at, (select max(r.at) from change_rows r where r.workspace_id = workspace and r.change_id = (
      select c.id from changes c where c.workspace_id = workspace and c.at <= p_at order by c.at desc, c.id desc limit 1)))
      + interval '1 microsecond';
  end if;
  while found_so_far < p_limit loop
    if p_back then
      select r.change_id, null::timestamptz as at into step from change_rows r
       where r.workspace_id = workspace and r.table_name in ('user_roles', 'group_members', 'group_roles')
         and split_part(r.row_key, '/', 2) = p_given::text and r.at >= place
       order by r.at limit 1;
    else
      select r.change_id, null::timestamptz as at into step from change_rows r
       where r.workspace_id = workspace and r.table_name in ('user_roles', 'group_members', 'group_roles')
         and split_part(r.row_key, '/', 2) = p_given::text and r.at < place
       order by r.at desc limit 1;
    end if;
    exit when not found;
    if p_back then
      place := (select max(r.at) from change_rows r where r.workspace_id = workspace and r.change_id = step.change_id) + interval '1 microsecond';
    end if;
    for step in select c.id, c.at, is_meant(c, p_only) as meant from changes c where c.workspace_id = workspace and c.id = step.change_id loop
      if not p_back then place := step.at; end if;
      if step.meant then
        id := step.id;
        at := step.at;
        found_so_far := found_so_far + 1;
        return next;
      end if;
    end loop;
  end loop;
end $$;--> statement-breakpoint
-- What a change did to the rows of a table, taken together: a row that it touched twice is here once. `p_keys`: of these rows only.
create function net_images(p_change uuid, p_table text, p_keys text[] default null)
returns table (row_key text, existed boolean, remains boolean, was jsonb, made jsonb)
language sql stable set search_path = public, pg_temp as $$
  with own as materialized (
    select r.row_key, r.n, r.before, r.after from change_rows r
     where r.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid and r.change_id = p_change
       and r.table_name = p_table and (r.before is not null or r.after is not null)
       and (p_keys is null or r.row_key = any (p_keys))
  ), whole as (
    select o.row_key,
           (array_agg(o.before is not null order by o.n))[1] as existed,
           (array_agg(o.after is not null order by o.n desc))[1] as remains,
           case when count(*) = 1 then (array_agg(o.before))[1] else
             (select jsonb_object_agg(f.key, f.value order by p.n desc) from own p, jsonb_each(p.before) f where p.row_key = o.row_key) end as was,
           case when count(*) = 1 then (array_agg(o.after))[1] else
             (select jsonb_object_agg(f.key, f.value order by p.n) from own p, jsonb_each(p.after) f where p.row_key = o.row_key) end as made
      from own o group by o.row_key
  )
  select w.row_key, w.existed, w.remains,
         case when w.existed and w.remains then
           coalesce((select jsonb_object_agg(f.key, f.value) from jsonb_each(w.was) f where f.value is distinct from w.made -> f.key), '{}') else w.was end,
         case when w.existed and w.remains then
           coalesce((select jsonb_object_agg(f.key, f.value) from jsonb_each(w.made) f where f.value is distinct from w.was -> f.key), '{}') else w.made end
    from whole w where w.existed or w.remains
$$;--> statement-breakpoint
-- One step of an undo on these rows of a table, all of which have the same columns in their images. Answers what stands in its way:
-- `moved` (a column has another value by now), `gone`, `exists`, `taken` (a unique rule), `used` and `parent-gone` (something leans on it,
-- or it leans on something that is no more). What is not in its way is done.
create function undo_rows(p_change uuid, p_table text, p_step text, p_keys text[])
returns table (table_name text, row_key text, kind text, column_name text, value jsonb)
language plpgsql set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  key_columns text[] := case p_table
    when 'user_roles' then array['user_id', 'role_id'] when 'group_members' then array['user_id', 'group_id']
    when 'group_roles' then array['group_id', 'role_id'] when 'role_permissions' then array['role_id', 'permission'] else array['id'] end;
  -- The parts of the key as columns: split within a join, they would not be leakproof and no index would do.
  parts text := format('i.*, split_part(i.row_key, ''/'', 1)::uuid as part_1, split_part(i.row_key, ''/'', 2)%s as part_2',
    case when key_columns[2] in ('role_id', 'group_id') then '::uuid' else '' end);
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
-- Whether an undo of it is in force: one that was undone itself is not.
create function is_undone(p_change uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin
  return exists (
    select from changes u
     where u.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid and u.undoes = p_change
       and u.id is distinct from nullif(current_setting('app.change_id', true), '')::uuid and not is_undone(u.id));
end $$;--> statement-breakpoint
-- Takes back what a change did, within the change that says so, and answers what stands in the way: if anything does, the caller takes
-- everything back, so not all of it need be found. `erased`, `archived`: a person whom it was about is nobody to be changed any more; one
-- who only had a role that is put back, or was in a group, stands in nobody's way. What erased people had stays away.
create function undo_change(p_change uuid)
returns table (table_name text, row_key text, kind text, column_name text, value jsonb)
language plpgsql set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  parents_first constant text[] := array['users', 'roles', 'groups', 'role_permissions', 'user_roles', 'group_members', 'group_roles'];
  children_first constant text[] := array['group_roles', 'group_members', 'user_roles', 'role_permissions', 'groups', 'roles', 'users'];
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
end $$;--> statement-breakpoint
grant execute on function is_meant(changes, jsonb), search_reasons(text, jsonb, timestamptz, uuid, boolean, integer),
  changes_giving(uuid, jsonb, timestamptz, boolean, integer), net_images(uuid, text, text[]), is_undone(uuid), undo_rows(uuid, text, text, text[]), undo_change(uuid)
  to app_user;

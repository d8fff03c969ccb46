-- As before, person by person ("offset 0"): joined, the planner collects everybody of the workspace first, for a group of sixty too.
create or replace function access_moves() returns table (permission text, user_id uuid, move text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  opened uuid := nullif(current_setting('app.change_id', true), '')::uuid;
  about text[] := moved_permissions(workspace, opened);
begin
  return query
  with touched as materialized (
    select distinct on (r.table_name, r.row_key) r.table_name, r.row_key, r.before, coalesce(r.before, r.after) as image
      from change_rows r
     where r.workspace_id = workspace and r.change_id = opened
       and (r.table_name in ('user_roles', 'group_members', 'group_roles', 'role_permissions')
         or (r.table_name = 'users' and r.before is null and r.after is not null))
     order by r.table_name, r.row_key, r.n
  ), permits_now as materialized (
    select rp.role_id, rp.permission from role_permissions rp where rp.workspace_id = workspace and rp.permission = any (about)
  ), permits_was as materialized (
    select role_id, permission from permits_now
     where (role_id || '/' || permission) not in (select row_key from touched where table_name = 'role_permissions')
    union all
    select (image ->> 'role_id')::uuid, image ->> 'permission' from touched
     where table_name = 'role_permissions' and before is not null and image ->> 'permission' = any (about)
  ), carries_now as materialized (
    select gr.group_id, gr.role_id from group_roles gr where gr.workspace_id = workspace
  ), carries_was as materialized (
    select group_id, role_id from carries_now
     where (group_id || '/' || role_id) not in (select row_key from touched where table_name = 'group_roles')
    union all
    select (image ->> 'group_id')::uuid, (image ->> 'role_id')::uuid from touched where table_name = 'group_roles' and before is not null
  ), changed_roles as materialized (
    select distinct (image ->> 'role_id')::uuid as role_id from touched where table_name = 'role_permissions'
  ), changed_groups as materialized (
    select (image ->> 'group_id')::uuid as group_id from touched where table_name = 'group_roles'
    union select group_id from carries_now where role_id in (select role_id from changed_roles)
    union select group_id from carries_was where role_id in (select role_id from changed_roles)
  ), people as materialized (
    select u.id, u.type, u.id::text in (select row_key from touched where table_name = 'users') as is_new
      from (
        select split_part(row_key, '/', 1)::uuid as user_id from touched where table_name in ('users', 'user_roles', 'group_members')
        union select ur.user_id from changed_roles c cross join lateral (
          select r.user_id from user_roles r where r.workspace_id = workspace and r.role_id = c.role_id offset 0) ur
        union select gm.user_id from changed_groups c cross join lateral (
          select m.user_id from group_members m where m.workspace_id = workspace and m.group_id = c.group_id offset 0) gm
      ) meant
      cross join lateral (
        select p.id, p.type from users p where p.workspace_id = workspace and p.id = meant.user_id and p.archived_at is null offset 0) u
  ), given_now as materialized (
    select people.id as user_id, ur.role_id from people cross join lateral (
      select r.role_id from user_roles r where r.workspace_id = workspace and r.user_id = people.id offset 0) ur
  ), given_was as materialized (
    select user_id, role_id from given_now
     where (user_id || '/' || role_id) not in (select row_key from touched where table_name = 'user_roles')
    union all
    select (image ->> 'user_id')::uuid, (image ->> 'role_id')::uuid from touched where table_name = 'user_roles' and before is not null
  ), joined_now as materialized (
    select people.id as user_id, gm.group_id from people cross join lateral (
      select m.group_id from group_members m where m.workspace_id = workspace and m.user_id = people.id offset 0) gm
  ), joined_was as materialized (
    select user_id, group_id from joined_now
     where (user_id || '/' || group_id) not in (select row_key from touched where table_name = 'group_members')
    union all
    select (image ->> 'user_id')::uuid, (image ->> 'group_id')::uuid from touched where table_name = 'group_members' and before is not null
  ), by_type as materialized (
    select people.id as user_id, held.permission, people.is_new
      from people cross join lateral unnest(user_type_permissions(people.type)) as held (permission) where held.permission = any (about)
  ), held_now as materialized (
    select user_id, permission from by_type
    union select user_id, permission from given_now join permits_now using (role_id)
    union select user_id, permission from joined_now join carries_now using (group_id) join permits_now using (role_id)
  ), held_was as materialized (
    select user_id, permission from by_type where not is_new
    union select user_id, permission from given_was join permits_was using (role_id)
    union select user_id, permission from joined_was join carries_was using (group_id) join permits_was using (role_id)
  )
  select permission, user_id, case when held_was.mark is null then 'gains' when held_now.mark is null then 'loses' else 'keeps' end
    from (select user_id, permission, true as mark from held_now) held_now
    full join (select h.user_id, h.permission, true as mark from held_was h join people on people.id = h.user_id) held_was
      using (user_id, permission);
end $$;

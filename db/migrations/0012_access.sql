-- Roles, groups and the log of what was done to them: what requests may write, what nobody may, and what a change means for access.
grant insert, delete on roles, role_permissions, groups, group_roles to app_user;--> statement-breakpoint
grant update (name, name_norm, description) on roles, groups to app_user;--> statement-breakpoint
-- A person's type is chosen once (PRODUCT §2): not even the owner changes it.
create function refuse_new_type() returns trigger language plpgsql as $$
begin
  raise exception 'the type of a user never changes' using errcode = 'RC004';
end $$;--> statement-breakpoint
create trigger keep_type before update of type on users
  for each row when (old.type is distinct from new.type) execute function refuse_new_type();--> statement-breakpoint
-- The log is written once. Only erase_user(), which checks its own change, empties what it says of a person.
create function refuse_rewriting() returns trigger language plpgsql as $$
declare
  called_by text;
begin
  get diagnostics called_by = pg_context;
  if tg_op = 'UPDATE' and called_by ~ 'PL/pgSQL function erase_user\(uuid\)' then
    return null;
  end if;
  raise exception 'the change log is not rewritten' using errcode = 'RC005';
end $$;--> statement-breakpoint
create trigger keep_log before update or delete or truncate on changes for each statement execute function refuse_rewriting();--> statement-breakpoint
create trigger keep_log before update or delete or truncate on change_rows for each statement execute function refuse_rewriting();--> statement-breakpoint
-- As before, with the change that this one undoes.
drop function begin_change(uuid, text, text, uuid, uuid, text, jsonb);--> statement-breakpoint
create function begin_change(
  p_id uuid, p_action text, p_via text, p_actor uuid, p_session uuid, p_reason text, p_origin jsonb, p_undoes uuid default null
) returns table (permissions text[], stage text, had_admin boolean)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
begin
  if exists (select from changes c where c.workspace_id = workspace
                and c.id = nullif(current_setting('app.change_id', true), '')::uuid and c.xid = pg_current_xact_id()) then
    raise exception 'this transaction has a change already' using errcode = 'RC002';
  end if;
  perform set_config('lock_timeout', '10s', true);
  perform pg_advisory_xact_lock(hashtextextended('change in ' || workspace, 0));
  insert into changes (workspace_id, id, actor_id, via, session_id, action, reason, undoes, origin, at)
  values (workspace, p_id, p_actor, p_via, p_session, p_action, p_reason, p_undoes, p_origin, clock_timestamp());
  perform set_config('app.change_id', p_id::text, true);
  return query select
    case when case
        when p_via = 'job' then exists (
          select from users u where u.workspace_id = workspace and u.id = p_actor and u.status = 'active')
        when p_session is null then true
        else exists (
          select from sessions s join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
           where s.workspace_id = workspace and s.id = p_session and s.user_id = p_actor and s.ended_at is null
             and s.expires_at > now() and (u.status = 'active' or (u.status = 'invited' and s.stage <> 'full')))
        end
      then array(select distinct up.permission from user_permissions up where up.workspace_id = workspace and up.user_id = p_actor)
    end,
    (select s.stage from sessions s where s.workspace_id = workspace and s.id = p_session),
    has_active_admin(workspace);
end $$;--> statement-breakpoint
-- The permissions that a change gave or took by any path.
create function moved_permissions(p_workspace uuid, p_change uuid) returns text[]
language plpgsql stable as $$
declare
  touched text[];
  somebody_new boolean;
  moved text[] := array[]::text[];
begin
  select array_agg(distinct r.table_name), coalesce(bool_or(r.table_name = 'users' and r.before is null and r.after is not null), false)
    into touched, somebody_new
    from change_rows r where r.workspace_id = p_workspace and r.change_id = p_change;
  if 'role_permissions' = any (touched) then
    moved := moved || array(
      select distinct coalesce(r.after, r.before) ->> 'permission' from change_rows r
       where r.workspace_id = p_workspace and r.change_id = p_change and r.table_name = 'role_permissions');
  end if;
  if touched && array['user_roles', 'group_roles'] then
    moved := moved || array(
      select distinct rp.permission
        from (select distinct (coalesce(r.after, r.before) ->> 'role_id')::uuid as role_id from change_rows r
               where r.workspace_id = p_workspace and r.change_id = p_change and r.table_name in ('user_roles', 'group_roles')) given
        join role_permissions rp on rp.workspace_id = p_workspace and rp.role_id = given.role_id);
  end if;
  if 'group_members' = any (touched) then
    moved := moved || array(
      select distinct rp.permission
        from (select distinct (coalesce(r.after, r.before) ->> 'group_id')::uuid as group_id from change_rows r
               where r.workspace_id = p_workspace and r.change_id = p_change and r.table_name = 'group_members') joined
        join group_roles gr on gr.workspace_id = p_workspace and gr.group_id = joined.group_id
        join role_permissions rp on rp.workspace_id = p_workspace and rp.role_id = gr.role_id);
  end if;
  if somebody_new then
    moved := moved || array(
      select distinct unnest(user_type_permissions(made.type))
        from (select distinct r.after ->> 'type' as type from change_rows r
               where r.workspace_id = p_workspace and r.change_id = p_change and r.table_name = 'users' and r.before is null and r.after is not null) made);
  end if;
  return moved;
end $$;--> statement-breakpoint
-- As before, and `actor_holds`: what the actor may do now, if the change moved any permission; else null.
drop function change_effects(uuid, uuid, text[]);--> statement-breakpoint
create function change_effects(p_change uuid, p_actor uuid, p_lacking text[])
returns table (moved text[], outranked boolean, self_erase boolean, has_admin boolean, actor_holds text[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
begin
  moved := moved_permissions(workspace, p_change);
  outranked := false;
  if cardinality(p_lacking) > 0 then
    outranked := exists (
      select from (
          select distinct split_part(r.row_key, '/', 1)::uuid as user_id from change_rows r
           where r.workspace_id = workspace and r.change_id = p_change
           -- All but these are about a person, whose id begins the key: a new table is guarded unless it is named here.
             and r.table_name not in ('workspaces', 'roles', 'role_permissions', 'groups', 'group_roles')
        ) people
        -- "offset 0": person by person. Joined, the planner collects the permissions of everybody first: 0.7 s among a million.
        cross join lateral (
          select up.permission from user_permissions up
           where up.workspace_id = workspace and up.user_id = people.user_id offset 0) held
       where held.permission = any (p_lacking));
  end if;
  if cardinality(moved) > 0 then
    actor_holds := array(
      select distinct up.permission from user_permissions up where up.workspace_id = workspace and up.user_id = p_actor);
  end if;
  self_erase := 'users:erase' = any (moved) and 'users:erase' = any (actor_holds);
  has_admin := has_active_admin(workspace);
  return next;
end $$;--> statement-breakpoint
-- Who gains, loses and keeps which permission by the open change, people in the archive left aside: what is true now beside what was
-- true before, which is what is true now with the change's own rows taken back. Person by person ("offset 0"): joined, the planner
-- collects everybody of the workspace first, for a group of sixty too.
create function access_moves() returns table (permission text, user_id uuid, move text)
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
end $$;--> statement-breakpoint
grant execute on function begin_change(uuid, text, text, uuid, uuid, text, jsonb, uuid), change_effects(uuid, uuid, text[]), access_moves()
  to app_user;

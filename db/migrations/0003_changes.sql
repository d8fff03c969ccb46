-- Every write is a named change: CHANGES in ARCHITECTURE, Idea 2. begin_change() opens one, the triggers write what it did,
-- change_effects() says what that meant for people's access.
create function row_key(p_image jsonb, p_columns text[]) returns text language sql immutable parallel safe as $$
  select string_agg(p_image ->> c.name, '/' order by c.place) from unnest(p_columns) with ordinality as c (name, place)
$$;--> statement-breakpoint
-- First argument: 'images' stores before and after; 'mark' stores only that the row was touched (secrets are never imaged).
-- The others: the columns of the row's key, without the workspace.
create function record_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  images boolean := tg_argv[0] = 'images';
  key_columns text[] := tg_argv[1:];
  opened record;
begin
  select c.workspace_id, c.id into opened from changes c
   where c.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
     and c.id = nullif(current_setting('app.change_id', true), '')::uuid
     and c.xid = pg_current_xact_id();
  if not found then
    raise exception 'a write to % needs a change', tg_table_name using errcode = 'RC001';
  end if;
  if tg_op = 'INSERT' then
    insert into change_rows (workspace_id, change_id, at, table_name, row_key, after)
    select opened.workspace_id, opened.id, clock_timestamp(), tg_table_name, row_key(image, key_columns),
           case when images then image end
      from (select to_jsonb(n) as image from new_rows n offset 0) added;
  elsif tg_op = 'DELETE' then
    insert into change_rows (workspace_id, change_id, at, table_name, row_key, before)
    select opened.workspace_id, opened.id, clock_timestamp(), tg_table_name, row_key(image, key_columns),
           case when images then image end
      from (select to_jsonb(o) as image from old_rows o offset 0) removed;
  else
    insert into change_rows (workspace_id, change_id, at, table_name, row_key, before, after)
    select opened.workspace_id, opened.id, clock_timestamp(), tg_table_name, coalesce(was.key, now_is.key),
           case when images then
             (select jsonb_object_agg(f.key, f.value) from jsonb_each(was.image) f where f.value is distinct from now_is.image -> f.key) end,
           case when images then
             (select jsonb_object_agg(f.key, f.value) from jsonb_each(now_is.image) f where f.value is distinct from was.image -> f.key) end
      from (select row_key(image, key_columns) as key, image from (select to_jsonb(o) as image from old_rows o offset 0) o offset 0) was
      full join (select row_key(image, key_columns) as key, image from (select to_jsonb(n) as image from new_rows n offset 0) n offset 0) now_is
        on was.key = now_is.key
     where was.image is distinct from now_is.image;
  end if;
  return null;
end $$;--> statement-breakpoint
create function audit_table(p_table regclass, variadic p_arguments text[]) returns void language plpgsql as $$
declare
  arguments text := (select string_agg(quote_literal(a.value), ', ' order by a.place) from unnest(p_arguments) with ordinality as a (value, place));
begin
  execute format('create trigger change_insert after insert on %s referencing new table as new_rows for each statement execute function record_change(%s)', p_table, arguments);
  execute format('create trigger change_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function record_change(%s)', p_table, arguments);
  execute format('create trigger change_delete after delete on %s referencing old table as old_rows for each statement execute function record_change(%s)', p_table, arguments);
end $$;--> statement-breakpoint
select audit_table('users', 'images', 'id');--> statement-breakpoint
select audit_table('roles', 'images', 'id');--> statement-breakpoint
select audit_table('role_permissions', 'images', 'role_id', 'permission');--> statement-breakpoint
select audit_table('user_roles', 'images', 'user_id', 'role_id');--> statement-breakpoint
select audit_table('groups', 'images', 'id');--> statement-breakpoint
select audit_table('group_members', 'images', 'user_id', 'group_id');--> statement-breakpoint
select audit_table('group_roles', 'images', 'group_id', 'role_id');--> statement-breakpoint
select audit_table('credentials', 'mark', 'user_id');--> statement-breakpoint
select audit_table('invitations', 'mark', 'user_id', 'id');--> statement-breakpoint
-- A workspace begins before any change can name it; from then on its settings are audited.
create trigger change_update after update on workspaces referencing old table as old_rows new table as new_rows
  for each statement execute function record_change('images', 'id');--> statement-breakpoint
-- Opens the change of this transaction. Changes of one workspace happen one after another: the lock is taken first, so that
-- the permissions it answers are what the actor holds now and still holds at commit. Null permissions: the actor's session
-- has ended or they may no longer sign in. One change a transaction.
create function begin_change(
  p_id uuid, p_action text, p_via text, p_actor uuid, p_session uuid, p_reason text, p_origin jsonb
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
  insert into changes (workspace_id, id, actor_id, via, session_id, action, reason, origin, at)
  values (workspace, p_id, p_actor, p_via, p_session, p_action, p_reason, p_origin, clock_timestamp());
  perform set_config('app.change_id', p_id::text, true);
  return query select
    case when p_session is null or exists (
        select from sessions s join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
         where s.workspace_id = workspace and s.id = p_session and s.user_id = p_actor and s.ended_at is null
           and s.expires_at > now() and (u.status = 'active' or (u.status = 'invited' and s.stage <> 'full')))
      then array(select distinct up.permission from user_permissions up where up.workspace_id = workspace and up.user_id = p_actor)
    end,
    (select s.stage from sessions s where s.workspace_id = workspace and s.id = p_session),
    has_active_admin(workspace);
end $$;--> statement-breakpoint
-- What the open change did to people's access, from its rows: `moved`, the permissions it gave or took by any path;
-- `outranked`, whether it touched a person who holds one of `p_lacking`; `self_erase`, whether the actor now holds users:erase.
create function change_effects(p_change uuid, p_actor uuid, p_lacking text[])
returns table (moved text[], outranked boolean, self_erase boolean, has_admin boolean)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
begin
  return query
  with touched as materialized (
    select r.table_name, r.row_key, r.before, r.after, coalesce(r.after, r.before) as image
      from change_rows r where r.workspace_id = workspace and r.change_id = p_change
  )
  select
    array(
      select r.image ->> 'permission' from touched r where r.table_name = 'role_permissions'
      union
      select rp.permission
        from (select distinct (r.image ->> 'role_id')::uuid as role_id from touched r where r.table_name in ('user_roles', 'group_roles')) given
        join role_permissions rp on rp.workspace_id = workspace and rp.role_id = given.role_id
      union
      select rp.permission
        from (select distinct (r.image ->> 'group_id')::uuid as group_id from touched r where r.table_name = 'group_members') joined
        join group_roles gr on gr.workspace_id = workspace and gr.group_id = joined.group_id
        join role_permissions rp on rp.workspace_id = workspace and rp.role_id = gr.role_id
      union
      select unnest(user_type_permissions(t.type))
        from (select distinct r.after ->> 'type' as type from touched r where r.table_name = 'users' and r.before is null) t
    ),
    cardinality(p_lacking) > 0 and exists (
      select from (
          select distinct split_part(r.row_key, '/', 1)::uuid as user_id from touched r
           -- All but these are about a person, whose id begins the key: a new table is guarded unless it is named here.
           where r.table_name not in ('workspaces', 'roles', 'role_permissions', 'groups', 'group_roles')
        ) people
        join user_permissions up on up.workspace_id = workspace and up.user_id = people.user_id
       where up.permission = any (p_lacking)),
    exists (select from user_permissions up
             where up.workspace_id = workspace and up.user_id = p_actor and up.permission = 'users:erase'),
    has_active_admin(workspace);
end $$;

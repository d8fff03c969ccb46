-- The whole life of an account: everybody has a row of activity to be sorted by, ended sessions are told to the change that ended
-- them, jobs act for their requester, and erasing leaves nothing but the fact.
create function begin_activity() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into user_activity (workspace_id, user_id) select n.workspace_id, n.id from new_rows n on conflict do nothing;
  return null;
end $$;--> statement-breakpoint
create trigger begin_activity after insert on users referencing new table as new_rows
  for each statement execute function begin_activity();--> statement-breakpoint
insert into user_activity (workspace_id, user_id) select u.workspace_id, u.id from users u on conflict do nothing;--> statement-breakpoint
select audit_table('email_changes', 'mark', 'user_id', 'id');--> statement-breakpoint
-- Sessions come and go without a change, but a change that ends one is about its person, and its entry says so.
create function record_session_ends() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  opened uuid := nullif(current_setting('app.change_id', true), '')::uuid;
begin
  if opened is null then return null; end if;
  insert into change_rows (workspace_id, change_id, at, table_name, row_key)
  select n.workspace_id, c.id, clock_timestamp(), 'sessions', n.user_id || '/' || n.id
    from new_rows n
    join old_rows o on o.workspace_id = n.workspace_id and o.id = n.id
    join changes c on c.workspace_id = n.workspace_id and c.id = opened and c.xid = pg_current_xact_id()
   where o.ended_at is null and n.ended_at is not null;
  return null;
end $$;--> statement-breakpoint
create trigger record_ends after update on sessions referencing old table as old_rows new table as new_rows
  for each statement execute function record_session_ends();--> statement-breakpoint
-- As before, and for a job (p_via 'job'): it acts as its requester, who must be active, whether or not a session of theirs lives.
create or replace function begin_change(
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
-- The two questions that every change asks, answered step by step: planned as one query they took longer to plan than to run.
-- change_effects() runs as the definer, as begin_change() does: called by turns as two roles, has_active_admin() would be planned anew
-- each time. So each part of it filters by workspace itself.
create or replace function has_active_admin(p_workspace uuid) returns boolean
language plpgsql stable as $$
begin
  if exists (
      select from users u
       where u.workspace_id = p_workspace and u.type = 'tenant_admin' and u.archived_at is null and u.status = 'active') then
    return true;
  end if;
  if exists (
      select from role_permissions rp
        join user_roles ur on ur.workspace_id = rp.workspace_id and ur.role_id = rp.role_id
        join users u on u.workspace_id = ur.workspace_id and u.id = ur.user_id
       where rp.workspace_id = p_workspace and rp.permission = 'sso:manage' and u.status = 'active') then
    return true;
  end if;
  return exists (
      select from role_permissions rp
        join group_roles gr on gr.workspace_id = rp.workspace_id and gr.role_id = rp.role_id
        join group_members gm on gm.workspace_id = gr.workspace_id and gm.group_id = gr.group_id
        join users u on u.workspace_id = gm.workspace_id and u.id = gm.user_id
       where rp.workspace_id = p_workspace and rp.permission = 'sso:manage' and u.status = 'active');
end $$;--> statement-breakpoint
create or replace function change_effects(p_change uuid, p_actor uuid, p_lacking text[])
returns table (moved text[], outranked boolean, self_erase boolean, has_admin boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  touched text[];
  somebody_new boolean;
begin
  select array_agg(distinct r.table_name), coalesce(bool_or(r.table_name = 'users' and r.before is null and r.after is not null), false)
    into touched, somebody_new
    from change_rows r where r.workspace_id = workspace and r.change_id = p_change;
  moved := array[]::text[];
  outranked := false;
  self_erase := false;
  if 'role_permissions' = any (touched) then
    moved := moved || array(
      select distinct coalesce(r.after, r.before) ->> 'permission' from change_rows r
       where r.workspace_id = workspace and r.change_id = p_change and r.table_name = 'role_permissions');
  end if;
  if touched && array['user_roles', 'group_roles'] then
    moved := moved || array(
      select distinct rp.permission
        from (select distinct (coalesce(r.after, r.before) ->> 'role_id')::uuid as role_id from change_rows r
               where r.workspace_id = workspace and r.change_id = p_change and r.table_name in ('user_roles', 'group_roles')) given
        join role_permissions rp on rp.workspace_id = workspace and rp.role_id = given.role_id);
  end if;
  if 'group_members' = any (touched) then
    moved := moved || array(
      select distinct rp.permission
        from (select distinct (coalesce(r.after, r.before) ->> 'group_id')::uuid as group_id from change_rows r
               where r.workspace_id = workspace and r.change_id = p_change and r.table_name = 'group_members') joined
        join group_roles gr on gr.workspace_id = workspace and gr.group_id = joined.group_id
        join role_permissions rp on rp.workspace_id = workspace and rp.role_id = gr.role_id);
  end if;
  if somebody_new then
    moved := moved || array(
      select distinct unnest(user_type_permissions(made.type))
        from (select distinct r.after ->> 'type' as type from change_rows r
               where r.workspace_id = workspace and r.change_id = p_change and r.table_name = 'users' and r.before is null and r.after is not null) made);
  end if;
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
  if 'users:erase' = any (moved) then
    self_erase := exists (
      select from user_permissions up
       where up.workspace_id = workspace and up.user_id = p_actor and up.permission = 'users:erase');
  end if;
  has_admin := has_active_admin(workspace);
  return next;
end $$;--> statement-breakpoint
-- Empties everything that is known of an archived person, in every table, mail and image; their id and that they were erased stay.
create function erase_user(p_user uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  tables text[] := array['users', 'credentials', 'invitations', 'password_resets', 'email_changes', 'sessions', 'user_roles', 'group_members'];
begin
  perform from changes c
    where c.workspace_id = workspace and c.id = nullif(current_setting('app.change_id', true), '')::uuid
      and c.xid = pg_current_xact_id() and c.action = 'user.erased';
  if not found then
    raise exception 'only a change that says so may erase a person' using errcode = 'RC003';
  end if;
  update users set first_name = 'Erased', last_name = 'person', email = '', email_norm = null, phone = null, external_id = null,
      timezone = null, sort_name = 'erased person', search = ' ', locked_until = null, erased_at = clock_timestamp()
    where workspace_id = workspace and id = p_user and archived_at is not null and erased_at is null;
  if not found then
    raise exception 'only an archived person can be erased' using errcode = 'RC003';
  end if;
  delete from credentials where workspace_id = workspace and user_id = p_user;
  delete from invitations where workspace_id = workspace and user_id = p_user;
  delete from codes where workspace_id = workspace and user_id = p_user;
  delete from password_resets where workspace_id = workspace and user_id = p_user;
  delete from email_changes where workspace_id = workspace and user_id = p_user;
  delete from sessions where workspace_id = workspace and user_id = p_user;
  delete from mails where workspace_id = workspace and user_id = p_user;
  delete from user_roles where workspace_id = workspace and user_id = p_user;
  delete from group_members where workspace_id = workspace and user_id = p_user;
  update user_activity set last_sign_in_at = null where workspace_id = workspace and user_id = p_user;
  -- A subject such as "Maya Wright invites you".
  update mails set subject = template where workspace_id = workspace and sent_by = p_user;
  update bulk_runs set query = query - 'search', reason = null
    where workspace_id = workspace and id in (select run_id from bulk_items where workspace_id = workspace and user_id = p_user);
  update changes set origin = null where workspace_id = workspace and actor_id = p_user;
  update changes set reason = null where workspace_id = workspace and id in (
    select change_id from change_rows where workspace_id = workspace and table_name = any (tables)
      and row_key >= p_user::text and row_key < p_user::text || '0');
  update change_rows set before = null, after = null where workspace_id = workspace and table_name = 'users' and row_key = p_user::text;
end $$;--> statement-breakpoint
-- `side`: whether the token confirms the new address or stops the change.
create function find_email_change(p_token_hash bytea) returns table (
  workspace_id uuid, workspace_slug text, workspace_name text, email_change_id uuid, user_id uuid, side text)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.slug, w.name, found.id, found.user_id, found.side
    from (select e.workspace_id, e.id, e.user_id, 'confirm' as side from email_changes e where e.confirm_hash = p_token_hash
          union all
          select e.workspace_id, e.id, e.user_id, 'stop' from email_changes e where e.stop_hash = p_token_hash) found
    join workspaces w on w.id = found.workspace_id
$$;--> statement-breakpoint
grant update (email, email_norm, archived_at, replaced_by) on users to app_user;--> statement-breakpoint
grant update (email_change_allowed) on workspaces to app_user;--> statement-breakpoint
grant delete on user_roles, credentials to app_user;--> statement-breakpoint
grant insert, delete on group_members to app_user;--> statement-breakpoint
grant select, insert, update on email_changes, bulk_runs, bulk_items to app_user;--> statement-breakpoint
grant execute on function erase_user(uuid), find_email_change(bytea) to app_user;

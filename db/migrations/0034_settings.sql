-- What settings, access tokens and service accounts need of PostgreSQL.
--
alter table users add constraint users_picture foreign key (workspace_id, picture_id) references user_pictures (workspace_id, id);--> statement-breakpoint
alter table workspaces add constraint workspaces_logo foreign key (id, logo_id) references workspace_logos (workspace_id, id);--> statement-breakpoint
-- Marked only: no undo brings back a token, and no image holds its hash. What is its own use is no change of it.
select audit_table('access_tokens', 'mark', 'user_id', 'id');--> statement-breakpoint
select audit_table('service_accounts', 'images', 'user_id');--> statement-breakpoint
select audit_table('user_profiles', 'images', 'user_id');--> statement-breakpoint
-- Whoever leaves the active ends their tokens with it, by whatever path. A service account that is disabled keeps its own, which rest.
create function end_tokens() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Asked first: most changes of people end nobody's tokens, and even an update of no row has its cost.
  if not exists (
    select from new_rows n join old_rows o on o.workspace_id = n.workspace_id and o.id = n.id where o.status <> n.status and n.status <> 'active') then
    return null;
  end if;
  update access_tokens t set revoked_at = now(), revoked_as = case n.status when 'invited' then 'deactivated' else n.status end
    from new_rows n join old_rows o on o.workspace_id = n.workspace_id and o.id = n.id
   where o.status <> n.status and n.status <> 'active' and (n.type <> 'service' or n.status = 'archived')
     and t.workspace_id = n.workspace_id and t.user_id = n.id and t.revoked_at is null;
  return null;
end $$;--> statement-breakpoint
create trigger end_tokens after update on users referencing old table as old_rows new table as new_rows
  for each statement execute function end_tokens();--> statement-breakpoint
-- A service account is no person: it signs in nowhere, is invited nowhere, is in no group and has no part in a bot.
create function keep_services_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from new_rows n join users u on u.workspace_id = n.workspace_id and u.id = n.user_id where u.type = 'service') then
    raise exception 'a service account is no person: no % for it', tg_table_name using errcode = 'RC009';
  end if;
  return null;
end $$;--> statement-breakpoint
create trigger keep_services_apart after insert on credentials referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on invitations referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on password_resets referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on email_changes referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on codes referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on sessions referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on identity_links referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on group_members referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on bot_members referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on user_profiles referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
create trigger keep_services_apart after insert on user_pictures referencing new table as new_rows
  for each statement execute function keep_services_apart();--> statement-breakpoint
-- Who owns bots, or answers for a service account, is a person.
create function keep_owner_a_person() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from users u where u.workspace_id = new.workspace_id and u.id = new.owner_id and u.type = 'service') then
    raise exception 'a service account is no person: it owns nothing' using errcode = 'RC009';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger keep_owner_a_person before insert or update of owner_id on bots
  for each row execute function keep_owner_a_person();--> statement-breakpoint
create trigger keep_owner_a_person before insert or update of owner_id on service_accounts
  for each row execute function keep_owner_a_person();--> statement-breakpoint
-- People are counted; service accounts are not.
create or replace function count_users() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into user_counts as c (workspace_id, status, people)
    select workspace_id, status, count(*) from new_rows where type <> 'service' group by 1, 2
    on conflict (workspace_id, status) do update set people = c.people + excluded.people;
  elsif tg_op = 'DELETE' then
    update user_counts c set people = c.people - gone.people
      from (select workspace_id, status, count(*) as people from old_rows where type <> 'service' group by 1, 2) gone
     where c.workspace_id = gone.workspace_id and c.status = gone.status;
  else
    insert into user_counts as c (workspace_id, status, people)
    select workspace_id, status, sum(step)
      from (select workspace_id, status, 1 as step from new_rows where type <> 'service'
            union all select workspace_id, status, -1 from old_rows where type <> 'service') steps
     group by 1, 2 having sum(step) <> 0 order by 1, 2
    on conflict (workspace_id, status) do update set people = c.people + excluded.people;
  end if;
  return null;
end $$;--> statement-breakpoint
create or replace function search_users(p_pattern text, p_archived boolean, p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query execute 'select id from users where workspace_id = $1 and search like $2 and type <> ''service'' and archived_at is '
    || case when p_archived then 'not null' else 'null' end || ' limit $3'
    using nullif(current_setting('app.workspace_id', true), '')::uuid, p_pattern, p_limit;
end $$;--> statement-breakpoint
-- The last Admin is a person: nobody gets back in by a service account.
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
       where rp.workspace_id = p_workspace and rp.permission = 'sso:manage' and u.status = 'active' and u.type <> 'service') then
    return true;
  end if;
  return exists (
      select from role_permissions rp
        join group_roles gr on gr.workspace_id = rp.workspace_id and gr.role_id = rp.role_id
        join group_members gm on gm.workspace_id = gr.workspace_id and gm.group_id = gr.group_id
        join users u on u.workspace_id = gm.workspace_id and u.id = gm.user_id
       where rp.workspace_id = p_workspace and rp.permission = 'sso:manage' and u.status = 'active');
end $$;--> statement-breakpoint
-- As in 0025_bots.sql, but asking whose conversations go back only where somebody may have lost one: a new name or phone takes nothing.
create or replace function close_change(p_change uuid, p_actor uuid, p_lacking text[])
returns table (moved text[], outranked boolean, self_erase boolean, has_admin boolean, actor_holds text[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
begin
  if exists (select from change_rows r where r.workspace_id = workspace and r.change_id = p_change
                and (r.table_name in ('user_roles', 'group_members', 'group_roles', 'role_permissions', 'bots', 'bot_members', 'workspaces')
                  or r.table_name = 'users' and (r.after is null or r.after ?| array['suspended_at', 'archived_at', 'joined_at']))) then
    perform requeue_conversations(workspace);
    perform tell_of_access(workspace);
  end if;
  return query select * from change_effects(p_change, p_actor, p_lacking);
end $$;--> statement-breakpoint
-- What a token permits now: its scopes of what its owner holds; null if it or its owner may do nothing any more.
create function token_permissions(p_workspace uuid, p_user uuid, p_token uuid) returns text[] language sql stable as $$
  select array(select distinct up.permission from user_permissions up
                where up.workspace_id = t.workspace_id and up.user_id = t.user_id and up.permission = any (t.scopes))
    from access_tokens t join users u on u.workspace_id = t.workspace_id and u.id = t.user_id
   where t.workspace_id = p_workspace and t.id = p_token and t.user_id = p_user and t.revoked_at is null and t.expires_at > now()
     and u.status = 'active'
$$;--> statement-breakpoint
-- The live token with this hash, its owner and what it permits; notes the use at most once a minute, or when it comes from elsewhere.
create function find_token(p_token_hash bytea, p_ip text) returns table (
  token_id uuid, expires_at timestamptz, scopes text[], workspace_id uuid, workspace_slug text, workspace_name text,
  user_id uuid, first_name text, last_name text, email text, type text, timezone text, permissions text[], bot_permissions text[])
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  found_token record;
begin
  select t.workspace_id, t.id, t.user_id into found_token
    from access_tokens t join users u on u.workspace_id = t.workspace_id and u.id = t.user_id
   where t.token_hash = p_token_hash and t.revoked_at is null and t.expires_at > now() and u.status = 'active';
  if not found then return; end if;
  insert into access_token_uses as used (workspace_id, token_id, used_at, ip) values (found_token.workspace_id, found_token.id, now(), p_ip)
    on conflict (workspace_id, token_id) do update set used_at = excluded.used_at, ip = excluded.ip
    where used.used_at < now() - interval '1 minute' or used.ip is distinct from excluded.ip;
  return query
    select t.id, t.expires_at, t.scopes, w.id, w.slug, w.name, u.id, u.first_name, u.last_name, u.email, u.type, u.timezone,
           token_permissions(t.workspace_id, t.user_id, t.id),
           array(select distinct bp.permission from bot_permissions bp
                  where bp.workspace_id = t.workspace_id and bp.user_id = t.user_id and bp.permission = any (t.scopes))
      from access_tokens t
      join workspaces w on w.id = t.workspace_id
      join users u on u.workspace_id = t.workspace_id and u.id = t.user_id
     where t.workspace_id = found_token.workspace_id and t.id = found_token.id;
end $$;--> statement-breakpoint
drop function begin_change(uuid, text, text, uuid, uuid, text, jsonb, uuid);--> statement-breakpoint
create function begin_change(
  p_id uuid, p_action text, p_via text, p_actor uuid, p_session uuid, p_reason text, p_origin jsonb, p_undoes uuid default null,
  p_token uuid default null
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
  insert into changes (workspace_id, id, actor_id, via, session_id, token_id, action, reason, undoes, origin, at)
  values (workspace, p_id, p_actor, p_via, p_session, p_token, p_action, p_reason, p_undoes, p_origin, clock_timestamp());
  perform set_config('app.change_id', p_id::text, true);
  return query select
    case when p_via = 'token' then token_permissions(workspace, p_actor, p_token)
      when case
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
drop function held_now(text, uuid, uuid);--> statement-breakpoint
-- As begin_change() answers it, for what is no change (0025_bots.sql).
create function held_now(p_via text, p_actor uuid, p_session uuid, p_token uuid) returns table (permissions text[], stage text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
begin
  perform set_config('lock_timeout', '10s', true);
  perform pg_advisory_xact_lock_shared(hashtextextended('change in ' || workspace, 0));
  return query select
    case when p_via = 'token' then token_permissions(workspace, p_actor, p_token)
      when case
        when p_via = 'job' then exists (
          select from users u where u.workspace_id = workspace and u.id = p_actor and u.status = 'active')
        else exists (
          select from sessions s join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
           where s.workspace_id = workspace and s.id = p_session and s.user_id = p_actor and s.ended_at is null
             and s.expires_at > now() and u.status = 'active')
        end
      then array(select distinct up.permission from user_permissions up where up.workspace_id = workspace and up.user_id = p_actor)
    end,
    (select s.stage from sessions s where s.workspace_id = workspace and s.id = p_session);
end $$;--> statement-breakpoint
create or replace function undo_rows(p_change uuid, p_table text, p_step text, p_keys text[])
returns table (table_name text, row_key text, kind text, column_name text, value jsonb)
language plpgsql set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  key_columns text[] := case p_table
    when 'user_roles' then array['user_id', 'role_id'] when 'group_members' then array['user_id', 'group_id']
    when 'bot_members' then array['user_id', 'bot_id'] when 'bot_entries' then array['bot_id', 'id']
    when 'group_roles' then array['group_id', 'role_id'] when 'role_permissions' then array['role_id', 'permission'] when 'user_profiles' then array['user_id'] when 'service_accounts' then array['user_id'] else array['id'] end;
  -- By what a row of it is of its workspace.
  its_workspace text := case p_table when 'workspaces' then 'id' else 'workspace_id' end;
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
          delete from %1$I t using meant i where t.%4$I = $3 and %2$s and jsonb_populate_record(t, i.made - $4) is not distinct from t
          returning i.row_key)
        select %1$L, i.row_key, case when t.%4$I is null then 'gone' else 'moved' end, c.name, to_jsonb(t) -> c.name
          from meant i
          left join %1$I t on t.%4$I = $3 and %2$s
          left join lateral jsonb_object_keys(i.made - $4) as c (name)
            on t.%4$I is not null and to_jsonb(t) -> c.name is distinct from to_jsonb(jsonb_populate_record(t, i.made)) -> c.name
         where i.row_key not in (select d.row_key from done d)$q$, p_table, here, parts, its_workspace)
        using p_change, p_keys, workspace, computed;
    elsif p_step = 'update' and columns is not null then
      return query execute format($q$
        with meant as materialized (select %4$s from net_images($1, %1$L, $2) i),
        done as (
          update %1$I t set (%3$s) = (select %3$s from jsonb_populate_record(t, i.was)) from meant i
           where t.%5$I = $3 and %2$s and jsonb_populate_record(t, i.made - $4) is not distinct from t
          returning i.row_key)
        select %1$L, i.row_key, case when t.%5$I is null then 'gone' else 'moved' end, c.name, to_jsonb(t) -> c.name
          from meant i
          left join %1$I t on t.%5$I = $3 and %2$s
          left join lateral jsonb_object_keys(i.made - $4) as c (name)
            on t.%5$I is not null and to_jsonb(t) -> c.name is distinct from to_jsonb(jsonb_populate_record(t, i.made)) -> c.name
         where i.row_key not in (select d.row_key from done d)$q$, p_table, here, columns, parts, its_workspace)
        using p_change, p_keys, workspace, computed;
    elsif p_step = 'insert' then
      return query execute format($q$
        with meant as materialized (select %5$s from net_images($1, %1$L, $2) i),
        done as (
          insert into %1$I as t (%3$s) select %4$s from meant i cross join lateral jsonb_populate_record(null::%1$I, i.was) p
          on conflict do nothing returning row_key(to_jsonb(t), $4) as row_key)
        select %1$L, i.row_key, case when t.%6$I is null then 'taken' else 'exists' end, null::text, null::jsonb
          from meant i left join %1$I t on t.%6$I = $3 and %2$s
         where i.row_key not in (select d.row_key from done d)$q$,
        p_table, here, columns, (select string_agg('p.' || c, ', ') from unnest(string_to_array(columns, ', ')) c), parts, its_workspace)
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
  parents_first constant text[] := array['workspaces', 'users', 'user_profiles', 'service_accounts', 'roles', 'groups', 'role_permissions', 'user_roles', 'group_members', 'group_roles', 'identity_provider_rules', 'bots', 'bot_entries', 'bot_members'];
  children_first constant text[] := array['bot_members', 'bot_entries', 'bots', 'identity_provider_rules', 'group_roles', 'group_members', 'user_roles', 'role_permissions', 'groups', 'roles', 'service_accounts', 'user_profiles', 'users', 'workspaces'];
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
end $$;--> statement-breakpoint
create or replace function erase_user(p_user uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  tables text[] := array['users', 'credentials', 'invitations', 'password_resets', 'email_changes', 'sessions', 'user_roles', 'group_members', 'identity_links', 'bot_members', 'user_profiles', 'access_tokens'];
begin
  perform from changes c
    where c.workspace_id = workspace and c.id = nullif(current_setting('app.change_id', true), '')::uuid
      and c.xid = pg_current_xact_id() and c.action = 'user.erased';
  if not found then
    raise exception 'only a change that says so may erase a person' using errcode = 'RC003';
  end if;
  update users set first_name = 'Erased', last_name = 'person', email = '', email_norm = null, phone = null, external_id = null,
      timezone = null, picture_id = null, sort_name = 'erased person', search = ' ', locked_until = null, identity_provider_id = null, erased_at = clock_timestamp()
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
  delete from identity_links where workspace_id = workspace and user_id = p_user;
  delete from sso_attempts where workspace_id = workspace and user_id = p_user;
  delete from sso_sign_ins where workspace_id = workspace and user_id = p_user;
  delete from mails where workspace_id = workspace and user_id = p_user;
  delete from user_roles where workspace_id = workspace and user_id = p_user;
  delete from group_members where workspace_id = workspace and user_id = p_user;
  delete from bot_members where workspace_id = workspace and user_id = p_user;
  delete from user_profiles where workspace_id = workspace and user_id = p_user;
  delete from user_pictures where workspace_id = workspace and user_id = p_user;
  delete from access_tokens where workspace_id = workspace and user_id = p_user;
  -- What they said, with the answers to it, also one that is just being said; what they said to others as an agent is the others'.
  perform from conversations where workspace_id = workspace and user_id = p_user order by id for update;
  delete from hand_overs h using conversations c
    where c.workspace_id = workspace and c.user_id = p_user and h.workspace_id = workspace and h.conversation_id = c.id;
  delete from messages m using conversations c
    where c.workspace_id = workspace and c.user_id = p_user and m.workspace_id = workspace and m.conversation_id = c.id;
  delete from conversations where workspace_id = workspace and user_id = p_user;
  update user_activity set last_sign_in_at = null, messages = 0, last_message_at = null where workspace_id = workspace and user_id = p_user;
  -- A subject such as "Maya Wright invites you".
  update mails set subject = template where workspace_id = workspace and sent_by = p_user;
  update bulk_runs set query = query - 'search', reason = null
    where workspace_id = workspace and id in (select run_id from bulk_items where workspace_id = workspace and user_id = p_user);
  update changes set origin = null where workspace_id = workspace and actor_id = p_user;
  update changes set reason = null where workspace_id = workspace and id in (
    select change_id from change_rows where workspace_id = workspace and table_name = any (tables)
      and row_key >= p_user::text and row_key < p_user::text || '0');
  update change_rows set before = null, after = null
    where workspace_id = workspace
      and (table_name = 'users' and row_key = p_user::text
        or table_name = 'user_profiles' and row_key = p_user::text
        or table_name = 'identity_links' and row_key >= p_user::text and row_key < p_user::text || '0');
end $$;--> statement-breakpoint
-- To which mail this id of Resend's belongs.
create function find_mail(p_provider_id text) returns table (workspace_id uuid, workspace_slug text, workspace_name text, mail_id uuid, user_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.slug, w.name, m.id, m.user_id from mails m join workspaces w on w.id = m.workspace_id where m.provider_id = p_provider_id
$$;--> statement-breakpoint
grant select on access_tokens, access_token_uses, service_accounts, user_profiles, user_pictures, workspace_logos to app_user;--> statement-breakpoint
grant insert on access_tokens, service_accounts, user_profiles, user_pictures, workspace_logos to app_user;--> statement-breakpoint
grant update (revoked_at, revoked_as) on access_tokens to app_user;--> statement-breakpoint
grant update (owner_id, description) on service_accounts to app_user;--> statement-breakpoint
grant update, delete on user_profiles to app_user;--> statement-breakpoint
grant delete on user_pictures to app_user;--> statement-breakpoint
grant update (picture_id) on users to app_user;--> statement-breakpoint
grant update (name, password_least, lock_tries, lock_window_minutes, lock_minutes, session_idle_minutes, session_days, invitation_days,
  temporary_password_days, code_minutes, allowed_domains, profile_fields_shown, profile_fields_editable, mail_sender_name, mail_reply_to,
  timezone, support_address, logo_id) on workspaces to app_user;--> statement-breakpoint
revoke all on function token_permissions(uuid, uuid, uuid), find_token(bytea, text), find_mail(text), begin_change(uuid, text, text, uuid, uuid, text, jsonb, uuid, uuid),
  held_now(text, uuid, uuid, uuid) from public;--> statement-breakpoint
grant execute on function find_token(bytea, text), find_mail(text), begin_change(uuid, text, text, uuid, uuid, text, jsonb, uuid, uuid),
  held_now(text, uuid, uuid, uuid) to app_user;

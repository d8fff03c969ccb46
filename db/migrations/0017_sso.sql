-- Single sign-on: the log of what is set up, the look-ups before a workspace is known, and what a directory owns.
select audit_table('identity_providers', 'images', 'id');--> statement-breakpoint
select audit_table('identity_provider_secrets', 'mark', 'provider_id');--> statement-breakpoint
select audit_table('identity_provider_rules', 'images', 'id');--> statement-breakpoint
select audit_table('identity_links', 'images', 'user_id', 'id');--> statement-breakpoint
select audit_table('email_domains', 'images', 'id');--> statement-breakpoint
-- Writes to these three wait while their rows are looked at, some seconds at a million; reading goes on.
alter table users add constraint users_identity_provider foreign key (workspace_id, identity_provider_id)
  references identity_providers (workspace_id, id);--> statement-breakpoint
alter table user_roles add constraint user_roles_identity_provider foreign key (workspace_id, identity_provider_id)
  references identity_providers (workspace_id, id);--> statement-breakpoint
alter table group_members add constraint group_members_identity_provider foreign key (workspace_id, identity_provider_id)
  references identity_providers (workspace_id, id);--> statement-breakpoint
-- One workspace has a proved domain; saying that one is one's own proves nothing yet and keeps nobody from it.
create unique index email_domains_proved on email_domains (domain) where proved_at is not null;--> statement-breakpoint
-- Found by its id alone before its workspace is known: no id may be in two.
create unique index identity_providers_id on identity_providers (id);--> statement-breakpoint
create function find_identity_provider(p_id uuid) returns table (workspace_id uuid, workspace_slug text, workspace_name text, provider_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.slug, w.name, p.id from identity_providers p join workspaces w on w.id = p.workspace_id where p.id = p_id
$$;--> statement-breakpoint
-- Whose the domain is. Says of no address whether somebody has it.
create function find_email_domain(p_domain text) returns table (workspace_id uuid, workspace_slug text, workspace_name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.slug, w.name from email_domains d join workspaces w on w.id = d.workspace_id
   where d.domain = p_domain and d.proved_at is not null
$$;--> statement-breakpoint
-- Of every workspace, by the clock: attempts at their end, and what a rehearsal showed a day later; assertions that could not be used again, sign-ins after 90 days.
create function clear_expired_sso() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sso_attempts where expires_at < now() - case when outcome is null then interval '0' else interval '1 day' end;
  delete from sso_assertions where until < now();
  delete from sso_sign_ins where at < now() - interval '90 days';
end $$;--> statement-breakpoint
-- What a person's directory owns of them (names, email, groups, status) is nobody's to change here: neither by form nor program, import or
-- undo. Signing in by the provider and everything without an actor may; so may what is done to the provider itself.
create function directory_owns(p_workspace uuid, p_user uuid, p_what text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from users u join identity_providers p on p.workspace_id = u.workspace_id and p.id = u.identity_provider_id
     where u.workspace_id = p_workspace and u.id = p_user and p.enabled_at is not null and p_what = any (p.owns))
$$;--> statement-breakpoint
create function by_directory() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from changes c
     where c.workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
       and c.id = nullif(current_setting('app.change_id', true), '')::uuid and c.xid = pg_current_xact_id()
       and (c.via = 'system' or c.action like 'identity\_provider.%' or c.action in ('user.erased', 'user.unlinked', 'group.deleted', 'role.deleted')))
$$;--> statement-breakpoint
create function refuse_directory_owned() returns trigger language plpgsql as $$
begin
  if directory_owns(coalesce(new.workspace_id, old.workspace_id), (to_jsonb(coalesce(new, old)) ->> tg_argv[1])::uuid, tg_argv[0]) and not by_directory() then
    raise exception 'a directory owns this person''s %', tg_argv[0] using errcode = 'RC006';
  end if;
  return coalesce(new, old);
end $$;--> statement-breakpoint
create trigger keep_directory_names before update of first_name, last_name on users for each row
  when (new.identity_provider_id is not null and (new.first_name, new.last_name) is distinct from (old.first_name, old.last_name))
  execute function refuse_directory_owned('names', 'id');--> statement-breakpoint
create trigger keep_directory_email before update of email on users for each row
  when (new.identity_provider_id is not null and new.email is distinct from old.email)
  execute function refuse_directory_owned('email', 'id');--> statement-breakpoint
create trigger keep_directory_status before update of joined_at, suspended_at, archived_at on users for each row
  when (new.identity_provider_id is not null
    and (new.joined_at, new.suspended_at, new.archived_at) is distinct from (old.joined_at, old.suspended_at, old.archived_at))
  execute function refuse_directory_owned('status', 'id');--> statement-breakpoint
create trigger keep_directory_groups before insert or delete on group_members for each row
  execute function refuse_directory_owned('groups', 'user_id');--> statement-breakpoint
-- A role that a rule gave is the rule's to take.
create function refuse_ruled_role() returns trigger language plpgsql as $$
begin
  if not by_directory() then
    raise exception 'a rule of an identity provider gives this role' using errcode = 'RC006';
  end if;
  return old;
end $$;--> statement-breakpoint
create trigger keep_ruled_roles before delete on user_roles for each row
  when (old.identity_provider_id is not null) execute function refuse_ruled_role();--> statement-breakpoint
create trigger keep_ruled_members before delete on group_members for each row
  when (old.identity_provider_id is not null) execute function refuse_ruled_role();--> statement-breakpoint
create or replace function change_effects(p_change uuid, p_actor uuid, p_lacking text[])
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
             and r.table_name not in ('workspaces', 'roles', 'role_permissions', 'groups', 'group_roles', 'audiences', 'email_domains',
                                      'identity_providers', 'identity_provider_secrets', 'identity_provider_rules')
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
create or replace function erase_user(p_user uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
  tables text[] := array['users', 'credentials', 'invitations', 'password_resets', 'email_changes', 'sessions', 'user_roles', 'group_members', 'identity_links'];
begin
  perform from changes c
    where c.workspace_id = workspace and c.id = nullif(current_setting('app.change_id', true), '')::uuid
      and c.xid = pg_current_xact_id() and c.action = 'user.erased';
  if not found then
    raise exception 'only a change that says so may erase a person' using errcode = 'RC003';
  end if;
  update users set first_name = 'Erased', last_name = 'person', email = '', email_norm = null, phone = null, external_id = null,
      timezone = null, sort_name = 'erased person', search = ' ', locked_until = null, identity_provider_id = null, erased_at = clock_timestamp()
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
  update user_activity set last_sign_in_at = null where workspace_id = workspace and user_id = p_user;
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
        or table_name = 'identity_links' and row_key >= p_user::text and row_key < p_user::text || '0');
end $$;--> statement-breakpoint
grant select, insert, delete on identity_providers, identity_provider_rules, identity_links, email_domains, sso_assertions to app_user;--> statement-breakpoint
grant update (name, issuer, client_id, sso_url, metadata_url, certificates, email_claim, first_name_claim, last_name_claim, groups_claim,
  trust_email, first_sign_in, user_type, owns, directory_managed, enabled_at) on identity_providers to app_user;--> statement-breakpoint
grant update (groups) on identity_links to app_user;--> statement-breakpoint
grant update (identity_provider_id, proved_at) on email_domains to app_user;--> statement-breakpoint
grant select, insert, update, delete on identity_provider_secrets, sso_attempts to app_user;--> statement-breakpoint
grant select, insert, delete on sso_sign_ins to app_user;--> statement-breakpoint
grant update (identity_provider_id) on users to app_user;--> statement-breakpoint
grant update (sso_enforced_at) on workspaces to app_user;--> statement-breakpoint
grant execute on function find_identity_provider(uuid), find_email_domain(text), clear_expired_sso(), directory_owns(uuid, uuid, text), by_directory()
  to app_user;

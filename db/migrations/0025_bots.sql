-- Bots and conversations: what a part in a bot permits, the log of what is built, who may be an owner, and who keeps a conversation.
select audit_table('bots', 'images', 'id');--> statement-breakpoint
select audit_table('bot_entries', 'images', 'bot_id', 'id');--> statement-breakpoint
select audit_table('bot_versions', 'images', 'bot_id', 'version');--> statement-breakpoint
select audit_table('bot_members', 'images', 'user_id', 'bot_id');--> statement-breakpoint
select audit_table('bot_secrets', 'mark', 'bot_id');--> statement-breakpoint
-- What each part permits on that bot (PRODUCT §2, "Per-bot roles"). lib/access/permissions.test.ts keeps it equal to the one list.
create function bot_role_permissions(p_role text) returns text[] language sql immutable parallel safe as $$
  select case p_role
    when 'owner' then array['bots:read', 'bots:build', 'bots:publish', 'bots:manage', 'chat:test']
    when 'developer' then array['bots:read', 'bots:build', 'chat:test']
    when 'tester' then array['bots:read', 'chat:test']
    else array[]::text[]
  end
$$;--> statement-breakpoint
-- Everybody's part in every bot; of one in the archive only its owner's is left, who may bring it back.
create view bot_roles with (security_invoker = true) as
  select b.workspace_id, b.id as bot_id, b.owner_id as user_id, 'owner' as role
    from bots b
  union all
  select m.workspace_id, m.bot_id, m.user_id, m.role
    from bot_members m join bots b on b.workspace_id = m.workspace_id and b.id = m.bot_id
   where b.archived_at is null and b.owner_id <> m.user_id;--> statement-breakpoint
-- What that permits on some bot at least: in the archive there is nothing to build or to try.
create view bot_permissions with (security_invoker = true) as
  select r.workspace_id, r.bot_id, r.user_id, p.permission
    from bot_roles r
    join bots b on b.workspace_id = r.workspace_id and b.id = r.bot_id
    cross join unnest(bot_role_permissions(r.role)) as p (permission)
   where b.archived_at is null or p.permission in ('bots:read', 'bots:manage');--> statement-breakpoint
-- What a bot says: of a published version, or with null the draft as it stands now.
create function bot_content(p_bot uuid, p_version integer) returns jsonb language sql stable as $$
  select case when p_version is null then (
      select jsonb_build_object('engine', b.engine, 'language', b.language, 'greeting', b.greeting, 'fallback', b.fallback, 'webhookUrl', b.webhook_url,
               'entries', coalesce((
                 select jsonb_agg(jsonb_build_object('id', e.id, 'title', e.title, 'phrases', e.phrases, 'answer', e.answer, 'handsOver', e.hands_over)
                          order by e.created_at, e.id)
                   from bot_entries e where e.workspace_id = b.workspace_id and e.bot_id = b.id), '[]'))
        from bots b where b.id = p_bot)
    else (select v.content from bot_versions v where v.bot_id = p_bot and v.version = p_version) end
$$;--> statement-breakpoint
-- Nobody in the archive owns a bot that is not there too, by whatever way they came there or it came to them.
create function keep_bots_owned() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from bots b where b.workspace_id = new.workspace_id and b.owner_id = new.id and b.archived_at is null) then
    raise exception 'whoever owns bots is not archived' using errcode = 'RC007';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger keep_bots_owned before update of archived_at on users for each row
  when (new.archived_at is not null and old.archived_at is null) execute function keep_bots_owned();--> statement-breakpoint
create function keep_owner_here() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from users u where u.workspace_id = new.workspace_id and u.id = new.owner_id and u.archived_at is not null) then
    raise exception 'nobody in the archive owns a bot' using errcode = 'RC008';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger keep_owner_here before insert or update of owner_id, archived_at on bots for each row
  when (new.archived_at is null) execute function keep_owner_here();--> statement-breakpoint
-- Heard by every process (lib/live): somebody's access may be another one. Says nothing that one would have to be allowed to read.
create function tell_of_access(p_workspace uuid) returns void language sql as $$
  select pg_notify('roster', json_build_object('workspace', p_workspace, 'access', true)::text)
$$;--> statement-breakpoint
-- Conversations of agents who may not handle any go back to their place in the queue. All at once, since nobody can say anything in them
-- until the change commits.
create function requeue_conversations(p_workspace uuid) returns void language plpgsql as $$
declare
  lost uuid[] := array(
    select a.agent_id from (select distinct agent_id from conversations where workspace_id = p_workspace and state = 'taken') a
     where not exists (
       select from users u where u.workspace_id = p_workspace and u.id = a.agent_id and u.status = 'active' and exists (
         select from user_permissions up where up.workspace_id = p_workspace and up.user_id = u.id and up.permission = 'conversations:handle')));
begin
  if lost = '{}' then return; end if;
  with held as materialized (
    select id, agent_id from conversations
     where workspace_id = p_workspace and state = 'taken' and agent_id = any (lost)
     order by id for no key update
  ), moved as (
    update conversations c set state = 'waiting', agent_id = null, taken_at = null, messages = c.messages + 1
      from held where c.workspace_id = p_workspace and c.id = held.id
    returning c.id, c.messages, held.agent_id)
  insert into messages (workspace_id, conversation_id, n, id, author, author_id, event)
    select p_workspace, id, messages, gen_random_uuid(), 'event', agent_id, 're-queued' from moved;
end $$;--> statement-breakpoint
-- The last thing in every change: what follows from it for what is going on, and what it did (change_effects).
create function close_change(p_change uuid, p_actor uuid, p_lacking text[])
returns table (moved text[], outranked boolean, self_erase boolean, has_admin boolean, actor_holds text[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
begin
  if exists (select from change_rows r where r.workspace_id = workspace and r.change_id = p_change
                and r.table_name in ('users', 'user_roles', 'group_members', 'group_roles', 'role_permissions', 'bots', 'bot_members', 'workspaces')) then
    perform requeue_conversations(workspace);
    perform tell_of_access(workspace);
  end if;
  return query select * from change_effects(p_change, p_actor, p_lacking);
end $$;--> statement-breakpoint
-- What an actor may do now and still may at commit: as begin_change() answers it, for what is no change. Holds changes up, so only for
-- what their end depends on: who has a conversation.
create function held_now(p_via text, p_actor uuid, p_session uuid) returns table (permissions text[], stage text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  workspace uuid := nullif(current_setting('app.workspace_id', true), '')::uuid;
begin
  perform set_config('lock_timeout', '10s', true);
  perform pg_advisory_xact_lock_shared(hashtextextended('change in ' || workspace, 0));
  return query select
    case when case
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
                                      'identity_providers', 'identity_provider_secrets', 'identity_provider_rules',
                                      -- Bot roles don't count in rank.
                                      'bots', 'bot_entries', 'bot_versions', 'bot_members', 'bot_secrets')
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
  tables text[] := array['users', 'credentials', 'invitations', 'password_resets', 'email_changes', 'sessions', 'user_roles', 'group_members', 'identity_links', 'bot_members'];
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
  delete from bot_members where workspace_id = workspace and user_id = p_user;
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
        or table_name = 'identity_links' and row_key >= p_user::text and row_key < p_user::text || '0');
end $$;--> statement-breakpoint
grant select on bots, bot_entries, bot_versions, bot_members, bot_secrets, bot_roles, bot_permissions, conversations, messages, hand_overs to app_user;--> statement-breakpoint
grant insert on bots, bot_entries, bot_versions, bot_members, bot_secrets, conversations, messages, hand_overs to app_user;--> statement-breakpoint
grant update (name, name_norm, description, owner_id, engine, language, greeting, fallback, webhook_url, published_version, archived_at) on bots to app_user;--> statement-breakpoint
grant update (title, phrases, answer, hands_over), delete on bot_entries to app_user;--> statement-breakpoint
grant update (role), delete on bot_members to app_user;--> statement-breakpoint
grant update (sealed, set_at), delete on bot_secrets to app_user;--> statement-breakpoint
grant update (state, messages, seen, waiting_since, agent_id, taken_at, closed_at, last_message_at) on conversations to app_user;--> statement-breakpoint
grant update (taken_at, taken_by, ended_at, ended_as) on hand_overs to app_user;--> statement-breakpoint
grant execute on function bot_role_permissions(text), bot_content(uuid, integer), close_change(uuid, uuid, text[]), held_now(text, uuid, uuid) to app_user;

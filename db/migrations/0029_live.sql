-- What live updates need: to be told of messages and of sessions that end, and a look at a session that is no use of it.
--
-- That there is a message, and whether a page has to look otherwise by it. Says nothing that one would have to be allowed to read.
create function tell_of_messages() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_notify('roster', json_build_object('workspace', said.workspace_id, 'conversation', said.conversation_id, 'n', said.n,
      'state', c.state, 'agent', c.agent_id, 'event', said.event)::text)
    from (select workspace_id, conversation_id, max(n) as n, bool_or(author = 'event') as event from new_rows group by 1, 2) said
    join conversations c on c.workspace_id = said.workspace_id and c.id = said.conversation_id;
  return null;
end $$;--> statement-breakpoint
create trigger tell_of_messages after insert on messages referencing new table as new_rows
  for each statement execute function tell_of_messages();--> statement-breakpoint
create function tell_of_ends() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform tell_of_access(ended.workspace_id)
    from (select distinct n.workspace_id from new_rows n join old_rows o on o.workspace_id = n.workspace_id and o.id = n.id
           where o.ended_at is null and n.ended_at is not null) ended;
  return null;
end $$;--> statement-breakpoint
create trigger tell_of_ends after update on sessions referencing old table as old_rows new table as new_rows
  for each statement execute function tell_of_ends();--> statement-breakpoint
drop function find_session(bytea);--> statement-breakpoint
-- `p_seen`: the person did something. A page that merely stays open must not keep a session from timing out.
create function find_session(p_token_hash bytea, p_seen boolean default true) returns table (
  session_id uuid, stage text, expires_at timestamptz, workspace_id uuid, workspace_slug text, workspace_name text,
  user_id uuid, first_name text, last_name text, email text, type text, timezone text, permissions text[], bot_permissions text[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_session record;
begin
  select s.workspace_id, s.id, s.last_seen_at, s.identity_provider_id is null and s.created_at >= w.sso_enforced_at as bypasses
    into found_session
    from sessions s join users u on u.workspace_id = s.workspace_id and u.id = s.user_id join workspaces w on w.id = s.workspace_id
   where s.token_hash = p_token_hash and s.ended_at is null and s.expires_at > now()
     and s.last_seen_at > now() - make_interval(mins => s.idle_minutes)
     and (u.status = 'active' or (u.status = 'invited' and s.stage <> 'full'));
  if not found then return; end if;
  if p_seen and found_session.last_seen_at < now() - interval '1 minute' then
    update sessions s set last_seen_at = now() where s.workspace_id = found_session.workspace_id and s.id = found_session.id;
  end if;
  return query
  select held.* from (
    select s.id, s.stage, s.expires_at, w.id, w.slug, w.name, u.id, u.first_name, u.last_name, u.email, u.type, u.timezone,
           array(select distinct up.permission from user_permissions up where up.workspace_id = s.workspace_id and up.user_id = s.user_id)
             as permissions,
           array(select distinct bp.permission from bot_permissions bp where bp.workspace_id = s.workspace_id and bp.user_id = s.user_id)
             as bot_permissions
      from sessions s
      join workspaces w on w.id = s.workspace_id
      join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
     where s.workspace_id = found_session.workspace_id and s.id = found_session.id) held
   where found_session.bypasses is not true or 'sso:bypass' = any (held.permissions);
end $$;--> statement-breakpoint
grant execute on function find_session(bytea, boolean) to app_user;

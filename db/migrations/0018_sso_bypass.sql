-- A session that began with a password while single sign-on was enforced opens nothing any more once its person may not bypass it.
create or replace function find_session(p_token_hash bytea) returns table (
  session_id uuid, stage text, expires_at timestamptz, workspace_id uuid, workspace_slug text, workspace_name text,
  user_id uuid, first_name text, last_name text, email text, type text, timezone text, permissions text[])
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
  if found_session.last_seen_at < now() - interval '1 minute' then
    update sessions s set last_seen_at = now() where s.workspace_id = found_session.workspace_id and s.id = found_session.id;
  end if;
  return query
  select held.* from (
    select s.id, s.stage, s.expires_at, w.id, w.slug, w.name, u.id, u.first_name, u.last_name, u.email, u.type, u.timezone,
           array(select distinct up.permission from user_permissions up where up.workspace_id = s.workspace_id and up.user_id = s.user_id)
             as permissions
      from sessions s
      join workspaces w on w.id = s.workspace_id
      join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
     where s.workspace_id = found_session.workspace_id and s.id = found_session.id) held
   where found_session.bypasses is not true or 'sso:bypass' = any (held.permissions);
end $$;

-- As in 0034_settings.sql, but asking first: what comes to a conflict locks and writes, also where it then changes nothing.
create or replace function find_token(p_token_hash bytea, p_ip text) returns table (
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
  if not exists (
      select from access_token_uses used where used.workspace_id = found_token.workspace_id and used.token_id = found_token.id
         and used.used_at >= now() - interval '1 minute' and used.ip is not distinct from p_ip) then
    insert into access_token_uses (workspace_id, token_id, used_at, ip) values (found_token.workspace_id, found_token.id, now(), p_ip)
      on conflict (workspace_id, token_id) do update set used_at = excluded.used_at, ip = excluded.ip;
  end if;
  return query
    select t.id, t.expires_at, t.scopes, w.id, w.slug, w.name, u.id, u.first_name, u.last_name, u.email, u.type, u.timezone,
           token_permissions(t.workspace_id, t.user_id, t.id),
           array(select distinct bp.permission from bot_permissions bp
                  where bp.workspace_id = t.workspace_id and bp.user_id = t.user_id and bp.permission = any (t.scopes))
      from access_tokens t
      join workspaces w on w.id = t.workspace_id
      join users u on u.workspace_id = t.workspace_id and u.id = t.user_id
     where t.workspace_id = found_token.workspace_id and t.id = found_token.id;
end $$;

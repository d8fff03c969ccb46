-- The pinned look-ups: before a workspace is known, each maps one secret or name to ids and little else. They run as the owner,
-- past row level security, so each filters by itself. lib/access/lookups.test.ts pins the list.
create function find_workspace(p_slug text) returns table (id uuid, slug text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.slug, w.name from workspaces w where w.slug = p_slug
$$;--> statement-breakpoint
-- Session, person and effective permissions in one answer; nothing if the session ended, timed out or its owner may not sign in.
create function find_session(p_token_hash bytea) returns table (
  session_id uuid, stage text, expires_at timestamptz, workspace_id uuid, workspace_slug text, workspace_name text,
  user_id uuid, first_name text, last_name text, email text, type text, timezone text, permissions text[])
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  found_session record;
begin
  select s.workspace_id, s.id, s.last_seen_at into found_session
    from sessions s join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
   where s.token_hash = p_token_hash and s.ended_at is null and s.expires_at > now()
     and s.last_seen_at > now() - make_interval(mins => s.idle_minutes)
     and (u.status = 'active' or (u.status = 'invited' and s.stage <> 'full'));
  if not found then return; end if;
  if found_session.last_seen_at < now() - interval '1 minute' then
    update sessions s set last_seen_at = now() where s.workspace_id = found_session.workspace_id and s.id = found_session.id;
  end if;
  return query
  select s.id, s.stage, s.expires_at, w.id, w.slug, w.name, u.id, u.first_name, u.last_name, u.email, u.type, u.timezone,
         array(select distinct up.permission from user_permissions up where up.workspace_id = s.workspace_id and up.user_id = s.user_id)
    from sessions s
    join workspaces w on w.id = s.workspace_id
    join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
   where s.workspace_id = found_session.workspace_id and s.id = found_session.id;
end $$;--> statement-breakpoint
create function find_invitation(p_token_hash bytea) returns table (workspace_id uuid, workspace_slug text, workspace_name text, invitation_id uuid, user_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.slug, w.name, i.id, i.user_id
    from invitations i join workspaces w on w.id = i.workspace_id
   where i.token_hash = p_token_hash
$$;--> statement-breakpoint
-- Not a look-up but for the same reason: a LIKE under row level security could not use the trigram index (it is not leakproof).
-- The pattern is escaped by the caller. EXECUTE plans for this very pattern.
create function search_users(p_pattern text, p_archived boolean, p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query execute 'select id from users where workspace_id = $1 and search like $2 and (archived_at is not null) = $3 limit $4'
    using nullif(current_setting('app.workspace_id', true), '')::uuid, p_pattern, p_archived, p_limit;
end $$;--> statement-breakpoint
-- Puts a job into the worker's queue within the caller's transaction; only for the transaction's own workspace.
create function enqueue(p_task text, p_payload jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_payload ->> 'workspaceId' is distinct from nullif(current_setting('app.workspace_id', true), '') then
    raise exception 'a job belongs to the workspace of its transaction';
  end if;
  perform graphile_worker.add_job(p_task, p_payload::json, max_attempts => 10);
end $$;

-- How a person and their workspace look, for whoever a session or a token was found for: one statement with that look-up.
create function looks_of(p_workspace uuid, p_user uuid) returns table (picture_id uuid, workspace_logo_id uuid, workspace_timezone text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.picture_id, w.logo_id, w.timezone from users u join workspaces w on w.id = u.workspace_id where u.workspace_id = p_workspace and u.id = p_user
$$;--> statement-breakpoint
revoke all on function looks_of(uuid, uuid) from public;--> statement-breakpoint
grant execute on function looks_of(uuid, uuid) to app_user;

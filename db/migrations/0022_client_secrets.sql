-- Which client secrets there are, in every workspace, so that the clock can seal them anew. Never what they are, not even sealed.
create function list_client_secrets() returns table (workspace_id uuid, provider_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.workspace_id, s.provider_id from identity_provider_secrets s order by 1, 2
$$;--> statement-breakpoint
grant execute on function list_client_secrets() to app_user;

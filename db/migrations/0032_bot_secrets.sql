-- Where there are signing secrets of webhooks: for the job that seals them anew once AUTH_SECRET has been replaced.
create function list_webhook_secrets() returns table (workspace_id uuid, bot_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select workspace_id, bot_id from bot_secrets
$$;--> statement-breakpoint
revoke all on function list_webhook_secrets() from public;--> statement-breakpoint
grant execute on function list_webhook_secrets() to app_user;

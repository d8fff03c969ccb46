-- The front door: reset links, locks, workspaces known without asking.
select audit_table('password_resets', 'mark', 'user_id', 'id');--> statement-breakpoint
create function find_password_reset(p_token_hash bytea) returns table (workspace_id uuid, workspace_slug text, workspace_name text, reset_id uuid, user_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.slug, w.name, r.id, r.user_id
    from password_resets r join workspaces w on w.id = r.workspace_id
   where r.token_hash = p_token_hash
$$;--> statement-breakpoint
-- The only workspace of this installation; nothing if there are more.
create function only_workspace() returns table (id uuid, slug text, name text)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.slug, w.name from workspaces w where not exists (select from workspaces other where other.id <> w.id)
$$;--> statement-breakpoint
-- Where this address has an account that is not archived. For the worker that mails it to that very address, never for an answer.
create function find_workspaces_of(p_email_norm text) returns table (workspace_id uuid, workspace_slug text, workspace_name text, user_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.slug, w.name, u.id
    from users u join workspaces w on w.id = u.workspace_id
   where u.email_norm = p_email_norm and u.archived_at is null order by w.name
$$;--> statement-breakpoint
grant select, insert, update on password_resets to app_user;--> statement-breakpoint
grant update (phone, external_id, timezone, locked_until) on users to app_user;--> statement-breakpoint
grant execute on function find_password_reset(bytea), only_workspace(), find_workspaces_of(text) to app_user;

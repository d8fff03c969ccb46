-- The mails of the current workspace to an address like this, at most so many: under row level security LIKE finds no index.
create function search_mails(p_pattern text, p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return query execute 'select id from mails where workspace_id = $1 and to_address ilike $2 limit $3'
    using nullif(current_setting('app.workspace_id', true), '')::uuid, p_pattern, p_limit;
end $$;--> statement-breakpoint
-- To which mail this id of Resend's belongs; while it is not noted yet, by what the mail was tagged with.
drop function find_mail(text);--> statement-breakpoint
create function find_mail(p_provider_id text, p_workspace uuid, p_mail uuid)
returns table (workspace_id uuid, workspace_slug text, workspace_name text, mail_id uuid, user_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  (select w.id, w.slug, w.name, m.id, m.user_id from mails m join workspaces w on w.id = m.workspace_id where m.provider_id = p_provider_id
    limit 1)
  union all
  (select w.id, w.slug, w.name, m.id, m.user_id from mails m join workspaces w on w.id = m.workspace_id
    where m.workspace_id = p_workspace and m.id = p_mail and m.provider_id is null)
  limit 1
$$;--> statement-breakpoint
revoke all on function search_mails(text, integer), find_mail(text, uuid, uuid) from public;--> statement-breakpoint
grant execute on function search_mails(text, integer), find_mail(text, uuid, uuid) to app_user;

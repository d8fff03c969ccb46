-- What a request may do at all, table by table; row level security then says to which rows.
grant usage on schema public to app_user;--> statement-breakpoint
grant select on workspaces, user_counts, roles, role_permissions, groups, group_members, group_roles, changes, change_rows, user_permissions to app_user;--> statement-breakpoint
grant select, insert on users, user_roles to app_user;--> statement-breakpoint
-- Column by column, as features need them: nobody can ever change a person's type, workspace, id or creation.
grant update (first_name, last_name, sort_name, search, email_confirmed_at, joined_at, suspended_at) on users to app_user;--> statement-breakpoint
grant select, insert, update on user_activity, credentials, sessions, invitations, codes, mails to app_user;--> statement-breakpoint
grant select, insert, update, delete on throttles to app_user;--> statement-breakpoint
grant execute on function user_type_permissions(text), has_active_admin(uuid), row_key(jsonb, text[]),
  begin_change(uuid, text, text, uuid, uuid, text, jsonb), change_effects(uuid, uuid, text[]),
  find_workspace(text), find_session(bytea), find_invitation(bytea), search_users(text, boolean, integer), enqueue(text, jsonb)
  to app_user;

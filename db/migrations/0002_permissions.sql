-- Effective permissions: type's baseline, direct roles, roles of groups (PRODUCT §2). lib/access/permissions.test.ts keeps
-- the baselines equal to the one list in lib/access/permissions.ts.
create function user_type_permissions(p_type text) returns text[] language sql immutable parallel safe as $$
  select case p_type
    when 'tenant_admin' then array[
      'users:read', 'users:write', 'users:suspend', 'users:delete', 'users:reset', 'sessions:revoke', 'tokens:manage',
      'groups:manage', 'roles:manage', 'settings:manage', 'sso:manage', 'sso:bypass', 'audit:read', 'bots:read',
      'bots:create', 'bots:build', 'bots:publish', 'bots:manage', 'chat:use', 'chat:test', 'conversations:handle',
      'conversations:monitor', 'analytics:read']
    when 'bot_admin' then array[
      'bots:read', 'bots:create', 'bots:build', 'bots:publish', 'bots:manage', 'chat:use', 'chat:test']
    when 'supervisor' then array['conversations:monitor', 'analytics:read', 'chat:use']
    when 'agent' then array['conversations:handle', 'chat:use']
    when 'analyst' then array['analytics:read']
    when 'viewer' then array['users:read', 'bots:read', 'analytics:read']
    else array[]::text[]
  end
$$;--> statement-breakpoint
create view user_permissions with (security_invoker = true) as
  select u.workspace_id, u.id as user_id, unnest(user_type_permissions(u.type)) as permission
    from users u
  union all
  select ur.workspace_id, ur.user_id, rp.permission
    from user_roles ur
    join role_permissions rp on rp.workspace_id = ur.workspace_id and rp.role_id = ur.role_id
  union all
  select gm.workspace_id, gm.user_id, rp.permission
    from group_members gm
    join group_roles gr on gr.workspace_id = gm.workspace_id and gr.group_id = gm.group_id
    join role_permissions rp on rp.workspace_id = gr.workspace_id and rp.role_id = gr.role_id;--> statement-breakpoint
-- Is there an active person with the Admin permissions? `sso:manage` marks them: no other role or type carries it.
create function has_active_admin(p_workspace uuid) returns boolean language sql stable as $$
  select exists (
      select from users u
       where u.workspace_id = p_workspace and u.type = 'tenant_admin' and u.archived_at is null and u.status = 'active')
    or exists (
      select from role_permissions rp
        join user_roles ur on ur.workspace_id = rp.workspace_id and ur.role_id = rp.role_id
        join users u on u.workspace_id = ur.workspace_id and u.id = ur.user_id
       where rp.workspace_id = p_workspace and rp.permission = 'sso:manage' and u.status = 'active')
    or exists (
      select from role_permissions rp
        join group_roles gr on gr.workspace_id = rp.workspace_id and gr.role_id = rp.role_id
        join group_members gm on gm.workspace_id = gr.workspace_id and gm.group_id = gr.group_id
        join users u on u.workspace_id = gm.workspace_id and u.id = gm.user_id
       where rp.workspace_id = p_workspace and rp.permission = 'sso:manage' and u.status = 'active')
$$;--> statement-breakpoint
create function count_users() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into user_counts as c (workspace_id, status, people)
    select workspace_id, status, count(*) from new_rows group by 1, 2
    on conflict (workspace_id, status) do update set people = c.people + excluded.people;
  elsif tg_op = 'DELETE' then
    update user_counts c set people = c.people - gone.people
      from (select workspace_id, status, count(*) as people from old_rows group by 1, 2) gone
     where c.workspace_id = gone.workspace_id and c.status = gone.status;
  else
    insert into user_counts as c (workspace_id, status, people)
    select workspace_id, status, sum(step)
      from (select workspace_id, status, 1 as step from new_rows
            union all select workspace_id, status, -1 from old_rows) steps
     group by 1, 2 having sum(step) <> 0 order by 1, 2
    on conflict (workspace_id, status) do update set people = c.people + excluded.people;
  end if;
  return null;
end $$;--> statement-breakpoint
create trigger count_insert after insert on users referencing new table as new_rows
  for each statement execute function count_users();--> statement-breakpoint
create trigger count_update after update on users referencing old table as old_rows new table as new_rows
  for each statement execute function count_users();--> statement-breakpoint
create trigger count_delete after delete on users referencing old table as old_rows
  for each statement execute function count_users();--> statement-breakpoint
-- The planner needs many samples to tell a rare trigram from a common one.
alter table users alter column search set statistics 1000;

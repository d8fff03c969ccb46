-- Former logos are kept to be undone to: the newest of each workspace, besides the one in use.
create function clear_former_logos(p_kept integer) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from workspace_logos l
   using (select workspace_id, id, row_number() over (partition by workspace_id order by created_at desc, id desc) as place
            from workspace_logos former
           where not exists (select from workspaces w where w.id = former.workspace_id and w.logo_id = former.id)) former
   where former.place > p_kept and l.workspace_id = former.workspace_id and l.id = former.id
$$;--> statement-breakpoint
revoke all on function clear_former_logos(integer) from public;--> statement-breakpoint
grant execute on function clear_former_logos(integer) to app_user;

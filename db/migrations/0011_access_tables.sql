CREATE INDEX "sessions_by_time" ON "sessions" USING btree ("workspace_id","created_at","id");--> statement-breakpoint
CREATE INDEX "changes_by_action" ON "changes" USING btree ("workspace_id","action","at","id");--> statement-breakpoint
CREATE INDEX "changes_by_undone" ON "changes" USING btree ("workspace_id","undoes") WHERE undoes is not null;--> statement-breakpoint
CREATE POLICY "role_permissions_put_in" ON "role_permissions" AS RESTRICTIVE FOR INSERT TO "app_user" WITH CHECK (exists (select from roles r where r.workspace_id = role_permissions.workspace_id and r.id = role_id and r.built_in is null) and permission not in ('sso:manage', 'sso:bypass'));--> statement-breakpoint
CREATE POLICY "role_permissions_taken_out" ON "role_permissions" AS RESTRICTIVE FOR DELETE TO "app_user" USING (exists (select from roles r where r.workspace_id = role_permissions.workspace_id and r.id = role_id and r.built_in is null));--> statement-breakpoint
CREATE POLICY "roles_made" ON "roles" AS RESTRICTIVE FOR INSERT TO "app_user" WITH CHECK (built_in is null);--> statement-breakpoint
CREATE POLICY "roles_edited" ON "roles" AS RESTRICTIVE FOR UPDATE TO "app_user" USING (built_in is null) WITH CHECK (built_in is null);--> statement-breakpoint
CREATE POLICY "roles_deleted" ON "roles" AS RESTRICTIVE FOR DELETE TO "app_user" USING (built_in is null);
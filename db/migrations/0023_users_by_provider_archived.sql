DROP INDEX "users_by_creation";--> statement-breakpoint
CREATE INDEX "users_by_provider_archived" ON "users" USING btree ("workspace_id","identity_provider_id","sort_name","id") WHERE identity_provider_id is not null and archived_at is not null;--> statement-breakpoint
CREATE INDEX "users_by_creation" ON "users" USING btree ("workspace_id","created_at","id") WHERE archived_at is not null;
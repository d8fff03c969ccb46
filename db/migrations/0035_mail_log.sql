CREATE INDEX "mails_by_state" ON "mails" USING btree ("workspace_id","state","queued_at","id");--> statement-breakpoint
CREATE INDEX "mails_in_trouble" ON "mails" USING btree ("workspace_id","queued_at","id") WHERE state in ('failed', 'bounced', 'complained');--> statement-breakpoint
CREATE INDEX "mails_by_address" ON "mails" USING gin ("workspace_id","to_address" gin_trgm_ops);
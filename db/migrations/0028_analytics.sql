DROP INDEX "messages_by_time";--> statement-breakpoint
CREATE INDEX "messages_by_time" ON "messages" USING btree ("workspace_id","at","author","conversation_id");
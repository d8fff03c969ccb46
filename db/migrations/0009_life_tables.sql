CREATE TABLE "email_changes" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"old_email" text NOT NULL,
	"new_email" text NOT NULL,
	"confirm_hash" "bytea" NOT NULL,
	"stop_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"stoppable_until" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	CONSTRAINT "email_changes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "email_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bulk_items" (
	"workspace_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"outcome" text collate "C",
	CONSTRAINT "bulk_items_workspace_id_run_id_n_pk" PRIMARY KEY("workspace_id","run_id","n")
);
--> statement-breakpoint
ALTER TABLE "bulk_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bulk_runs" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"action" text collate "C" NOT NULL,
	"target" uuid,
	"reason" text,
	"query" jsonb,
	"state" text collate "C" DEFAULT 'running' NOT NULL,
	"selected" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "bulk_runs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "bulk_runs_state" CHECK (state in ('running', 'stopping', 'stopped', 'finished'))
);
--> statement-breakpoint
ALTER TABLE "bulk_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "user_activity" ALTER COLUMN "last_sign_in_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "email_norm" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "email_change_allowed" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "replaced_by" uuid;--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_workspace_id_run_id_bulk_runs_workspace_id_id_fk" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."bulk_runs"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_workspace_id_created_by_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "email_changes_by_confirm" ON "email_changes" USING btree ("confirm_hash");--> statement-breakpoint
CREATE INDEX "email_changes_by_stop" ON "email_changes" USING btree ("stop_hash");--> statement-breakpoint
CREATE INDEX "email_changes_by_user" ON "email_changes" USING btree ("workspace_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "bulk_items_to_do" ON "bulk_items" USING btree ("workspace_id","run_id","n") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "bulk_items_by_outcome" ON "bulk_items" USING btree ("workspace_id","run_id","outcome","n");--> statement-breakpoint
CREATE INDEX "bulk_items_by_user" ON "bulk_items" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "bulk_runs_by_creator" ON "bulk_runs" USING btree ("workspace_id","created_by","created_at");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_workspace_id_replaced_by_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","replaced_by") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "user_activity_by_sign_in" ON "user_activity" USING btree ("workspace_id",coalesce(last_sign_in_at, '-infinity'::timestamptz),"user_id");--> statement-breakpoint
CREATE INDEX "users_by_status_and_type" ON "users" USING btree ("workspace_id","status","type","sort_name","id");--> statement-breakpoint
CREATE INDEX "users_by_creation" ON "users" USING btree ("workspace_id","created_at","id") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "users_erased" ON "users" USING btree ("workspace_id","id") WHERE erased_at is not null;--> statement-breakpoint
CREATE INDEX "mails_by_sender" ON "mails" USING btree ("workspace_id","sent_by");--> statement-breakpoint
CREATE INDEX "changes_by_actor" ON "changes" USING btree ("workspace_id","actor_id","at","id");--> statement-breakpoint
CREATE POLICY "email_changes_workspace" ON "email_changes" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bulk_items_workspace" ON "bulk_items" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "bulk_runs_workspace" ON "bulk_runs" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
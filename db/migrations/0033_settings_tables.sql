CREATE TABLE "access_token_uses" (
	"workspace_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	"ip" text,
	CONSTRAINT "access_token_uses_workspace_id_token_id_pk" PRIMARY KEY("workspace_id","token_id")
);
--> statement-breakpoint
ALTER TABLE "access_token_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "access_tokens" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"start" text collate "C" NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_as" text collate "C",
	CONSTRAINT "access_tokens_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "access_tokens_revoked_as" CHECK (revoked_as in ('owner', 'admin', 'regenerated', 'suspended', 'archived', 'deactivated', 'taken_over'))
);
--> statement-breakpoint
ALTER TABLE "access_tokens" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "service_accounts" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"description" text,
	CONSTRAINT "service_accounts_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "service_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user_profiles" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"company" text,
	"department" text,
	"title" text,
	"mobile_number" text,
	"work_number" text,
	"address_number_street" text,
	"address_street_suite" text,
	"city" text,
	"state" text,
	"zip" text,
	"country" text,
	CONSTRAINT "user_profiles_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "user_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user_pictures" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"webp" "bytea" NOT NULL,
	CONSTRAINT "user_pictures_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "user_pictures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workspace_logos" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"webp" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspace_logos_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "workspace_logos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" DROP CONSTRAINT "users_type";--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_state";--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "password_least" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "lock_tries" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "lock_window_minutes" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "lock_minutes" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "session_idle_minutes" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "session_days" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "invitation_days" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "temporary_password_days" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "code_minutes" integer;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "allowed_domains" text[];--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "profile_fields_shown" text[];--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "profile_fields_editable" text[];--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "mail_sender_name" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "mail_reply_to" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "timezone" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "support_address" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "logo_id" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "picture_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "profile_fields" jsonb;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "provider_id" text collate "C";--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "delivered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "returned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "token_id" uuid;--> statement-breakpoint
ALTER TABLE "access_token_uses" ADD CONSTRAINT "access_token_uses_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_token_uses" ADD CONSTRAINT "access_token_uses_workspace_id_token_id_access_tokens_workspace_id_id_fk" FOREIGN KEY ("workspace_id","token_id") REFERENCES "public"."access_tokens"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_workspace_id_created_by_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_accounts" ADD CONSTRAINT "service_accounts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_accounts" ADD CONSTRAINT "service_accounts_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_accounts" ADD CONSTRAINT "service_accounts_workspace_id_owner_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_profiles" ADD CONSTRAINT "user_profiles_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_pictures" ADD CONSTRAINT "user_pictures_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_pictures" ADD CONSTRAINT "user_pictures_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_logos" ADD CONSTRAINT "workspace_logos_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_tokens_by_hash" ON "access_tokens" USING btree ("token_hash") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "access_tokens_by_user" ON "access_tokens" USING btree ("workspace_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "service_accounts_by_owner" ON "service_accounts" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "users_services" ON "users" USING btree ("workspace_id","sort_name","id") WHERE type = 'service';--> statement-breakpoint
CREATE INDEX "mails_by_time" ON "mails" USING btree ("workspace_id","queued_at","id");--> statement-breakpoint
CREATE INDEX "mails_by_provider_id" ON "mails" USING btree ("provider_id") WHERE provider_id is not null;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_type" CHECK (type in ('tenant_admin', 'bot_admin', 'supervisor', 'agent', 'analyst', 'viewer', 'member', 'service'));--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_state" CHECK (state in ('queued', 'sent', 'failed', 'delivered', 'bounced', 'complained'));--> statement-breakpoint
CREATE POLICY "access_token_uses_workspace" ON "access_token_uses" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "access_tokens_workspace" ON "access_tokens" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "service_accounts_workspace" ON "service_accounts" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "user_profiles_workspace" ON "user_profiles" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "user_pictures_workspace" ON "user_pictures" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workspace_logos_workspace" ON "workspace_logos" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));
CREATE TABLE "email_domains" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"domain" text collate "C" NOT NULL,
	"proof" text NOT NULL,
	"identity_provider_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"proved_at" timestamp with time zone,
	CONSTRAINT "email_domains_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "email_domains_domain" UNIQUE("workspace_id","domain")
);
--> statement-breakpoint
ALTER TABLE "email_domains" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity_links" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"issuer" text collate "C" NOT NULL,
	"subject" text collate "C" NOT NULL,
	"groups" text[] DEFAULT '{}' NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_links_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "identity_links_identity" UNIQUE("workspace_id","provider_id","issuer","subject"),
	CONSTRAINT "identity_links_person" UNIQUE("workspace_id","provider_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "identity_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity_provider_rules" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"value" text collate "C",
	"role_id" uuid,
	"group_id" uuid,
	CONSTRAINT "identity_provider_rules_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "identity_provider_rules_once" UNIQUE NULLS NOT DISTINCT("workspace_id","provider_id","value","role_id","group_id"),
	CONSTRAINT "identity_provider_rules_gives" CHECK (num_nonnulls(role_id, group_id) = 1)
);
--> statement-breakpoint
ALTER TABLE "identity_provider_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity_provider_secrets" (
	"workspace_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_provider_secrets_workspace_id_provider_id_pk" PRIMARY KEY("workspace_id","provider_id")
);
--> statement-breakpoint
ALTER TABLE "identity_provider_secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity_providers" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"name" text NOT NULL,
	"issuer" text collate "C" NOT NULL,
	"client_id" text,
	"sso_url" text,
	"metadata_url" text,
	"certificates" text[] DEFAULT '{}' NOT NULL,
	"email_claim" text NOT NULL,
	"first_name_claim" text NOT NULL,
	"last_name_claim" text NOT NULL,
	"groups_claim" text NOT NULL,
	"trust_email" boolean DEFAULT false NOT NULL,
	"first_sign_in" text collate "C" DEFAULT 'invited' NOT NULL,
	"user_type" text collate "C" DEFAULT 'member' NOT NULL,
	"owns" text[] DEFAULT '{}' NOT NULL,
	"directory_managed" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"enabled_at" timestamp with time zone,
	CONSTRAINT "identity_providers_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "identity_providers_kind" CHECK (kind in ('oidc', 'saml')),
	CONSTRAINT "identity_providers_first_sign_in" CHECK (first_sign_in in ('nobody', 'invited', 'domain')),
	CONSTRAINT "identity_providers_owns" CHECK (owns <@ array['names', 'email', 'groups', 'status'])
);
--> statement-breakpoint
ALTER TABLE "identity_providers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sso_assertions" (
	"workspace_id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"assertion_id" text collate "C" NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "sso_assertions_workspace_id_provider_id_assertion_id_pk" PRIMARY KEY("workspace_id","provider_id","assertion_id")
);
--> statement-breakpoint
ALTER TABLE "sso_assertions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sso_attempts" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"purpose" text collate "C" NOT NULL,
	"state_hash" "bytea" NOT NULL,
	"browser_hash" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"answer" "bytea",
	"user_id" uuid,
	"session_id" uuid,
	"return_to" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"outcome" "bytea",
	CONSTRAINT "sso_attempts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "sso_attempts_purpose" CHECK (purpose in ('sign-in', 'rehearsal', 'link'))
);
--> statement-breakpoint
ALTER TABLE "sso_attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sso_sign_ins" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text collate "C" NOT NULL,
	"reason" text collate "C",
	"detail" text,
	"user_id" uuid,
	"subject" text,
	"email" text,
	"ip" text,
	"user_agent" text,
	CONSTRAINT "sso_sign_ins_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "sso_sign_ins_outcome" CHECK (outcome in ('signed-in', 'created', 'linked', 'refused'))
);
--> statement-breakpoint
ALTER TABLE "sso_sign_ins" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "sso_enforced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "identity_provider_id" uuid;--> statement-breakpoint
ALTER TABLE "user_roles" ADD COLUMN "identity_provider_id" uuid;--> statement-breakpoint
ALTER TABLE "group_members" ADD COLUMN "identity_provider_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "identity_provider_id" uuid;--> statement-breakpoint
-- Of a session that is open already nobody knows when its person last showed who they are.
ALTER TABLE "sessions" ADD COLUMN "proved_at" timestamp with time zone DEFAULT 'epoch' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ALTER COLUMN "proved_at" SET DEFAULT now();--> statement-breakpoint
ALTER TABLE "email_domains" ADD CONSTRAINT "email_domains_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_domains" ADD CONSTRAINT "email_domains_workspace_id_identity_provider_id_identity_providers_workspace_id_id_fk" FOREIGN KEY ("workspace_id","identity_provider_id") REFERENCES "public"."identity_providers"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_links" ADD CONSTRAINT "identity_links_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_links" ADD CONSTRAINT "identity_links_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_links" ADD CONSTRAINT "identity_links_workspace_id_provider_id_identity_providers_workspace_id_id_fk" FOREIGN KEY ("workspace_id","provider_id") REFERENCES "public"."identity_providers"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_provider_rules" ADD CONSTRAINT "identity_provider_rules_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_provider_rules" ADD CONSTRAINT "identity_provider_rules_workspace_id_provider_id_identity_providers_workspace_id_id_fk" FOREIGN KEY ("workspace_id","provider_id") REFERENCES "public"."identity_providers"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_provider_rules" ADD CONSTRAINT "identity_provider_rules_workspace_id_role_id_roles_workspace_id_id_fk" FOREIGN KEY ("workspace_id","role_id") REFERENCES "public"."roles"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_provider_rules" ADD CONSTRAINT "identity_provider_rules_workspace_id_group_id_groups_workspace_id_id_fk" FOREIGN KEY ("workspace_id","group_id") REFERENCES "public"."groups"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_provider_secrets" ADD CONSTRAINT "identity_provider_secrets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_provider_secrets" ADD CONSTRAINT "identity_provider_secrets_workspace_id_provider_id_identity_providers_workspace_id_id_fk" FOREIGN KEY ("workspace_id","provider_id") REFERENCES "public"."identity_providers"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_providers" ADD CONSTRAINT "identity_providers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_assertions" ADD CONSTRAINT "sso_assertions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_attempts" ADD CONSTRAINT "sso_attempts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_attempts" ADD CONSTRAINT "sso_attempts_workspace_id_provider_id_identity_providers_workspace_id_id_fk" FOREIGN KEY ("workspace_id","provider_id") REFERENCES "public"."identity_providers"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_attempts" ADD CONSTRAINT "sso_attempts_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_sign_ins" ADD CONSTRAINT "sso_sign_ins_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_sign_ins" ADD CONSTRAINT "sso_sign_ins_workspace_id_user_id_users_workspace_id_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."users"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identity_links_by_user" ON "identity_links" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "sso_assertions_by_end" ON "sso_assertions" USING btree ("until");--> statement-breakpoint
CREATE INDEX "sso_attempts_by_state" ON "sso_attempts" USING btree ("workspace_id","state_hash");--> statement-breakpoint
CREATE INDEX "sso_attempts_by_end" ON "sso_attempts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sso_attempts_by_user" ON "sso_attempts" USING btree ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "sso_sign_ins_by_provider" ON "sso_sign_ins" USING btree ("workspace_id","provider_id","at","id");--> statement-breakpoint
CREATE INDEX "sso_sign_ins_by_user" ON "sso_sign_ins" USING btree ("workspace_id","user_id","at");--> statement-breakpoint
CREATE INDEX "sso_sign_ins_by_time" ON "sso_sign_ins" USING btree ("at");--> statement-breakpoint
CREATE INDEX "users_by_provider" ON "users" USING btree ("workspace_id","identity_provider_id","sort_name","id") WHERE identity_provider_id is not null and archived_at is null;--> statement-breakpoint
CREATE INDEX "user_roles_by_provider" ON "user_roles" USING btree ("workspace_id","identity_provider_id","user_id") WHERE identity_provider_id is not null;--> statement-breakpoint
CREATE INDEX "group_members_by_provider" ON "group_members" USING btree ("workspace_id","identity_provider_id","user_id") WHERE identity_provider_id is not null;--> statement-breakpoint
CREATE POLICY "email_domains_workspace" ON "email_domains" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "identity_links_workspace" ON "identity_links" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "identity_provider_rules_workspace" ON "identity_provider_rules" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "identity_provider_secrets_workspace" ON "identity_provider_secrets" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "identity_providers_workspace" ON "identity_providers" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "sso_assertions_workspace" ON "sso_assertions" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "sso_attempts_workspace" ON "sso_attempts" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "sso_sign_ins_workspace" ON "sso_sign_ins" AS PERMISSIVE FOR ALL TO "app_user" USING (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('app.workspace_id', true), '')::uuid));